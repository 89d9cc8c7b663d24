import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lakeFiles } from '#lake'
import { listRuns } from '#platform'
import { toMonth } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personGate } from '../../../../tests/support/gates.ts'
import { openTestBrowser } from '../../../../tests/support/web.ts'
import { keepUpload } from '../showing/own-upload.step.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { columnAliases, knownFormats } from '../formats/read-formats.step.ts'
import { currentActivity } from '../imports/current-activity.view.ts'
import { importActivity } from '../imports/import-activity.command.ts'
import { mapColumnsRoutes } from '../showing/map-columns.page.tsx'
import { guessMapping, looksPrivate } from './guess-mapping.ts'
import type { Mapping } from './mapping.ts'
import { findMappingFor, listMappings } from './mapping.view.ts'
import { missingColumns, saveMapping } from './save-mapping.command.ts'
import { suggestMapping } from './suggest-mapping.view.ts'

const workbench = useWorkbench()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'mapping-'))))
afterAll(() => rm(folder, { recursive: true }))

const titles = [
  'Invoice_Line',
  'Trust Code',
  'GP Practice Code',
  'NHS No',
  'POD',
  'Admission Date',
  'Disch Date',
  'HRG Code',
  'Actual Cost',
  'Reporting_Month',
  'Colour',
]
const text = [
  titles.join(','),
  'X1,RAL,E84001,9990079196,DC,03/10/2007,03/10/2007,E01,"£1,200.50",2007-10,red',
  'X2,RAL,E84002,,AE,04/10/2007,,,90,2007-10,blue',
  '',
].join('\n')

const mapping: Mapping = {
  name: 'RAL monthly',
  provider: 'RAL',
  titles,
  constants: {},
  columns: {
    line_id: 'Invoice_Line',
    provider: 'Trust Code',
    practice: 'GP Practice Code',
    patient: 'NHS No',
    pod: 'POD',
    start_date: 'Admission Date',
    end_date: 'Disch Date',
    hrg: 'HRG Code',
    price: 'Actual Cost',
    month: 'Reporting_Month',
  },
}

describe('a layout of somebody’s own', () => {
  test('its columns are guessed by what they are called, with column-aliases.yaml and what the known layouts say', async () => {
    const guessed = guessMapping(titles, await columnAliases(), await knownFormats())
    expect(guessed).toEqual({ ...mapping.columns, line_id: 'Invoice_Line' })
    expect(
      guessMapping(['SUSHRG', 'PROCODE3', 'spell.admission.date'], await columnAliases(), await knownFormats()),
    ).toEqual({
      hrg: 'SUSHRG',
      provider: 'PROCODE3',
      start_date: 'spell.admission.date',
    })
  })

  test('every alias belongs to a column of a line', async () => {
    expect(
      missingColumns({
        columns: Object.fromEntries(Object.keys(await columnAliases()).map((name) => [name, 'x'])),
        constants: {},
      }),
    ).toEqual([])
  })

  test('its first rows are shown without what could show who somebody is', async () => {
    const path = join(folder, 'shown.csv')
    await writeFile(path, text)
    const suggestion = await suggestMapping(workbench().ctx, { path, name: 'shown.csv' })
    expect(suggestion).toMatchObject({
      ok: true,
      value: { preview: { titles }, remembered: undefined },
    })
    const shown = JSON.stringify(suggestion)
    expect(shown).not.toContain('9990079196')
    expect(shown).toContain('£1,200.50')
    expect(['NHS No', 'dob', 'Patient Name', 'Postcode'].every(looksPrivate)).toBe(true)
  }, 60_000)

  test('a mapping that leaves out what every line needs is not saved, nor one named like a known layout', async () => {
    const { price: _, ...columns } = mapping.columns
    expect(await saveMapping(workbench().ctx, { ...mapping, columns })).toMatchObject({
      ok: false,
      code: 'missing-columns',
    })
    expect(await saveMapping(workbench().ctx, { ...mapping, name: 'plcm' })).toMatchObject({
      ok: false,
      code: 'taken-name',
    })
    expect(await listMappings(workbench().ctx.db)).toEqual([])
  })

  test('once saved it is remembered by its header and read like any layout, without being named', async () => {
    const { ctx } = workbench()
    expect(await saveMapping(ctx, mapping)).toMatchObject({ ok: true })
    expect(await findMappingFor(ctx.db, titles.toReversed())).toMatchObject({
      name: 'RAL monthly',
    })
    const path = join(folder, 'october.csv')
    await writeFile(path, text)
    const taken = await importActivity(ctx, { files: [{ path }], snapshot: 'flex' })
    expect(taken).toMatchObject({
      ok: true,
      value: { lines: 2, billedPence: 129_050, files: [{ format: 'RAL monthly' }] },
    })
    const { files } = await currentActivity(ctx, toMonth('2007-10'))
    const lines = await ctx.lake.read(
      `SELECT l.line_id, l.start_date, l.snapshot FROM ${lakeFiles(
        ctx.lake,
        files.map(({ path: at }) => at),
      )} AS l ORDER BY 1`,
    )
    expect(lines).toEqual([
      { line_id: 'X1', start_date: '2007-10-03', snapshot: 'flex' },
      { line_id: 'X2', start_date: '2007-10-04', snapshot: 'flex' },
    ])
  }, 60_000)

  test('the page asks once, keeps the answer and puts the import in the queue', async () => {
    const { ctx } = workbench()
    const browser = await openTestBrowser(ctx, [...mapColumnsRoutes])
    const upload = randomUUID()
    await writeFile(ctx.folder.path('incoming', upload), text.replaceAll('Trust Code', 'Sender'))
    expect((await browser.get(`/imports/map/${upload}`)).status, 'nobody knows whose it is').toBe(404)
    await keepUpload(ctx, upload)
    const stranger = await openTestBrowser(ctx, [...mapColumnsRoutes], personGate(ctx, {}))
    expect((await stranger.get(`/imports/map/${upload}`)).status, 'it is somebody else’s').toBe(404)
    const asked = await browser.get(`/imports/map/${upload}?name=own.csv`)
    const html = await asked.text()
    expect(asked.status).toBe(200)
    expect(html).toContain('Which column is which?')
    expect(html).not.toContain('9990079196')
    const fields = {
      name: 'own.csv',
      mapping: 'RAL other',
      provider: 'RAL',
      snapshot: 'flex',
      ...columnFields({ ...mapping.columns, provider: '' }),
    }
    expect((await browser.post(`/imports/map/${upload}`, fields)).status).toBe(422)
    const sent = await browser.post(`/imports/map/${upload}`, { ...fields, all_provider: 'RAL' })
    expect([sent.status, sent.headers.get('location')?.replace(/\d+/, 'N')]).toEqual([303, '/runs/N'])
    const [run] = await listRuns(ctx, { kind: 'import-activity', limit: 1 })
    expect(run).toMatchObject({
      state: 'queued',
      input: { mapping: 'RAL other', snapshot: 'flex' },
    })
    expect((await browser.get(`/imports/map/${randomUUID()}`)).status).toBe(404)
  }, 60_000)
})

const columnFields = (columns: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([name, title]) => [`column_${name}`, title]))
