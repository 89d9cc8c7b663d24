import { type KnownPractice, knownPractices } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, formatDate, yearInterval } from '#shared'
import { isZero, readDecimal } from '../reading/decimal.ts'
import { type PlainRow, rejectRepeats } from '../reading/plain-rows.ts'
import type { NeedKind } from '../stores/envelope-tables.store.ts'
import { insertNeed } from '../stores/load.store.ts'
import { memberPracticesOn } from '../year/practice-lists.view.ts'
import type { YearFile, YearResult } from './outcome.ts'
import { type FileKind, type ReadRow, takeYearFile } from './take-file.command.ts'

interface NeedRow {
  readonly practice: string
  readonly number: string
}

interface NeedWords {
  readonly kind: NeedKind
  readonly column: string
  /** As a sentence begins with it. */
  readonly what: string
  readonly like: string
  readonly mayBeZero: boolean
}

function numberOf(row: PlainRow, { column, what, like, mayBeZero }: NeedWords): string | undefined {
  const text = row.text(column)
  if (text === '') return row.reject(column, `${what} is missing: write it, or take the row out.`)
  if (text.startsWith('-')) return row.reject(column, `${what} cannot be negative: correct it.`)
  const number = readDecimal(text)
  if (number === undefined)
    return row.reject(column, `It is no number: write one like ${like}, with at most 12 decimals.`)
  return isZero(number) && !mayBeZero
    ? row.reject(column, `${what} of 0 would leave its patients nothing: correct it.`)
    : number
}

function readRow(row: PlainRow, words: NeedWords): NeedRow | undefined {
  const practice = row.text('practice')
  if (practice === '') row.reject('practice', 'The practice is missing: fill in its code.')
  const number = numberOf(row, words)
  return practice !== '' && number !== undefined ? { practice, number } : undefined
}

function checkPractice(
  { row, item }: ReadRow<NeedRow>,
  known: ReadonlyMap<string, KnownPractice>,
  from: PlainDate,
): void {
  const practice = known.get(item.practice)
  if (!practice)
    row.reject('practice', 'It is no practice here: import it with organisations first, or correct the code.')
  else if (practice.closedOn !== null && practice.closedOn < from)
    row.reject('practice', `It closed on ${formatDate(practice.closedOn)}, before the year began: take the row out.`)
}

/** A practice that is left out is a fault only once somebody shares by need; until then it is worth a word. */
function leftOutNote(members: readonly string[], items: readonly ReadRow<NeedRow>[]): string[] {
  const given = new Set(items.map(({ item }) => item.practice))
  const left = members.filter((code) => !given.has(code))
  if (left.length === 0) return []
  const more = left.length > 10 ? ` and ${left.length - 10} more` : ''
  return [
    `Nothing is given for ${left.slice(0, 10).join(', ')}${more}: fair shares need it for every practice that has a list.`,
  ]
}

const needFile = (words: NeedWords): FileKind<NeedRow> => ({
  kind: words.kind,
  columns: ['practice', words.column],
  read: (row) => readRow(row, words),
  async check(tx, { commissioner, year }, items) {
    const { from } = yearInterval(year)
    const known = new Map((await knownPractices(tx)).map((each) => [each.practice, each]))
    for (const each of items) checkPractice(each, known, from)
    rejectRepeats(
      items,
      'practice',
      ({ practice }) => practice,
      ({ practice }) => practice,
    )
    return leftOutNote(await memberPracticesOn(tx, commissioner, from), items)
  },
  write: (tx, load, rows) =>
    insertNeed(
      tx,
      rows.map(({ item }) => ({ load_no: load.loadNo, commissioner: load.commissioner, ...item })),
    ),
})

const indexFile = needFile({ kind: 'need-index', column: 'index', what: 'A need', like: '1.0734', mayBeZero: false })
const weightedFile = needFile({
  kind: 'weighted-lists',
  column: 'weighted_patients',
  what: 'A weighted list',
  like: '7238.09',
  mayBeZero: false,
})
const deprivationFile = needFile({
  kind: 'deprivation',
  column: 'score',
  what: 'A score',
  like: '23.65',
  mayBeZero: true,
})

/** need-index.csv: the need of each practice's patients beyond age and sex. Its mean need not be 1. */
export const importNeedIndex = (ctx: Ctx, file: YearFile): Promise<YearResult> => takeYearFile(ctx, indexFile, file)

/** weighted-lists.csv: what each practice's list counts for in the national formula, as it is published. */
export const importWeightedLists = (ctx: Ctx, file: YearFile): Promise<YearResult> =>
  takeYearFile(ctx, weightedFile, file)

/** deprivation.csv: the mean score of deprivation of each practice's patients. */
export const importDeprivation = (ctx: Ctx, file: YearFile): Promise<YearResult> =>
  takeYearFile(ctx, deprivationFile, file)
