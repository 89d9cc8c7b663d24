import type { LakeBuilder, LakeValue } from '#lake'
import { toMonth } from '#shared'
import { aroundViewSql, attendanceCountSql, besideSql } from '../../../src/activity/validation/checking/lay-around.ts'
import { shippedRules } from '../../../src/activity/validation/rules/catalogue.view.ts'
import { aroundSql, setRuleSql, sumRuleSql } from '../../../src/activity/validation/rules/compose-rules.ts'
import {
  aroundColumns,
  everybodyColumns,
  factTables,
  lineColumns,
} from '../../../src/activity/validation/rules/line-columns.ts'
import type { Rule } from '../../../src/activity/validation/rules/rule.ts'
import { chance } from '../chance.ts'
import { withBuilder } from '../pricing-twin.ts'
import type { Bill, BilledLine, Raised } from './billed-line.ts'
import { billedAgain, exactDuplicates, sameSpells } from './duplicates-twin.ts'
import { firstsBilledAgain, followUpRatios } from './first-and-follow-up-twin.ts'
import { generatedBill } from './generated-bill.ts'
import { clinicsInStays, clinicsOnAdmission, contiguousStays, staysInStays, twoHospitals } from './overlaps-twin.ts'
import { readmissions } from './readmissions-twin.ts'

export const twins: Readonly<Record<string, (bill: Bill) => Raised>> = {
  C11: exactDuplicates,
  C12: sameSpells,
  C13: billedAgain,
  C14: twoHospitals,
  C15: contiguousStays,
  C16: staysInStays,
  C17: clinicsInStays,
  C18: clinicsOnAdmission,
  C26: firstsBilledAgain,
  C28: followUpRatios,
  C57: readmissions,
}

const inSnakes = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const tariffYear = '2012/13'

function cellsOf(line: BilledLine, bill: Bill): Record<string, LakeValue> {
  const own = Object.fromEntries(Object.entries(line).map(([name, value]) => [inSnakes(name), value as LakeValue]))
  return {
    ...own,
    units: line.units === null ? null : String(line.units),
    tariff_year: tariffYear,
    mff_micro: bill.mffMicro[line.provider]!,
    snapshot: 'freeze',
  }
}

async function fill(
  builder: LakeBuilder,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Record<string, LakeValue>[],
): Promise<void> {
  const names = Object.keys(columns)
  // Instants cannot be appended, and none is given.
  const typeOf = (name: string): string => (columns[name] === 'TIMESTAMP' ? 'VARCHAR' : columns[name]!)
  await builder.run(`CREATE OR REPLACE TABLE ${table} (${names.map((name) => `${name} ${typeOf(name)}`).join(', ')})`)
  await builder.insertRows(
    table,
    rows.map((row) => names.map((name) => row[name] ?? null)),
  )
}

/** Through the same conditions as in a check, so that a rule that says it needs too little is found out. */
async function layAroundAsChecked(builder: LakeBuilder, bill: Bill): Promise<void> {
  const needed = shippedRules().flatMap((rule) => aroundSql({ rule }) ?? [])
  await builder.run(
    besideSql({ months: [toMonth(bill.month)], own: 'line', seen: 'every', columns: aroundColumns, needed }),
  )
  await builder.run(aroundViewSql(0, aroundColumns))
  await builder.run(`CREATE OR REPLACE TEMP VIEW everybody AS SELECT ${everybodyColumns.join(', ')} FROM every`)
  await builder.run(attendanceCountSql('every'))
}

/** The tables that a check lays out for rules, of a bill that was made up. */
async function layOut(builder: LakeBuilder, bill: Bill): Promise<void> {
  for (const [table, columns] of Object.entries(factTables)) await fill(builder, table, columns, [])
  await fill(
    builder,
    'every',
    lineColumns,
    bill.every.map((line) => cellsOf(line, bill)),
  )
  await builder.run(`CREATE OR REPLACE TABLE line AS SELECT * FROM every WHERE month = '${bill.month}'`)
  await layAroundAsChecked(builder, bill)
  await builder.run(
    `INSERT INTO checked VALUES ('${bill.month}', '${bill.month}-01', DATE '${bill.month}-01' + INTERVAL 1 MONTH)`,
  )
  await fill(
    builder,
    'follow_up_cap',
    factTables['follow_up_cap']!,
    bill.caps.map(({ provider, tfc, ratioThousandths, from, to }) => ({
      provider,
      tfc,
      ratio_thousandths: ratioThousandths,
      valid_from: from,
      valid_to: to,
    })),
  )
  await fill(
    builder,
    'list_price',
    factTables['list_price']!,
    bill.followUpPrices.flatMap(({ tfc, single, multi }) => [
      ...(single === null ? [] : [{ tariff_year: tariffYear, shelf: 'follow-up-single', code: tfc, pence: single }]),
      ...(multi === null ? [] : [{ tariff_year: tariffYear, shelf: 'follow-up-multi', code: tfc, pence: multi }]),
    ]),
  )
}

/** Never twice for one line, or the SQL is wrong whatever its values. */
async function raisedBySql(builder: LakeBuilder, rule: Rule): Promise<Raised> {
  const [named, sql] =
    rule.kind === 'sum'
      ? [`s.provider || ' ' || s.about`, sumRuleSql({ rule })]
      : ['s.key::VARCHAR', setRuleSql({ rule })]
  const rows = await builder.read<{ named: string; value_pence: number }>(
    `SELECT ${named} AS named, s.value_pence FROM (${sql}) AS s`,
  )
  const raised: Raised = new Map(rows.map((row) => [row.named, row.value_pence]))
  if (raised.size !== rows.length) throw new Error(`${rule.code} raised one line twice`)
  return raised
}

const linesShown = (bill: Bill, named: string): string => {
  const line = bill.every.find(({ key }) => String(key) === named)
  const person = line ? bill.every.filter(({ patient }) => patient === line.patient) : []
  return JSON.stringify(line ? [line, ...person.filter((other) => other !== line)] : named)
}

function differencesOf(bill: Bill, code: string, sql: Raised, twin: Raised): string[] {
  const names = [...new Set([...sql.keys(), ...twin.keys()])].filter((named) => sql.get(named) !== twin.get(named))
  return names.map(
    (named) =>
      `${code}: SQL ${sql.get(named) ?? 'nothing'}, twin ${twin.get(named) ?? 'nothing'}: ${linesShown(bill, named)}`,
  )
}

export interface RulesTwinReport {
  /** How many findings both made, by rule. */
  readonly findings: Readonly<Record<string, number>>
  readonly differences: readonly string[]
}

/** Holds generated bills, of so many lines each, to the expensive rules twice: by SQL and by the slow twins. */
export async function runRulesTwin({
  count,
  seed,
  each = 10_000,
}: {
  count: number
  seed: number
  each?: number
}): Promise<RulesTwinReport> {
  const draw = chance(seed)
  const rules = shippedRules().filter(({ code }) => code in twins)
  const findings: Record<string, number> = {}
  const differences: string[] = []
  await withBuilder(async (builder) => {
    for (let done = 0; done < count; done += each) {
      const bill = generatedBill(draw, Math.min(each, count - done))
      await layOut(builder, bill)
      for (const rule of rules) {
        const sql = await raisedBySql(builder, rule)
        findings[rule.code] = (findings[rule.code] ?? 0) + sql.size
        differences.push(...differencesOf(bill, rule.code, sql, twins[rule.code]!(bill)).slice(0, 5))
      }
    }
  })
  return { findings, differences }
}
