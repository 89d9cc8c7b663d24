import { type Result, ok } from '#shared'
import { type Clock, systemClock } from './clock/clock.ts'
import { type DataFolder, makeDataFolder } from './files/data-folder.ts'
import { loadVocabulary } from './vocabulary/load-vocabulary.ts'

export type InitRefusal = 'exists' | 'not-empty' | 'no-vocabulary'

export interface InitOptions {
  readonly data: string
  readonly vocabulary?: string
  /** Marks the folder as holding an invented commissioner. */
  readonly demonstration?: boolean
  readonly clock?: Clock
}

/** Makes the folder and its keys. The database is made when it is first opened. */
export async function initDataFolder(options: InitOptions): Promise<Result<DataFolder, InitRefusal>> {
  const vocabulary = await loadVocabulary(options.vocabulary ?? 'pbc-2006')
  if (!vocabulary.ok) return vocabulary
  const createdAt = (options.clock ?? systemClock).now().toISOString()
  const demonstration = options.demonstration ? { demonstration: true } : {}
  const made = await makeDataFolder(options.data, {
    format: 1,
    vocabulary: vocabulary.value.name,
    createdAt,
    ...demonstration,
  })
  return made.ok ? ok(made.value) : made
}
