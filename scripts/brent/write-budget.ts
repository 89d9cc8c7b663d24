import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importAgeWeights, importDeprivation, importEnvelope, importWeightedLists, lineTitle } from '#budgets/envelope'
import { type FairShares, fairShares } from '#budgets/fair-shares'
import { importListSizes, importMemberships, importOrganisations } from '#organisations'
import { type Ctx, initDataFolder, openWorkbench } from '#platform'
import { type Result, formatPence, toFinancialYear, toPence } from '#shared'
import {
  type BrentPractice,
  ageWeightsFile,
  brentPractices,
  deprivationFile,
  membershipsFile,
  organisationsFile,
  weightedFile,
  weightedNow,
} from './brent-files.ts'
import { correlation } from './correlation.ts'

/**
 * Fair shares of the real practices of Brent, through the product's own importers, written to docs/jobs/set-a-budget-output.md.
 * Usage: node scripts/run.mjs scripts/brent/write-budget.ts [SHARED_FOLDER]
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = resolve(process.argv[2] ?? process.env['LOCALITY_SHARED'] ?? join(root, '..', 'shared'))
if (!existsSync(join(shared, 'data'))) throw new Error(`no published files in ${shared}`)
const work = mkdtempSync(join(tmpdir(), 'locality-brent-'))
const of = { commissioner: '07P', year: toFinancialYear('2016/17') }

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const put = (name: string, text: string) => {
  const file = join(work, name)
  writeFileSync(file, text)
  return { file, name, ...of }
}

/** Invented amounts of the size that such a commissioner has; only the shares of them are of interest. */
const envelope = `line,amount,scope
planned,58000000,in
emergency,74000000,in
outpatient-first,31000000,in
community,39000000,in
prescribing,34000000,in
specialised,60000000,out
`
const tables = [
  { line: 'planned', file: 'asaria_2011-12_elective_cost_table.csv', column: 'TOTAL_COST' },
  { line: 'emergency', file: 'asaria_2011-12_emergency_cost_table.csv', column: 'TOTAL_COST' },
  { line: 'outpatient-first', file: 'asaria_2011-12_outpatient_table.csv', column: 'N' },
]

async function takeIn(ctx: Ctx, practices: readonly BrentPractice[]): Promise<void> {
  await must(importOrganisations(ctx, put('organisations.csv', organisationsFile(practices))))
  await must(importMemberships(ctx, put('memberships.csv', membershipsFile(practices))))
  const lists = join(shared, 'data/listsize/Patient_List_Size_2016_01-03.csv')
  await must(importListSizes(ctx, { file: lists, name: 'Patient_List_Size_2016_01-03.csv' }))
  await must(importEnvelope(ctx, put('envelope.csv', envelope)))
  await must(importAgeWeights(ctx, put('age-weights.csv', ageWeightsFile(shared, tables))))
  await must(importWeightedLists(ctx, put('weighted-lists.csv', weightedFile(practices))))
  await must(importDeprivation(ctx, put('deprivation.csv', deprivationFile(practices))))
}

interface Row extends BrentPractice {
  /** Patients times age and sex times need, on the line of emergency admissions. */
  readonly needWeighted: number
  readonly fair: number
  readonly byHead: number
}

const totals = ({ lines }: FairShares): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const { practices } of lines)
    for (const { practice, sharePence } of practices) sums.set(practice, (sums.get(practice) ?? 0) + sharePence)
  return sums
}

/** What every patient alike would give: the whole of every line by head. */
function byHead(shares: FairShares): Map<string, number> {
  const amount = shares.lines.reduce((sum, { amountPence }) => sum + amountPence, 0)
  const { practices, patients } = shares.lines[0]!
  return new Map(practices.map((each) => [each.practice, (amount * each.patients) / patients]))
}

function rowsOf(practices: readonly BrentPractice[], shares: FairShares): Row[] {
  const [fair, plain] = [totals(shares), byHead(shares)]
  const emergency = shares.lines.find(({ line }) => line === 'emergency')!
  return practices.map((practice) => {
    const own = emergency.practices.find((each) => each.practice === practice.code)!
    return {
      ...practice,
      needWeighted: own.patients * Number(own.ageIndex) * Number(own.needIndex),
      fair: fair.get(practice.code)!,
      byHead: plain.get(practice.code)!,
    }
  })
}

const pounds = (pence: number): string => formatPence(toPence(Math.round(pence)))
const signed = (text: string): string => (text.startsWith('−') ? text : `+${text}`)

