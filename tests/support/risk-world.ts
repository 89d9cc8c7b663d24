import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { importListSizes } from '#organisations'
import type { Ctx } from '#platform'
import { billMonth } from './billed-month.ts'
import { addOrganisations } from './people.ts'
import { commissioner, inPost, lineOf } from './payment-world.ts'

/** The year whose risk is shared in these tests, and the one before it, from which it is simulated. */
export const riskYear = '2007/08'

const listSizes = `practice,date,sex,age_band,patients
P99001,2007-04-01,1,40-44,3000
P99001,2007-04-01,2,40-44,3000
P99002,2007-04-01,1,40-44,2000
P99002,2007-04-01,2,40-44,2000
P99003,2007-04-01,1,40-44,1000
`

export async function takeListSizes(ctx: Ctx, text = listSizes): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-risk-'))
  try {
    await writeFile(join(folder, 'list-sizes.csv'), text)
    const taken = await importListSizes(ctx, { file: join(folder, 'list-sizes.csv'), name: 'list-sizes.csv' })
    if (!taken.ok) throw new Error(taken.message)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export interface PlantedAmount {
  readonly practice: string
  readonly group: string
  readonly line: string
  readonly pence: number
}

const amounts: readonly PlantedAmount[] = [
  { practice: 'P99001', group: 'ZG1', line: 'planned', pence: 600_000 },
  { practice: 'P99001', group: 'ZG1', line: 'prescribing', pence: 100_000 },
  { practice: 'P99002', group: 'ZG2', line: 'planned', pence: 400_000 },
  { practice: 'P99003', group: '', line: 'planned', pence: 100_000 },
]

interface Planted {
  readonly year?: string
  readonly of?: string
  readonly amounts?: readonly PlantedAmount[]
}

/** A budget as it stands once it is issued, without the way there. */
export async function issueBudget(
  ctx: Ctx,
  { year = riskYear, of = commissioner, amounts: given = amounts }: Planted = {},
): Promise<number> {
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ no: number }>`
      INSERT INTO budgets.budget (commissioner, year, name, method, parameters, envelope_load_no)
      VALUES (${of}, ${year}, 'Planted', 'historic', '{}', 1) RETURNING budget_no AS no`.execute(tx)
    const { no } = rows[0]!
    for (const { practice, group, line, pence } of given)
      await sql`INSERT INTO budgets.amount (budget_no, version, commissioner, practice, group_code, line, pence, historic_pence, fair_share_pence,
          patients, base_lines)
        VALUES (${no}, 1, ${of}, ${practice}, ${group}, ${line}, ${pence}, ${pence}, ${pence}, 1000, 10)`.execute(tx)
    const total = given.reduce((sum, { pence }) => sum + pence, 0)
    await sql`INSERT INTO budgets.version (budget_no, version, commissioner, effective_from, control_total_pence, version_mark, actor, at)
      VALUES (${no}, 1, ${of}, ${`${year.slice(0, 4)}-04-01`}, ${total}, 'x', 'a tester', ${ctx.clock.now()})`.execute(
      tx,
    )
    for (const event of ['made', 'proposed', 'issued'])
      await sql`INSERT INTO budgets.event (budget_no, commissioner, year, event, group_code, actor, at)
        VALUES (${no}, ${of}, ${year}, ${event}, '', 'a tester', ${ctx.clock.now()})`.execute(tx)
    return no
  })
}

/** Patients are told apart by their pseudonym; stays by their number. */
const stay = (line: string, practice: string, patient: number, pence: number, more: Record<string, string> = {}) =>
  lineOf(line, practice, pence, { more: { patient, spell_id: line, ...more } })

/**
 * A small year: P99001 spends 9,000.00 of which one patient 6,000.00 in two months and 500.00 are dialysis; P99002 3,000.00; P99003
 * nothing.
 */
export async function fillRiskWorld(ctx: Ctx): Promise<void> {
  await addOrganisations(ctx)
  await takeListSizes(ctx)
  await issueBudget(ctx)
  await billMonth(ctx, {
    month: '2007-10',
    commissioner,
    lines: [
      stay('A1', 'P99001', 1, 400_000),
      stay('A2', 'P99001', 2, 150_000),
      stay('A3', 'P99001', 3, 50_000, { hrg: 'LD01' }),
      stay('B1', 'P99002', 4, 200_000),
    ],
  })
  await billMonth(ctx, {
    month: '2007-11',
    commissioner,
    lines: [
      stay('A4', 'P99001', 1, 200_000),
      stay('A5', 'P99001', 5, 100_000),
      stay('B2', 'P99002', 6, 100_000),
      lineOf('B3', 'P99002', 70_000, { pod: 'AE' }),
    ],
  })
}

export const riskPeople = (ctx: Ctx) => ({
  finance: inPost(ctx, 'finance-lead', commissioner, 'Finance One'),
  other: inPost(ctx, 'finance-lead', commissioner, 'Finance Two'),
  analyst: inPost(ctx, 'commissioner-analyst', commissioner, 'Analyst'),
  chair: inPost(ctx, 'group-chair', 'ZG1', 'Chair One'),
  executive: inPost(ctx, 'executive-member', commissioner, 'Executive'),
})
