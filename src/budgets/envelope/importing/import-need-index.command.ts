import { type KnownPractice, knownPractices } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, formatDate, yearInterval } from '#shared'
import { isZero, readDecimal } from '../reading/decimal.ts'
import { type PlainRow, rejectRepeats } from '../reading/plain-rows.ts'
import { insertNeed } from '../stores/load.store.ts'
import { memberPracticesOn } from '../year/practice-lists.view.ts'
import type { YearFile, YearResult } from './outcome.ts'
import { type FileKind, type ReadRow, takeYearFile } from './take-file.command.ts'

interface NeedRow {
  readonly practice: string
  readonly index: string
}

function indexOf(row: PlainRow): string | undefined {
  const text = row.text('index')
  if (text === '')
    return row.reject('index', 'The need is missing: write the index of this practice, or take the row out.')
  if (text.startsWith('-')) return row.reject('index', 'Need cannot be negative: correct it.')
  const index = readDecimal(text)
  if (index === undefined)
    return row.reject('index', 'It is no index: write a number like 1.0734, with at most 12 decimals.')
  return isZero(index) ? row.reject('index', 'A need of 0 would leave its patients nothing: correct it.') : index
}

function readRow(row: PlainRow): NeedRow | undefined {
  const practice = row.text('practice')
  if (practice === '') row.reject('practice', 'The practice is missing: fill in its code.')
  const index = indexOf(row)
  return practice !== '' && index !== undefined ? { practice, index } : undefined
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

const needFile: FileKind<NeedRow> = {
  kind: 'need-index',
  columns: ['practice', 'index'],
  read: readRow,
  async check(tx, { commissioner, year }, items) {
    const { from } = yearInterval(year)
    const known = new Map((await knownPractices(tx)).map((each) => [each.practice, each]))
    for (const each of items) checkPractice(each, known, from)
    rejectRepeats(
      items,
      'practice',
      ({ practice }) => practice,
      ({ practice }) => `the need of ${practice}`,
    )
    const given = new Set(items.map(({ item }) => item.practice))
    const left = (await memberPracticesOn(tx, commissioner, from)).filter((code) => !given.has(code))
    return left.length === 0
      ? []
      : [
          `No need is given for ${left.slice(0, 10).join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}: fair shares need it for every practice.`,
        ]
  },
  write: (tx, load, rows) =>
    insertNeed(
      tx,
      rows.map(({ item }) => ({ load_no: load.loadNo, commissioner: load.commissioner, ...item })),
    ),
}

/** need-index.csv: the need of each practice's patients beyond age and sex. Its mean need not be 1. */
export const importNeedIndex = (ctx: Ctx, file: YearFile): Promise<YearResult> => takeYearFile(ctx, needFile, file)