const winnersAndLosers = (rows: readonly Row[]): string =>
  [
    '| practice | name | patients | by head alone | fair share | wins or loses | for a patient | % |',
    '|---|---|---:|---:|---:|---:|---:|---:|',
    ...rows
      .toSorted((a, b) => b.fair / b.byHead - a.fair / a.byHead)
      .map(
        (row) =>
          `| ${row.code} | ${row.name} | ${row.patients.toLocaleString('en-GB')} | ${pounds(row.byHead)} | ${pounds(row.fair)} | ` +
          `${signed(pounds(row.fair - row.byHead))} | ${signed(pounds((row.fair - row.byHead) / row.patients))} | ` +
          `${signed((100 * (row.fair / row.byHead - 1)).toFixed(1).replace('-', '−'))} |`,
      ),
  ].join('\n')

const linesTable = ({ lines }: FairShares): string =>
  [
    '| line | patients weighed by | amount | all shares together |',
    '|---|---|---:|---:|',
    ...lines.map(
      ({ line, weightsFrom, amountPence, practices }) =>
        `| ${lineTitle(line)} | ${weightsFrom} | ${formatPence(amountPence)} | ` +
        `${formatPence(toPence(practices.reduce((sum, { sharePence }) => sum + sharePence, 0)))} |`,
    ),
  ].join('\n')

function page(rows: readonly Row[], deprived: FairShares, weighted: FairShares): string {
  const ours = rows.map((row) => row.needWeighted)
  const published = rows.map(weightedNow)
  const known = rows.filter((row) => row.weightedBefore)
  const ratioOurs = rows.map((row) => row.needWeighted / row.patients)
  const ratioPublished = rows.map((row) => row.weighted / row.registered)
  const [a, b] = [totals(deprived), totals(weighted)]
  return `# Fair shares of real practices

Written by \`node scripts/run.mjs scripts/brent/write-budget.ts\`; never edited by hand. The job itself is told in
[know the fair shares](know-the-fair-shares.md).

The ${rows.length} practices of Brent that have all three of them got a fair-share budget from an envelope through the product's own importers:
the list by sex and age of the first quarter of 2016 (NHS Business Services Authority), the score of deprivation of 2019, and the weighted list
of 2022/23 (NHS Payments to General Practice), which was brought to the size of the list of 2016. Costs by age and sex are those of England in 2011/12 (Asaria, University of York); prescribing
is weighed with cost ASTRO-PU; community by head. The amounts of the envelope are invented.

## Every line foots

${linesTable(deprived)}

## Our need-weighted list and the published weighted list

Need is told by deprivation here: \`exp(0.594 × (IMD − mean) / 100)\`. Our need-weighted list is patients × age and sex (emergency admissions) ×
need. The published one is of another year and weighs the work of a general practice, not of hospitals, so a perfect agreement would be odd.

| what is held against what | correlation |
|---|---:|
| our need-weighted list, published weighted list of 2022/23 at the size of the list of 2016 | ${correlation(ours, published)} |
| our need-weighted list, published weighted list of 2014/15 (${known.length} practices) | ${correlation(
    known.map((row) => row.needWeighted),
    known.map((row) => row.weightedBefore!),
  )} |
| our need-weighted list, published weighted list of 2022/23 as it is | ${correlation(
    ours,
    rows.map((row) => row.weighted),
  )} |
| the same for a patient: our weight over our list, published weighted over registered | ${correlation(ratioOurs, ratioPublished)} |
| the score of deprivation, published weighted over registered | ${correlation(
    rows.map(({ imd }) => Number(imd)),
    ratioPublished,
  )} |
| fair share for a patient by deprivation, by the published weighted list itself | ${correlation(
    rows.map(({ code, patients }) => a.get(code)! / patients),
    rows.map(({ code, patients }) => b.get(code)! / patients),
  )} |

The first two say mostly that large practices are large; for a patient is the one to read. The third is low because lists changed between 2016 and
2022: practices merged, and one took on many times its patients.

## Winners and losers

A fair share by age, sex and deprivation against every patient alike, the largest gain first.

${winnersAndLosers(rows)}
`
}

try {
  const practices = brentPractices(shared)
  const made = await initDataFolder({ data: join(work, 'data'), vocabulary: 'icb-2026' })
  if (!made.ok) throw new Error(made.message)
  const opened = await openWorkbench({ data: join(work, 'data'), actor: { name: 'brent' } })
  if (!opened.ok) throw new Error(opened.message)
  const { ctx, close } = opened.value
  try {
    await takeIn(ctx, practices)
    const deprived = await must(fairShares(ctx, { ...of, need: 'deprivation' }))
    const weighted = await must(fairShares(ctx, { ...of, need: 'weighted-lists' }))
    const text = page(rowsOf(practices, deprived), deprived, weighted)
    writeFileSync(join(root, 'docs/jobs/set-a-budget-output.md'), text)
    process.stdout.write(text.split('\n').slice(0, 42).join('\n'))
  } finally {
    await close()
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
