import { copyFile, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { type Ctx, type Job, actingAs } from '#platform'
import { toMonth } from '#shared'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '../../../../tests/support/template.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { checks } from '../imports/checks.view.ts'
import { countedLines, currentActivity } from '../imports/current-activity.view.ts'
import { importActivity } from '../imports/import-activity.command.ts'
import { findPerson } from './find-person.view.ts'
import { keyList } from './key-list.view.ts'
import { keyEvents, pseudonymInForce } from './key.view.ts'
import { importsWithPacks, packsAfter, packsOfImport } from './packs.view.ts'
import { openPeople } from './people-pack.ts'
import { chainedPseudonym, nhsText } from './pseudonym.ts'
import { activityKeys } from './pseudonym-keys.ts'
import { rotatePseudonym, rotatePseudonymUnderRun } from './rotate-pseudonym.command.ts'
import { rotateVault, rotateVaultUnderRun } from './rotate-vault.command.ts'

const workbench = useWorkbench()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rotation-'))))
afterAll(() => rm(folder, { recursive: true }))

const people = { A1: '9990000018', A2: '9990000026', A3: '9990000034', B1: '9990000018' } as const
const header = 'line_id,provider,practice,patient,birth_date,pod,start_date,end_date,hrg,price,month,snapshot'

async function take(
  month: string,
  lines: readonly { id: string; practice: string; number: string }[],
): Promise<number> {
  const path = join(folder, `${month}.csv`)
  const rows = lines.map(({ id, practice, number }) =>
    [
      id,
      'RAA',
      practice,
      number,
      '1950-06-15',
      'EL',
      `${month}-01`,
      `${month}-03`,
      'E01',
      '100.00',
      month,
      'freeze',
    ].join(','),
  )
  await writeFile(path, [header, ...rows, ''].join('\n'))
  const taken = await importActivity(workbench().ctx, { files: [{ path }] })
  if (!taken.ok) throw new Error(taken.message)
  return taken.value.deliveryNo
}

/** Everybody of a month as the lake and the vault have them together: the number behind each line. */
async function whoIsWho(ctx: Ctx, month: string): Promise<Record<string, string | undefined>> {
  const current = await currentActivity(ctx, toMonth(month))
  const lines = await ctx.lake.read<{ line_id: string; import_no: number; practice: string | null; patient: string }>(
    `SELECT l.line_id, l.import_no, l.practice, l.patient::VARCHAR AS patient FROM ${countedLines(ctx.lake, current)} AS l ORDER BY l.line_id`,
  )
  const found: Record<string, string | undefined> = {}
  for (const { line_id: id, import_no: importNo, practice, patient } of lines) {
    const person = await findPerson(ctx, { importNo, practice, patient })
    found[id] = person.ok ? person.value?.digits : person.code
  }
  return found
}

const patientsOf = async (ctx: Ctx, month: string): Promise<Record<string, string>> => {
  const current = await currentActivity(ctx, toMonth(month))
  const lines = await ctx.lake.read<{ line_id: string; patient: string }>(
    `SELECT l.line_id, l.patient::VARCHAR AS patient FROM ${countedLines(ctx.lake, current)} AS l`,
  )
  return Object.fromEntries(lines.map(({ line_id: id, patient }) => [id, patient]))
}

class Killed extends Error {}

/** Work that ends at its n-th report, as if its process had. */
function killedAt(n: number, runId: number): Job {
  let reports = 0
  return {
    runId,
    signal: new AbortController().signal,
    report() {
      if (++reports > n) throw new Killed()
    },
  }
}

const faults = async (ctx: Ctx): Promise<string[]> => (await Promise.all(checks.map((check) => check.run(ctx)))).flat()

beforeAll(async () => {
  await take('2007-10', [
    { id: 'A1', practice: 'E84001', number: people.A1 },
    { id: 'A2', practice: 'E84001', number: people.A2 },
    { id: 'A3', practice: 'V81999', number: people.A3 },
    { id: 'B1', practice: 'E84002', number: people.B1 },
  ])
}, 60_000)

describe('the vault by practice', () => {
  test('holds a person in the pack of each practice that their lines name, and those of no known practice apart', async () => {
    const { ctx } = workbench()
    const packs = await packsAfter(ctx.db, 0, 10)
    const key = await ctx.folder.key('vault')
    const held = packs.map((pack) => [
      pack.practice,
      openPeople(key, pack, pack.ciphertext).map(({ digits }) => digits),
    ])
    expect(new Map(held.map(([practice, digits]) => [practice, (digits as string[]).toSorted()]))).toEqual(
      new Map([
        ['E84001', [people.A1, people.A2]],
        ['E84002', [people.B1]],
        ['V81999', [people.A3]],
      ]),
    )
  })

  test('gives no person of another practice, though the pseudonym is the same', async () => {
    const { ctx } = workbench()
    const { A2: patient } = await patientsOf(ctx, '2007-10')
    const [importNo] = await importsWithPacks(ctx.db)
    const asked = { importNo: importNo!, patient: patient! }
    expect(await findPerson(ctx, { ...asked, practice: 'E84001' })).toMatchObject({ value: { digits: people.A2 } })
    expect(await findPerson(ctx, { ...asked, practice: 'E84002' })).toEqual({ ok: true, value: undefined })
    expect(await findPerson(ctx, { ...asked, practice: null })).toEqual({ ok: true, value: undefined })
  })

  test('a pack that was moved to another practice, or changed, opens nothing and is named by verify', async () => {
    const { ctx, databaseUrl } = workbench()
    const { A2: patient } = await patientsOf(ctx, '2007-10')
    const [importNo] = await importsWithPacks(ctx.db)
    const asked = { importNo: importNo!, practice: 'E84009', patient: patient! }
    const attack = (text: string) => asOwner(databaseUrl, (client) => client.query(text))
    await attack(`UPDATE activity.vault_identity SET practice = 'E84009' WHERE practice = 'E84001'`)
    expect(await findPerson(ctx, asked)).toMatchObject({ ok: false, code: 'damaged' })
    expect((await faults(ctx)).join()).toContain(`Identities of import ${importNo} were changed, moved or sealed`)
    expect(await rotateVault(ctx)).toMatchObject({ ok: false, code: 'damaged' })
    expect(await ctx.folder.keyVersions('vault')).toHaveLength(2)
    await attack(`UPDATE activity.vault_identity SET practice = 'E84001' WHERE practice = 'E84009'`)
    await attack(
      `UPDATE activity.vault_identity SET ciphertext = set_byte(ciphertext, 20, 255 - get_byte(ciphertext, 20)) WHERE practice = 'E84001'`,
    )
    expect(await findPerson(ctx, { ...asked, practice: 'E84001' })).toMatchObject({ ok: false, code: 'damaged' })
    await attack(
      `UPDATE activity.vault_identity SET ciphertext = set_byte(ciphertext, 20, 255 - get_byte(ciphertext, 20)) WHERE practice = 'E84001'`,
    )
    expect(await rotateVault(ctx)).toMatchObject({ ok: true, value: { version: 2, packs: 3 } })
    expect(await faults(ctx)).toEqual([])
  }, 60_000)
})

describe('a new key of the vault', () => {
  test('is in force after a rotation that was killed at any of its points, and at each of them everybody opens', async () => {
    const { ctx } = workbench()
    const before = (await ctx.folder.keyVersions('vault')).at(-1)!.version
    for (let n = 0; ; n++) {
      try {
        const done = await rotateVaultUnderRun(ctx, killedAt(n, 9_000 + n))
        expect(done).toMatchObject({ ok: true, value: { version: before + 1 } })
        expect(n, 'points at which it was killed').toBeGreaterThanOrEqual(3)
        break
      } catch (fault) {
        if (!(fault instanceof Killed)) throw fault
      }
      expect(n).toBeLessThan(20)
      expect(await whoIsWho(ctx, '2007-10')).toEqual(people)
      expect(await faults(ctx)).toEqual([])
    }
    expect(await whoIsWho(ctx, '2007-10')).toEqual(people)
    expect((await ctx.folder.keyVersions('vault')).map(({ version }) => version)).toEqual([before + 1])
    expect(await faults(ctx)).toEqual([])
  }, 60_000)

  test('leaves nothing that the old key opens, and the old key is gone', async () => {
    const { ctx } = workbench()
    const old = await ctx.folder.key('vault')
    const { version } = (await ctx.folder.keyVersions('vault')).at(-1)!
    expect(await rotateVault(ctx)).toMatchObject({ ok: true, value: { version: version + 1, files: 1 } })
    for (const pack of await packsAfter(ctx.db, 0, 10)) {
      expect(pack.keyVersion).toBe(version + 1)
      expect(() => openPeople(old, pack, pack.ciphertext)).toThrow()
    }
    await expect(ctx.folder.key('vault', version)).rejects.toThrow('is missing')
    const files = await readdir(ctx.folder.path('keys'))
    for (const file of files) expect((await readFile(ctx.folder.path('keys', file))).equals(old)).toBe(false)
    expect((await keyEvents(ctx.db)).slice(-2)).toMatchObject([
      { key: 'vault', version: version + 1, event: 'in-force' },
      { key: 'vault', version, event: 'destroyed' },
    ])
  }, 60_000)

  test('killed after it was written down and before the old key was gone, it is finished and no further key is made', async () => {
    const { ctx } = workbench()
    const { file, version } = (await ctx.folder.keyVersions('vault')).at(-1)!
    await copyFile(ctx.folder.path('keys', file), join(folder, file))
    await rotateVault(ctx)
    await copyFile(join(folder, file), ctx.folder.path('keys', file))
    expect(await rotateVault(ctx)).toMatchObject({ ok: true, value: { version: version + 1 } })
    expect((await ctx.folder.keyVersions('vault')).map((each) => each.version)).toEqual([version + 1])
  }, 60_000)

  test('a key that is missing is said by verify, and opens nothing', async () => {
    const { ctx } = workbench()
    const { file } = (await ctx.folder.keyVersions('vault')).at(-1)!
    await rename(ctx.folder.path('keys', file), join(folder, file))
    expect((await faults(ctx)).join()).toMatch(
      /identities of import \d+ cannot be opened: the key vault, version \d+, is missing/,
    )
    expect(Object.values(await whoIsWho(ctx, '2007-10'))).toEqual(['damaged', 'damaged', 'damaged', 'damaged'])
    await rename(join(folder, file), ctx.folder.path('keys', file))
    expect(await faults(ctx)).toEqual([])
  })

  test('divides packs that were written before packs were kept by practice', async () => {
    const { ctx, databaseUrl } = workbench()
    const [importNo] = await importsWithPacks(ctx.db)
    await mixAsBefore(ctx, databaseUrl, importNo!)
    expect(await importsWithPacks(ctx.db, true)).toEqual([importNo])
    expect(await whoIsWho(ctx, '2007-10')).toEqual(people)
    expect(await rotatePseudonym(ctx)).toMatchObject({
      ok: false,
      message: expect.stringContaining('keys rotate vault'),
    })
    expect(await rotateVault(ctx)).toMatchObject({ ok: true })
    expect(await importsWithPacks(ctx.db, true)).toEqual([])
    expect((await packsOfImport(ctx.db, importNo!)).map(({ practice }) => practice).toSorted()).toEqual([
      'E84001',
      'E84002',
      'V81999',
    ])
    expect(await whoIsWho(ctx, '2007-10')).toEqual(people)
  }, 60_000)
})

/** Puts everybody of an import into one pack, as earlier versions of the product did. */
async function mixAsBefore(ctx: Ctx, databaseUrl: string, importNo: number): Promise<void> {
  const { sealPeople } = await import('./people-pack.ts')
  const packs = await packsOfImport(ctx.db, importNo)
  const { version } = (await ctx.folder.keyVersions('vault')).at(-1)!
  const key = await ctx.folder.key('vault', version)
  const all = new Map(
    packs.flatMap((pack) => openPeople(key, pack, pack.ciphertext)).map((person) => [person.patient, person]),
  )
  const sorted = [...all.values()].toSorted((a, b) => (BigInt(a.patient) < BigInt(b.patient) ? -1 : 1))
  const text = sorted
    .map(({ patient, status, digits, birthDate }) => [patient, status, digits, birthDate].join(','))
    .join('\n')
  const place = {
    importNo,
    practice: null,
    firstPatient: sorted[0]!.patient,
    lastPatient: sorted.at(-1)!.patient,
    isMixed: true,
  }
  const sealed = Buffer.from(sealPeople(key, place, text))
  await asOwner(databaseUrl, async (client) => {
    await client.query('DELETE FROM activity.vault_identity')
    await client.query(
      `INSERT INTO activity.vault_identity (import_no, practice, first_patient, last_patient, key_version, is_mixed, ciphertext)
       VALUES ($1, NULL, $2, $3, $4, true, $5)`,
      [importNo, place.firstPatient, place.lastPatient, version, sealed],
    )
  })
}

describe('a new key of pseudonyms', () => {
  let before: Record<string, string>
  beforeEach(async () => void (before = await patientsOf(workbench().ctx, '2007-10')))

  test('killed at any point before its end has changed nothing; done, every patient has another number and is still who they were', async () => {
    const { ctx } = workbench()
    for (let n = 0; ; n++) {
      try {
        expect(await rotatePseudonymUnderRun(ctx, killedAt(n, 9_100 + n))).toMatchObject({
          ok: true,
          value: { version: 2, files: 1 },
        })
        expect(n, 'points at which it was killed').toBeGreaterThanOrEqual(2)
        break
      } catch (fault) {
        if (!(fault instanceof Killed)) throw fault
      }
      expect(n).toBeLessThan(10)
      expect(await patientsOf(ctx, '2007-10')).toEqual(before)
      expect(await whoIsWho(ctx, '2007-10')).toEqual(people)
      expect(await pseudonymInForce(ctx.db)).toBe(1)
    }
    const after = await patientsOf(ctx, '2007-10')
    for (const id of Object.keys(people)) expect(after[id]).not.toBe(before[id])
    expect(after['A1']).toBe(after['B1'])
    expect(await whoIsWho(ctx, '2007-10')).toEqual(people)
    expect(await faults(ctx)).toEqual([])
    expect(
      (await readdir(join(ctx.lake.folder, 'activity', '2007-10'))).filter((name) => !name.includes('.k2.')),
    ).toEqual([])
  }, 60_000)

  test('what is imported afterwards gives the same person the same number as the lake has', async () => {
    const { ctx } = workbench()
    await rotatePseudonym(ctx)
    const lake = await patientsOf(ctx, '2007-10')
    await take('2007-11', [
      { id: 'C1', practice: 'E84001', number: people.A1 },
      { id: 'C3', practice: 'E84001', number: people.A3 },
    ])
    const later = await patientsOf(ctx, '2007-11')
    expect([later['C1'], later['C3']]).toEqual([lake['A1'], lake['A3']])
    const keys = await activityKeys(ctx.folder, await pseudonymInForce(ctx.db), null)
    expect(keys).toHaveLength(3)
    expect(String(chainedPseudonym(keys, nhsText(people.A1)))).toBe(lake['A1'])
    expect(await whoIsWho(ctx, '2007-11')).toEqual({ C1: people.A1, C3: people.A3 })
    expect(await faults(ctx)).toEqual([])
  }, 60_000)

  test('the lake may not lose a version that made it: verify says which', async () => {
    const { ctx } = workbench()
    await rename(ctx.folder.path('keys', 'pseudonym.2.key'), join(folder, 'away'))
    expect((await faults(ctx)).join()).toContain('Version 2 of the key of pseudonyms is missing')
    await rename(join(folder, 'away'), ctx.folder.path('keys', 'pseudonym.2.key'))
  })
})

describe('what is known of the keys', () => {
  test('is a list of versions with when and by whom they were made, and not one byte of them', async () => {
    const { ctx } = workbench()
    const list = await keyList(actingAs(ctx, { actor: { name: 'the keeper' } }))
    expect(
      list.rows.filter(({ key }) => key === 'pseudonym').map(({ version, standing }) => [version, standing]),
    ).toEqual([
      ['1', 'needed still: later versions hash what it makes'],
      ['2', 'needed still: later versions hash what it makes'],
      ['3', 'in force'],
    ])
    expect(list.rows.find(({ key }) => key === 'vault')).toMatchObject({ made: '2008-06-02 09:00:00', by: 'a tester' })
    expect(list.rows[0]).toMatchObject({ key: 'pseudonym', version: '1', made: '2008-06-02 09:00:00', by: null })
    const { rows } = await sql<{ steps: string[] }>`SELECT array_agg(e.detail->>'step' ORDER BY e.seq) AS steps
      FROM audit.entry AS e WHERE e.action = 'keys.rotate' AND e.subject = 'pseudonym key'`.execute(ctx.db)
    expect(rows[0]!.steps.slice(-2)).toEqual(['began', 'ended'])
  })
})
