import { currentActivity } from '#activity/import'
import { lakeFiles } from '#lake'
import { toFinancialYear, toMonth } from '#shared'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../../../../tests/support/template.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { loadLocalPrices, loadRoundings } from '../loading/load-local-prices.command.ts'
import { loadTariff } from '../loading/load-tariff.command.ts'
import { listTariffs } from '../showing/tariff-list.view.ts'
import { pricedFiles } from '../stores/priced-files.view.ts'
import { checks } from './checks.view.ts'
import { priceMonth } from './price-months.command.ts'

const workbench = useWorkbench()
const month = toMonth('2007-10')
const year = toFinancialYear('2007/08')
let files: string

beforeAll(async () => void (files = await mkdtemp(join(tmpdir(), 'pricing-'))))
afterAll(() => rm(files, { recursive: true }))

let folders = 0
async function tariffFolder(nonElective: number): Promise<string> {
  const folder = join(files, `tariff-${(folders += 1)}`)
  await mkdir(folder)
  await writeFile(
    join(folder, 'tariff-apc.csv'),
    `hrg,combined,elective_trim_days,non_elective,non_elective_trim_days,per_day,short_stay_applies,short_stay_percent\nAA22C,1000,5,${nonElective},23,219,Y,30%\n`,
  )
  await writeFile(join(folder, 'tariff-ae.csv'), 'hrg,type_1_2,type_3\nVB08Z,130,60\n')
  await writeFile(join(folder, 'mff.csv'), 'provider,mff\nRAL,1.063400\n')
  return folder
}

const text = [
  'line_id',
  'provider',
  'practice',
  'pod',
  'local_pod',
  'spell_id',
  'admission_method',
  'hrg',
  'tfc',
  'first_attendance',
  'attended',
  'multi_professional',
  'department_type',
  'service_code',
  'national_tariff',
  'best_practice',
  'month',
  'snapshot',
  'dataset',
]

interface LineGiven {
  readonly pod: string
  readonly provider?: string
  readonly start?: string
  readonly end?: string
  readonly hrg?: string
  readonly spell?: string
  readonly units?: string
  readonly billed?: number
}

/** Lays a file of lines in the lake and registers it as an accepted import does. */
async function delivered(
  importNo: number,
  lines: readonly LineGiven[],
  snapshot = 'flex',
  delivery = importNo,
): Promise<void> {
  const { ctx, databaseUrl } = workbench()
  const path = `activity/${month}/${importNo}-activity.parquet`
  await mkdir(join(ctx.lake.folder, 'activity', month), { recursive: true })
  await ctx.lake.build(async (builder) => {
    await builder.run(`CREATE TABLE l (import_no INTEGER, line_no INTEGER, ${text.map((name) => `${name} VARCHAR`).join(', ')}, start_date DATE,
      end_date DATE, age SMALLINT, critical_care_days INTEGER, rehabilitation_days INTEGER, palliative_days INTEGER, delayed_days INTEGER,
      units DECIMAL(13,3), billed_pence BIGINT)`)
    await builder.insertRows(
      'l',
      lines.map((line, at) => {
        const words: Record<string, string | null> = {
          line_id: `L${at}`,
          provider: line.provider ?? 'RAL',
          practice: 'E84001',
          pod: line.pod,
          spell_id: line.spell ?? null,
          admission_method: '21',
          hrg: line.hrg ?? 'AA22C',
          tfc: '300',
          national_tariff: 'Y',
          month,
          snapshot,
          dataset: 'activity',
        }
        return [
          importNo,
          at + 2,
          ...text.map((name) => words[name] ?? null),
          line.start ?? '2007-10-01',
          line.end ?? '2007-10-31',
          60,
          null,
          null,
          null,
          null,
          line.units ?? null,
          line.billed ?? 400000,
        ]
      }),
    )
    await builder.run(`COPY l TO '${join(ctx.lake.folder, path)}' (FORMAT parquet)`)
  })
  await asOwner(databaseUrl, async (client) => {
    const sha = createHash('sha256').update(`${importNo}`).digest('hex')
    await client.query(`INSERT INTO activity.received_file (sha256, bytes, first_received_at) VALUES ($1, 1, now())`, [
      sha,
    ])
    await client.query(
      `INSERT INTO activity.import (import_no, delivery_no, run_id, sha256, file_name, accept_partial)
      OVERRIDING SYSTEM VALUE VALUES ($1, $3, 1, $2, 'x.csv', false)`,
      [importNo, sha, delivery],
    )
    await client.query(
      `INSERT INTO activity.import_event (import_no, event, actor, at) VALUES ($1, 'accepted', 'a tester', now())`,
      [importNo],
    )
    for (const provider of new Set(lines.map((line) => line.provider ?? 'RAL'))) {
      await client.query(
        `INSERT INTO activity.submission (import_no, provider, month, snapshot, dataset, lines) VALUES ($1, $2, $3, $4, 'activity', 1)`,
        [importNo, provider, month, snapshot],
      )
    }
    await client.query(
      `INSERT INTO activity.lake_file (import_no, holds, month, dataset, path, sha256, bytes, lines)
      VALUES ($1, 'lines', $2, 'activity', $3, 'x', 1, $4)`,
      [importNo, month, path, lines.length],
    )
  })
}

