import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { saveBudget } from '#budgets/setting'
import { importListSizes } from '#organisations'
import type { Ctx } from '#platform'
import { addPence, toFinancialYear, toPence, yearInterval } from '#shared'
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
export async function plantBudget(
  ctx: Ctx,
  { year = riskYear, of = commissioner, amounts: given = amounts }: Planted = {},
): Promise<number> {
  const saved = await saveBudget(ctx, {
    commissioner: of,
    year: toFinancialYear(year),
    from: yearInterval(toFinancialYear(year)).from,
    name: 'Planted',
    method: 'historic',
    parameters: {},
    envelopeLoadNo: 1,
    controlTotalPence: addPence(...given.map(({ pence }) => toPence(pence))),
    amounts: given.map(({ practice, group, line, pence }) => ({
      practice,
      group: group === '' ? null : group,
      line,
      pence: toPence(pence),
      historicPence: toPence(pence),
      historyOfMoneyPence: toPence(pence),
      fairOfMoneyPence: toPence(pence),
      fairSharePence: toPence(pence),
      patients: 1_000,
      baseLines: 10,
      ageIndex: null,
      needIndex: null,
      mffIndex: null,
    })),
    steps: [],
  })
  if (!saved.ok) throw new Error(saved.message)
  for (const event of ['proposed', 'issued'])
    await sql`INSERT INTO budgets.event (budget_no, commissioner, year, event, group_code, actor, at)
      VALUES (${saved.value.budgetNo}, ${of}, ${year}, ${event}, '', 'a tester', ${ctx.clock.now()})`.execute(ctx.db)
  return saved.value.budgetNo
}

/** Patients are told apart by their pseudonym; stays by their number. */
const stay = (line: string, practice: string, patient: number, pence: number, more: Record<string, string> = {}) =>
  lineOf(line, practice, pence, { more: { patient, spell_id: line, ...more } })

const quietMonths = [
  '2007-04',
  '2007-05',
  '2007-06',
  '2007-07',
  '2007-08',
  '2007-09',
  '2007-12',
  '2008-01',
  '2008-02',
  '2008-03',
] as const

/**
 * A small year, all of it frozen: P99001 spends 9,000.00, of which one patient 6,000.00 in two months, and 500.00 are dialysis; P99002
 * spends 3,000.00, and P99003 a pound in each of the other ten months.
 */
export async function fillRiskWorld(ctx: Ctx): Promise<void> {
  await addOrganisations(ctx)
  await takeListSizes(ctx)
  await plantBudget(ctx)
  for (const [at, month] of quietMonths.entries())
    await billMonth(ctx, { month, commissioner, lines: [stay(`C${at}`, 'P99003', 10 + at, 100)] })
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
