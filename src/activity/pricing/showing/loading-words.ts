import { formatDate } from '#shared'
import type { PartName } from '../lists/tariff.ts'
import type { LoadedTariff } from '../loading/load-tariff.command.ts'
import { plural } from '../working/words.ts'

const partWords: Readonly<Record<PartName, string>> = {
  apc: 'HRG price',
  outpatient: 'specialty price',
  emergency: 'emergency price',
  marketForces: 'market forces factor',
  topUps: 'top-up',
}

/** What was loaded, in one or two sentences. */
export function loadedWords(loaded: LoadedTariff): string {
  const list = `Price list ${loaded.year} from ${formatDate(loaded.from)}`
  if (loaded.alreadyLoaded) return `${list}: these very contents hold already; nothing was taken.`
  const taken = Object.entries(loaded.taken)
    .filter(([, rows]) => rows > 0)
    .map(([part, rows]) => plural(rows, partWords[part as PartName]))
  const kept =
    loaded.kept.length === 0
      ? ''
      : ` Kept from the list before it: ${loaded.kept.map((part) => `${partWords[part]}s`).join(', ')}.`
  return `${list}: ${taken.join(', ')} taken.${kept}`
}
