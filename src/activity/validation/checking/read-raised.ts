import type { LakeBuilder } from '#lake'
import type { Rule } from '../rules/rule.ts'
import { placesOf } from '../rules/word-columns.ts'
import { findingWords } from './finding-words.ts'
import { lakeText } from './lake-text.ts'
import type { MonthToCheck } from './month-to-check.ts'
import type { FindingFacts, OtherLine, RaisedFinding } from './raised-finding.ts'
import { keptColumns, otherColumns } from './wanted-columns.ts'

type Row = Readonly<Record<string, unknown>>

const otherPrefix = 'other_'

function otherOf(row: Row): { cells: Row; line: OtherLine } | undefined {
  if (row['other_line_id'] === null || row['other_line_id'] === undefined) return undefined
  const cells = Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name.startsWith(otherPrefix))
      .map(([name, cell]) => [name.slice(otherPrefix.length), cell]),
  )
  const { provider, month, line_id: lineId } = cells as Record<string, string>
  return { cells, line: { provider: provider!, month: month!, lineId: lineId! } }
}

const ruleFacts = ({ confidence, priority }: Rule): Pick<FindingFacts, 'confidence' | 'priority'> => ({
  confidence,
  priority,
})

function lineFinding(row: Row, rule: Rule): RaisedFinding {
  const other = otherOf(row)
  return {
    provider: row['provider'] as string,
    lineId: row['line_id'] as string,
    about: '',
    rule: rule.code,
    snapshot: row['snapshot'] as string,
    importNo: row['import_no'] as number,
    lineNo: row['line_no'] as number,
    practice: row['practice'] as string | null,
    pod: row['pod'] as string | null,
    hrg: row['hrg'] as string | null,
    tfc: row['tfc'] as string | null,
    startDate: row['start_date'] as string | null,
    units: row['units'] as string | null,
    billedPence: (row['billed_pence'] as number | null) ?? 0,
    pricePence: row['price_pence'] as number | null,
    valuePence: (row['value_pence'] as number | null) ?? 0,
    ...ruleFacts(rule),
    words: findingWords(rule.says, { line: row, other: other?.cells, detail: row['detail'] as string | null }),
    other: other?.line ?? null,
  }
}

async function readLines(builder: LakeBuilder, rules: ReadonlyMap<string, Rule>): Promise<RaisedFinding[]> {
  const said = placesOf([...rules.values()].map(({ says }) => says))
  const line = [...new Set([...keptColumns, ...said.line])].map((name) => `l.${name}`)
  const other = [...new Set([...otherColumns, ...said.other])].map((name) => `, o.${name} AS ${otherPrefix}${name}`)
  const rows = await builder.read<Row>(
    lakeText(new URL('./raised-lines.lake.sql', import.meta.url), {
      line_columns: line.join(', '),
      other_columns: other.join(''),
    }),
  )
  return rows.map((row) => lineFinding(row, rules.get(row['rule'] as string)!))
}

interface SumRow {
  readonly rule: string
  readonly provider: string
  readonly practice: string | null
  readonly about: string
  readonly value_pence: number | null
  readonly detail: string | null
}

function sumFinding(row: SumRow, rule: Rule, { activity }: MonthToCheck): RaisedFinding {
  const own = activity.current.counted.filter(({ provider }) => provider === row.provider)
  const words = findingWords(rule.says, { line: { ...row }, detail: row.detail })
  return {
    provider: row.provider,
    lineId: '',
    about: row.about,
    rule: rule.code,
    snapshot: own.some(({ snapshot }) => snapshot === 'flex') ? 'flex' : 'freeze',
    importNo: Math.max(0, ...own.map(({ importNo }) => importNo)),
    lineNo: null,
    practice: row.practice,
    pod: null,
    hrg: null,
    tfc: null,
    startDate: null,
    units: null,
    billedPence: 0,
    pricePence: null,
    valuePence: row.value_pence ?? 0,
    ...ruleFacts(rule),
    words,
    other: null,
  }
}

async function readSums(
  builder: LakeBuilder,
  rules: ReadonlyMap<string, Rule>,
  month: MonthToCheck,
): Promise<RaisedFinding[]> {
  const rows = await builder.read<SumRow & Row>(
    `SELECT r.rule, r.provider, r.practice, r.about, r.value_pence, r.detail FROM raised_sum AS r
     WHERE r.about <> '' ORDER BY r.provider, r.about, r.rule, r.value_pence DESC`,
  )
  return rows.map((row) => sumFinding(row, rules.get(row.rule)!, month))
}

/** What the rules raised in the month, with its words; in the order of lines. */
export async function readRaised(
  builder: LakeBuilder,
  rules: readonly Rule[],
  month: MonthToCheck,
): Promise<RaisedFinding[]> {
  const byCode = new Map(rules.map((rule) => [rule.code, rule]))
  return [...(await readLines(builder, byCode)), ...(await readSums(builder, byCode, month))]
}
