import { type PracticeNumbers, deprivationScores, needIndex, weightedLists } from '#budgets/envelope'
import type { Database } from '#db'
import { type Result, ok, refused } from '#shared'
import type { FairShareQuestion, FairShareRefusal, NeedFrom } from '../calculation/fair-shares.ts'
import { type SharingList, namedPractices } from '../calculation/sharing-lists.ts'
import { needByDeprivation } from './deprivation.ts'

/** Need of each practice that shares, in the order of the lists. */
export interface Need {
  readonly from: NeedFrom
  readonly loadNo: number | null
  /** Decimal texts. For a weighted list these are weighted patients, which have age, sex and need in them already. */
  readonly numbers: readonly string[]
}

const sources = {
  uploaded: { find: needIndex, file: 'need-index.csv', what: 'need' },
  'weighted-lists': { find: weightedLists, file: 'weighted-lists.csv', what: 'weighted list' },
  deprivation: { find: deprivationScores, file: 'deprivation.csv', what: 'score of deprivation' },
} as const
type Taken = keyof typeof sources

async function firstTaken(
  db: Database,
  of: FairShareQuestion,
): Promise<{ from: Taken; found: PracticeNumbers } | undefined> {
  const order: readonly Taken[] =
    of.need && of.need !== 'none' ? [of.need] : ['uploaded', 'weighted-lists', 'deprivation']
  for (const from of order) {
    const found = await sources[from].find(db, of)
    if (found) return { from, found }
  }
  return undefined
}

/** The need of every practice, or whose is missing. */
export async function needOf(
  db: Database,
  of: FairShareQuestion,
  lists: readonly SharingList[],
  coefficient: string,
): Promise<Result<Need, FairShareRefusal>> {
  const even: Need = { from: 'none', loadNo: null, numbers: lists.map(() => '1') }
  if (of.need === 'none') return ok(even)
  const taken = await firstTaken(db, of)
  if (!taken) {
    if (of.need === undefined) return ok(even)
    return refused(
      'no-need',
      `No ${sources[of.need].what} was taken for ${of.year}: import ${sources[of.need].file} first.`,
    )
  }
  const { from, found } = taken
  const given = new Map(found.practices.map(({ practice, number }) => [practice, number]))
  const missing = lists.filter(({ practice }) => !given.has(practice)).map(({ practice }) => practice)
  if (missing.length > 0)
    return refused(
      'no-need',
      `“${found.fileName}” has no ${sources[from].what} for ${namedPractices(missing)}: add ${missing.length === 1 ? 'a row' : 'rows'}, ` +
        'or leave the practice out as atypical with a reason.',
    )
  const numbers = lists.map(({ practice }) => given.get(practice)!)
  if (from !== 'deprivation') return ok({ from, loadNo: found.loadNo, numbers })
  const practices = lists.map(({ patients }, at) => ({ patients, score: numbers[at]! }))
  return ok({ from, loadNo: found.loadNo, numbers: needByDeprivation(practices, coefficient) })
}
