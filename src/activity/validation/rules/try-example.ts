import type { LakeBuilder } from '#lake'
import { toMonth } from '#shared'
import { aroundViewSql, attendanceCountSql, besideSql } from '../checking/lay-around.ts'
import { aroundSql, lineRulesSql, setRuleSql, sumRuleSql } from './compose-rules.ts'
import { aroundColumns, everybodyColumns, factTables, lineColumns } from './line-columns.ts'
import type { Rule, RuleExample } from './rule.ts'

type Cell = string | number | boolean | null
type Row = Readonly<Record<string, Cell>>

/** What an example does not say of a line: a planned stay of one night, of a practice of ours, at a hospital with a contract. */
export const exampleLine: Row = {
  import_no: 1,
  provider: 'RAA',
  practice: 'A99001',
  patient: 1,
  patient_status: 'nhs-number',
  sex: '2',
  age: 60,
  pod: 'EL',
  family: 'admitted',
  is_first: false,
  is_outpatient: false,
  start_date: '2007-10-05',
  end_date: '2007-10-06',
  hrg: 'E01',
  tfc: '100',
  units: 1,
  month: '2007-10',
  snapshot: 'freeze',
  dataset: 'activity',
  billed_pence: 10_000,
  billed_to: 'C01',
  practice_is_known: true,
  practice_is_ours: true,
  contract_reference: 'K1',
  contract_mechanism: 'tariff',
  line_tolerance_pence: 0,
  list_mff_micro: 1_000_000,
  mff_micro: 1_000_000,
  hrg_is_known: true,
  received_at: '2007-11-20 10:00:00',
  first_received_at: '2007-11-20 10:00:00',
}

const pounds: Readonly<Record<string, string>> = { billed: 'billed_pence', price: 'price_pence' }
const pence = (value: Cell): Cell => (typeof value === 'number' ? Math.round(value * 100) : value)

/** Pounds of an example become pence; an attendance has no end unless it says so. */
function cellsOf(row: Row): Row {
  const said = Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (pounds[name]) return [pounds[name], pence(value)]
      return [name, name.endsWith('_pence') ? pence(value) : value]
    }),
  )
  const unknown = Object.keys(said).filter((name) => !(name in lineColumns))
  if (unknown.length > 0) throw new Error(`lines have no column ${unknown.join(', ')}`)
  return said
}

function lineOf(row: Row, at: number): Row {
  const said = cellsOf(row)
  const ends: Row = said['is_outpatient'] === true || said['family'] === 'emergency' ? { end_date: null } : {}
  const line: Row = { ...exampleLine, line_no: at + 2, key: 2 ** 32 + at + 2, ...ends, ...said }
  return { ...line, month_begins: `${line['month']}-01` }
}

const quoted = (value: Cell | undefined): string =>
  value === null || value === undefined
    ? 'NULL'
    : typeof value === 'string'
      ? `'${value.replaceAll("'", "''")}'`
      : String(value)

async function fill(
  builder: LakeBuilder,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns)
  await builder.run(
    `CREATE OR REPLACE TEMP TABLE ${table} (${names.map((name) => `${name} ${columns[name]}`).join(', ')})`,
  )
  if (rows.length === 0) return
  const values = rows.map((row) => `(${names.map((name) => quoted(row[name])).join(', ')})`)
  await builder.run(`INSERT INTO ${table} VALUES ${values.join(', ')}`)
}

const factRow = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('_pence') || name === 'pence' ? pence(value) : value,
    ]),
  )

const month = { month: '2007-10', first_day: '2007-10-01', next_first_day: '2007-11-01' }

/** As a check lays it out, so that an example fails too where its rule says that it needs less than it does. */
async function layAroundExample(builder: LakeBuilder, rule: Rule, { lines, parameters }: RuleExample): Promise<void> {
  const own = toMonth(String(lines[0]?.['month'] ?? month.month))
  const needed = aroundSql({ rule, parameters }) ?? 'false'
  const parts = { months: [own], own: 'line', seen: 'every', columns: aroundColumns, needed: [needed] }
  await builder.run(besideSql(parts))
  // An example may show other lines of the month without asking what they raise.
  await builder.run(
    `INSERT INTO beside SELECT 0, ${aroundColumns.map((name) => `e.${name}`).join(', ')} FROM every AS e
     ANTI JOIN line AS l ON l.key = e.key WHERE e.month = '${own}'`,
  )
  await builder.run(aroundViewSql(0, aroundColumns))
}

async function fillExample(builder: LakeBuilder, { lines, around, facts }: RuleExample): Promise<void> {
  const own = lines.map(lineOf)
  const beside = around.map((row, at) => lineOf({ month: '2007-09', ...row }, at + 500))
  await fill(builder, 'line', lineColumns, own)
  await fill(builder, 'every', lineColumns, [...own, ...beside])
  await builder.run(`CREATE OR REPLACE TEMP VIEW everybody AS SELECT ${everybodyColumns.join(', ')} FROM every`)
  await builder.run(attendanceCountSql('every'))
  await builder.run('CREATE OR REPLACE TEMP VIEW provider_around AS SELECT DISTINCT e.provider FROM every AS e')
  for (const [table, columns] of Object.entries(factTables))
    await fill(
      builder,
      table,
      columns,
      table === 'checked' && !facts[table] ? [month] : (facts[table] ?? []).map(factRow),
    )
}

const sqlOf = (rule: Rule, { parameters }: RuleExample): string => {
  const asked = { rule, parameters }
  if (rule.kind === 'line') return lineRulesSql([asked])!
  return rule.kind === 'set' ? setRuleSql(asked) : sumRuleSql(asked)
}

/** What a rule raises in an example: pounds by line id, or by what a sum is about. */
export async function raisedBy(
  builder: LakeBuilder,
  rule: Rule,
  example: RuleExample,
): Promise<Record<string, number>> {
  await fillExample(builder, example)
  await layAroundExample(builder, rule, example)
  const named = rule.kind === 'sum' ? 'r.about' : 'l.line_id'
  const joined = rule.kind === 'sum' ? '' : 'JOIN line AS l ON l.key = r.key'
  const rows = await builder.read<{ named: string; value_pence: number }>(
    `SELECT ${named} AS named, r.value_pence FROM (${sqlOf(rule, example)}) AS r ${joined} ORDER BY 1`,
  )
  const raised = Object.fromEntries(rows.map((row) => [row.named, row.value_pence / 100]))
  if (rows.length !== Object.keys(raised).length) throw new Error(`${rule.code} raised one line twice`)
  return raised
}
