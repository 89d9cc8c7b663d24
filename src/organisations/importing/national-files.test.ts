import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { sharedFolder } from '../../../tests/support/shared-folder.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import {
  type FileToImport,
  type ImportOutcome,
  type ImportResult,
  commissionersAsAt,
  findOrganisation,
  groupsAsAt,
  importListSizes,
  importNetworks,
  importOrganisations,
  importPractices,
  organisationNames,
  practicesOf,
} from '../index.ts'

const shared = sharedFolder()
const data = (path: string): FileToImport => ({ file: join(shared!, 'data', path), name: path.split('/').at(-1)! })
const partners = (): string =>
  `ods/${readdirSync(join(shared!, 'data', 'ods')).find((name) => name.endsWith('Core_Partner_Details.csv'))}`
const seconds: Record<string, number> = {}

async function timed(name: string, work: Promise<ImportResult>): Promise<ImportOutcome> {
  const start = performance.now()
  const result = await work
  seconds[name] = Math.round(performance.now() - start) / 1000
  if (!result.ok) throw new Error(result.message)
  return result.value
}

describe.skipIf(shared === undefined)(
  'the national files as published (skipped where the shared folder is absent)',
  () => {
    const workbench = useWorkbench()
    const outcomes: Record<string, ImportOutcome> = {}

    beforeAll(async () => {
      const { ctx } = workbench()
      outcomes['practices'] = await timed('practices', importPractices(ctx, data('ods/epraccur_2023.csv')))
      outcomes['trusts'] = await timed('trusts', importOrganisations(ctx, data('ods/etr_2022.csv')))
      outcomes['groups'] = await timed('groups', importNetworks(ctx, data('ods/ePCN_2023_PCNDetails.csv')))
      outcomes['partners'] = await timed('partners', importNetworks(ctx, data(partners())))
      outcomes['lists'] = await timed('lists', importListSizes(ctx, data('listsize/Patient_List_Size_2013_04-06.csv')))
      outcomes['quarters'] = await timed(
        'quarters',
        importListSizes(ctx, data('listsize/Patient_List_Size_E84_2013-2016_12_quarters.csv')),
      )
      process.stderr.write(`\nseconds to import: ${JSON.stringify(seconds)}\n`)
    })

    test('the practice register gives its 8,640 GP practices of 15,536 rows, each with its commissioner', async () => {
      expect(outcomes['practices']).toMatchObject({ rows: 15_536, taken: 8_640, skipped: 6_896, rejects: [] })
      expect(outcomes['practices']!.changed).toMatchObject({ organisations: 8_640 + 244, membershipsAdded: 8_640 })
      expect(await findOrganisation(workbench().ctx.db, 'A81003')).toEqual({
        code: 'A81003',
        kind: 'practice',
        name: 'VICTORIA MEDICAL PRACTICE',
        status: 'closed',
        openDate: '1974-04-01',
        closeDate: '2017-10-31',
        postcode: 'TS26 8DB',
      })
    })

    test('a commissioner is right on each day: the day after a practice left, it has none', async () => {
      const { db } = workbench().ctx
      expect((await commissionersAsAt(db, toPlainDate('2017-10-31'))).get('A81003')).toBe('00K')
      expect((await commissionersAsAt(db, toPlainDate('2017-11-01'))).get('A81003')).toBeUndefined()
      expect((await commissionersAsAt(db, toPlainDate('2023-01-01'))).size).toBeGreaterThan(6_500)
    })

    test('the group register gives 1,329 groups and 7,455 memberships, 113 of them of one area', async () => {
      expect(outcomes['groups']).toMatchObject({ rows: 1_329, taken: 1_329, rejects: [] })
      expect(outcomes['partners']).toMatchObject({ rows: 7_455, taken: 7_455, rejects: [] })
      expect(outcomes['partners']!.changed.membershipsAdded).toBe(7_455)
      const now = await groupsAsAt(workbench().ctx.db, toPlainDate('2023-06-01'))
      expect([...now.keys()].filter((code) => code.startsWith('E84')).length).toBeGreaterThan(40)
    })

    test("a practice that moved was in each group at its time, and the day of the hand-over is the new group's", async () => {
      const { db } = workbench().ctx
      const groupOf = async (code: string, day: string) => (await groupsAsAt(db, toPlainDate(day))).get(code)
      expect(await groupOf('F82001', '2022-06-30')).toBe('U86966')
      expect(await groupOf('F82001', '2022-07-01')).toBe('U11211')
      expect(await groupOf('M85153', '2022-05-31')).toBe('U22471')
      expect(await groupOf('M85153', '2022-06-01')).toBe('U54948')
      expect(await groupOf('M85153', '2022-06-02')).toBe('U22471')
      expect(await practicesOf(db, 'U22471', toPlainDate('2022-06-02'))).toContain('M85153')
      expect(await groupOf('F82001', '2019-09-30')).toBeUndefined()
    })

    test('commissioners get the names that the group register tells', async () => {
      const names = await organisationNames(workbench().ctx.db)
      expect(names.get('36L')).toMatch(/SOUTH WEST LONDON/)
      expect(names.get('00K')).toBe('00K')
    })

    test('trusts are providers', async () => {
      expect(outcomes['trusts']).toMatchObject({ rows: 218, taken: 218 })
      expect(await findOrganisation(workbench().ctx.db, 'RAL')).toMatchObject({ kind: 'provider', postcode: 'NW3 2QG' })
    })

    test('lists are taken for the practices that are known, dated by the name of the file or its quarter', async () => {
      expect(outcomes['lists']).toMatchObject({ rows: 9_754, rejects: [] })
      expect(outcomes['lists']!.taken + outcomes['lists']!.unknown).toBe(9_754)
      expect(outcomes['lists']!.taken).toBeGreaterThan(7_900)
      expect(outcomes['quarters']!.rows).toBe(1_190)
    })

    test('every file a second time is recognised and changes nothing', async () => {
      const { ctx } = workbench()
      const again = [
        await importPractices(ctx, data('ods/epraccur_2023.csv')),
        await importNetworks(ctx, data(partners())),
        await importListSizes(ctx, data('listsize/Patient_List_Size_2013_04-06.csv')),
      ]
      for (const result of again)
        expect(result).toMatchObject({ ok: true, value: { recognised: true, changed: { organisations: 0, lists: 0 } } })
    })

    test('15,536 rows take seconds, not minutes, however busy the machine', () => {
      expect(seconds['practices']).toBeLessThan(10)
      expect(seconds['partners']).toBeLessThan(10)
    })
  },
)