const runChecks = async (): Promise<string[]> =>
  (await Promise.all(checks.map((check) => check.run(workbench().ctx)))).flat()

interface Price {
  line_no: number
  price_pence: number | null
  price_basis: string
  tariff_id: number | null
}

async function prices(): Promise<Price[]> {
  const { ctx } = workbench()
  const { files: counting } = await currentActivity(ctx, month)
  const latest = (await pricedFiles(ctx, month)).filter((file) =>
    counting.some(({ lakeFileId }) => lakeFileId === file.lakeFileId),
  )
  const from = lakeFiles(
    ctx.lake,
    latest.map(({ pricePath }) => pricePath),
  )
  return await ctx.lake.read<Price>(
    `SELECT line_no, price_pence, price_basis, tariff_id FROM ${from} ORDER BY import_no, line_no`,
  )
}

describe('a month is priced', () => {
  test('not at all while it has no lines', async () => {
    expect(await priceMonth(workbench().ctx, { month })).toMatchObject({ ok: false, code: 'no-activity' })
  })

  test('but a line without a list for its date stays unpriced, and says why', async () => {
    await delivered(1, [
      { pod: 'NEL', billed: 418873 },
      { pod: 'AE', hrg: 'VB08Z', billed: 13000 },
      { pod: 'DRUG', billed: 5000 },
    ])
    const priced = await priceMonth(workbench().ctx, { month })
    expect(priced).toMatchObject({
      ok: true,
      value: { lines: 3, priced: 1, unpriced: 2, unpricedBilledPence: 431873, differencePence: 0 },
    })
    expect((await prices()).map(({ price_basis: basis }) => basis)).toEqual([
      'no-tariff-loaded',
      'no-tariff-loaded',
      'pass-through',
    ])
  })

  test('by the list that is loaded, to the penny, and adds up', async () => {
    const { ctx } = workbench()
    const loaded = await loadTariff(ctx, { source: await tariffFolder(2406), year })
    expect(loaded).toMatchObject({
      ok: true,
      value: { tariffId: 1, alreadyLoaded: false, taken: { apc: 1, emergency: 1, marketForces: 1 } },
    })
    const priced = await priceMonth(ctx, { month })
    expect(priced).toMatchObject({
      ok: true,
      value: {
        month,
        lines: 3,
        priced: 3,
        unpriced: 0,
        billedPence: 436873,
        pricePence: 437697,
        differencePence: -824,
        unpricedBilledPence: 0,
      },
    })
    expect(await prices()).toEqual([
      { line_no: 2, price_pence: 418873, price_basis: 'non-elective', tariff_id: 1 },
      { line_no: 3, price_pence: 13824, price_basis: 'emergency-attendance', tariff_id: 1 },
      { line_no: 4, price_pence: 5000, price_basis: 'pass-through', tariff_id: null },
    ])
    expect(await runChecks()).toEqual([])
  })

  test('again, to the same bytes and under a new number; the earlier prices stay where they were', async () => {
    const { ctx } = workbench()
    const [before] = await pricedFiles(ctx, month)
    await priceMonth(ctx, { month })
    const [after] = await pricedFiles(ctx, month)
    expect(after!.priceRunId).toBeGreaterThan(before!.priceRunId)
    expect([after!.priceSha256, after!.rollupSha256, after!.bookSha]).toEqual([
      before!.priceSha256,
      before!.rollupSha256,
      before!.bookSha,
    ])
    expect((await readdir(join(ctx.lake.folder, 'prices', month))).length).toBe(3)
  })

  test('across files: an excess-bed-day line in one file takes the excess days off the stay in another', async () => {
    await delivered(2, [{ pod: 'NEL', spell: 'S9', provider: 'RBB' }])
    await delivered(
      3,
      [
        { pod: 'NELXBD', spell: 'S9', provider: 'RBB', units: '7.000' },
        { pod: 'EL', provider: 'RCC' },
      ],
      'flex',
      2,
    )
    await priceMonth(workbench().ctx, { month })
    expect((await prices()).slice(3)).toMatchObject([
      { price_pence: 240600, price_basis: 'non-elective' },
      { price_pence: 153300, price_basis: 'excess-bed-days' },
      { price_pence: 100000 + 25 * 21900, price_basis: 'elective' },
    ])
  })

  test('by freeze where there is freeze: the lines it replaced are not priced again', async () => {
    const { ctx } = workbench()
    await delivered(4, [{ pod: 'NEL', spell: 'S9', provider: 'RBB' }], 'freeze')
    await priceMonth(ctx, { month })
    const { files: counting } = await currentActivity(ctx, month)
    expect(counting).toHaveLength(3)
    expect((await prices()).slice(3)).toMatchObject([
      { price_pence: 647500, price_basis: 'elective' },
      { price_pence: 393900, price_basis: 'non-elective' },
    ])
    expect(await runChecks()).toEqual([])
  })

  test('with what was agreed locally, and rounded as the contract says', async () => {
    const { ctx } = workbench()
    await writeFile(
      join(files, 'local.csv'),
      'provider,service,pod,price,from,to,apply_mff\nRCC,300,NF2FFA,30,2007-04-01,,N\n',
    )
    await writeFile(join(files, 'rounding.csv'), 'provider,from,to,rounding\nRAL,2007-10-01,,pounds\n')
    expect(await loadLocalPrices(ctx, { file: join(files, 'local.csv') })).toMatchObject({
      ok: true,
      value: { prices: 1, alreadyLoaded: false },
    })
    expect(await loadLocalPrices(ctx, { file: join(files, 'local.csv') })).toMatchObject({
      ok: true,
      value: { prices: 0, alreadyLoaded: true },
    })
    expect(await loadRoundings(ctx, { file: join(files, 'rounding.csv') })).toMatchObject({
      ok: true,
      value: { roundings: 1 },
    })
    expect(await loadRoundings(ctx, { file: join(files, 'rounding.csv') })).toMatchObject({
      ok: true,
      value: { roundings: 0 },
    })
    await delivered(5, [
      { pod: 'NF2FFA', provider: 'RDD' },
      { pod: 'NF2FFA', provider: 'RCC' },
    ])
    await priceMonth(ctx, { month })
    expect((await prices())[0]).toMatchObject({ price_pence: 418900 })
    expect((await prices()).slice(-2)).toMatchObject([
      { price_basis: 'no-national-price' },
      { price_basis: 'local-price', price_pence: 3000 },
    ])
  })

  test('a file left by a run that died is swept, and registered ones are not', async () => {
    const { ctx } = workbench()
    const folder = join(ctx.lake.folder, 'prices', month)
    const before = await readdir(folder)
    await writeFile(join(folder, '1-999.parquet'), 'half')
    await priceMonth(ctx, { month })
    const after = await readdir(folder)
    expect(after).not.toContain('1-999.parquet')
    expect(before.every((name) => after.includes(name))).toBe(true)
    expect(await readdir(join(ctx.lake.folder, 'staging')).catch(() => [])).toEqual([])
  })

  test('and a price file that was changed behind our back is found out', async () => {
    const { ctx } = workbench()
    const [file] = await pricedFiles(ctx, month)
    const path = join(ctx.lake.folder, file!.pricePath)
    const contents = await readFile(path)
    await ctx.lake.build((builder) =>
      builder.run(
        `COPY (SELECT * REPLACE (coalesce(price_pence, 0) + 1 AS price_pence) FROM '${path}') TO '${path}.new' (FORMAT parquet)`,
      ),
    )
    await writeFile(path, await readFile(`${path}.new`))
    expect((await runChecks()).join(' ')).toMatch(/its hash differs.*do not add up/)
    await writeFile(path, contents)
    await rm(`${path}.new`)
  })
})

describe('price lists are kept', () => {
  test('the same folder twice is recognised; another from the same day replaces it; a later day closes it', async () => {
    const { ctx } = workbench()
    const again = await loadTariff(ctx, { source: await tariffFolder(2406), year })
    expect(again).toMatchObject({ ok: true, value: { tariffId: 1, alreadyLoaded: true } })
    const dearer = await loadTariff(ctx, { source: await tariffFolder(3000), year })
    const later = await loadTariff(ctx, { source: await tariffFolder(4000), year, from: '2007-11-01' as never })
    expect([dearer.ok && dearer.value.tariffId, later.ok && later.value.tariffId]).toEqual([2, 3])
    const held = (await listTariffs(ctx.db)).map(({ tariffId, inForce }) => [
      tariffId,
      inForce?.from ?? null,
      inForce?.to ?? null,
    ])
    expect(held).toEqual([
      [3, '2007-11-01', '2008-04-01'],
      [2, '2007-04-01', '2007-11-01'],
      [1, null, null],
    ])
    await priceMonth(ctx, { month })
    expect((await prices())[0]).toMatchObject({ tariff_id: 2 })
  })

  test('a single CSV brings its part and leaves the others as they were', async () => {
    const { ctx } = workbench()
    const path = join(files, 'factors.csv')
    await writeFile(path, 'provider_code,mff_factor\nRAL,1.1\nRBB,1.2\n')
    expect(await loadTariff(ctx, { source: path, year, from: '2007-11-01' as never })).toMatchObject({
      ok: true,
      value: { taken: { marketForces: 2 }, kept: ['apc', 'outpatient', 'emergency', 'topUps'] },
    })
    const folder = join(files, 'again.csv')
    await writeFile(folder, 'provider,mff\nRAL,1.2\n')
    await loadTariff(ctx, { source: folder, year, from: '2007-12-01' as never })
    expect(await loadTariff(ctx, { source: path, year, from: '2007-11-01' as never })).toMatchObject({
      ok: true,
      value: { alreadyLoaded: true },
    })
    expect((await listTariffs(ctx.db))[1]!.rows).toEqual({
      apc: 1,
      outpatient: 0,
      emergency: 1,
      marketForces: 2,
      topUps: 0,
    })
  })

  test('a bad list leaves nothing behind, and a first day outside the year is refused', async () => {
    const { ctx } = workbench()
    const before = (await listTariffs(ctx.db)).length
    const folder = await tariffFolder(1)
    await writeFile(join(folder, 'mff.csv'), 'provider,mff\nRAL,one\n')
    expect(await loadTariff(ctx, { source: folder, year })).toMatchObject({ ok: false, code: 'bad-tariff' })
    expect(await loadTariff(ctx, { source: folder, year, from: '2008-04-01' as never })).toMatchObject({
      ok: false,
      code: 'bad-from',
    })
    expect(await listTariffs(ctx.db)).toHaveLength(before)
  })

  test('the product’s own role can add to them and change nothing', async () => {
    const { ctx } = workbench()
    const { sql } = await import('#db')
    await expect(sql`UPDATE pricing.apc_price SET per_day_pence = 1`.execute(ctx.db)).rejects.toThrow(
      'permission denied',
    )
    await expect(sql`DELETE FROM pricing.priced_file`.execute(ctx.db)).rejects.toThrow('permission denied')
  })
})
