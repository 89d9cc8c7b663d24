import { readFile, writeFile } from 'node:fs/promises'
import { type Database, sql } from '#db'
import { type Ctx, actingAs, anchorJournal, journalCheck, journalEntries } from '#platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeJournal } from '../../../tests/hardening/journal/written-journal.ts'
import { openTestWorkbench, useWorkbench } from '../../../tests/support/workbench.ts'
import { databaseOn, openPool } from '../db/open-database.ts'
import { anchorFile } from './anchors.ts'
import { fingerprint } from './fingerprint.ts'
import { readJournal } from './read-journal.view.ts'
import { canonicalText } from './stored-entry.ts'

const workbench = useWorkbench()
let pool: ReturnType<typeof openPool>
let owner: Database
beforeAll(async () => {
  pool = openPool({ url: workbench().databaseUrl, name: 'the owner', connections: 2 })
  owner = databaseOn(pool)
  await writeJournal(workbench().ctx, 12)
})
afterAll(() => pool.end())

const write = (ctx: Ctx, subject: string): Promise<void> =>
  ctx.transaction((tx) => ctx.audit(tx, 'test.write', subject))

const numbers = async (): Promise<number[]> => {
  const { rows } = await sql<{ seq: number }>`SELECT seq FROM audit.entry ORDER BY seq`.execute(owner)
  return rows.map(({ seq }) => seq)
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)

describe('the journal', () => {
  test('numbers its records without a gap, also when a deed is taken back or many write at once', async () => {
    const { ctx } = workbench()
    const before = (await numbers()).length
    await expect(
      ctx.transaction(async (tx) => {
        await ctx.audit(tx, 'test.write', 'never happened')
        throw new Error('taken back')
      }),
    ).rejects.toThrow('taken back')
    await Promise.all(upTo(8).map((at) => write(ctx, `at once ${at}`)))
    expect(await numbers()).toEqual(upTo(before + 8))
    expect(await journalCheck.run(ctx)).toEqual([])
  })

  test('is hashed from a text that the database and the product write the same', async () => {
    const theirs = await sql<{
      text: string
    }>`SELECT audit.canonical_text(e) AS text FROM audit.entry AS e ORDER BY e.seq`
      .execute(owner)
      .then(({ rows }) => rows.map(({ text }) => text))
    const ours = await owner.transaction().execute(async (tx) => {
      const texts: string[] = []
      for await (const entry of readJournal(tx)) texts.push(canonicalText(entry))
      return texts
    })
    expect(ours).toEqual(theirs)
    expect(ours[0]).toMatch(/^locality-journal-1\nseq:1:1\nat:27:2008-06-02T09:00:00\.000000Z\n/)
  })

  test('is changed by nobody: not by the product, which lacks the right, nor by the owner while its guards stand', async () => {
    const { db } = workbench().ctx
    const deeds = [`UPDATE audit.entry SET subject = 'x'`, `DELETE FROM audit.entry`, `TRUNCATE audit.entry`]
    for (const deed of deeds) {
      await expect(sql.raw(deed).execute(db)).rejects.toThrow('permission denied')
      await expect(sql.raw(deed).execute(owner)).rejects.toThrow('journal_only_grows')
    }
    const chosen = `INSERT INTO audit.entry (seq, at, actor, action, subject) VALUES (99, now(), 'a', 'b', 'c')`
    await expect(sql.raw(chosen).execute(db)).rejects.toThrow('permission denied')
  })

  test('keeps who did it, in which post, for which request and why, and hashes of what was changed but not what it was', async () => {
    const { ctx } = workbench()
    const post = { postId: 'p7', role: 'contract-manager', organisation: 'X01' }
    const asked = actingAs(ctx, { actor: { name: 'a manager', userId: 'u7', post }, requestId: 'r-1' })
    const more = { purpose: 'agreed by letter', before: { cap: 12 }, after: { cap: 15 } }
    await asked.transaction((tx) => asked.audit(tx, 'contract.change', 'RAA cap', {}, more))
    const { rows } =
      await sql`SELECT actor, user_id, post_id, role, organisation, purpose, before_hash, after_hash, request_id
      FROM audit.entry ORDER BY seq DESC LIMIT 1`.execute(owner)
    expect(rows[0]).toEqual({
      actor: 'a manager',
      user_id: 'u7',
      post_id: 'p7',
      role: 'contract-manager',
      organisation: 'X01',
      purpose: 'agreed by letter',
      request_id: 'r-1',
      before_hash: fingerprint({ cap: 12 }),
      after_hash: fingerprint({ cap: 15 }),
    })
  })

  test('holds no NHS number and no date of birth in what was said about a deed, whoever wrote it there', async () => {
    const { ctx } = workbench()
    const detail = { reason: 'seen by Mrs 999 000 0018', list: ['NHS number 9990000018'], count: 3 }
    await ctx.transaction((tx) => ctx.audit(tx, 'test.write', 'a line', detail, { purpose: 'born 12/03/1950' }))
    const [entry] = (await journalEntries(ctx.db, { limit: 1 })).entries
    expect(JSON.stringify(entry)).not.toMatch(/999\D?000|1950/)
    expect(entry!.detail).toMatchObject({ reason: 'seen by Mrs [hidden: NHS number]', count: 3 })
    expect(entry!.purpose).toContain('[hidden: date of birth]')
    expect(await journalCheck.run(ctx)).toEqual([])
  })

  test('takes text that no database could keep, rather than let the deed fail', async () => {
    await write(workbench().ctx, `half \ud800 and nothing \0`)
    const { rows } = await sql<{ subject: string }>`SELECT subject FROM audit.entry ORDER BY seq DESC LIMIT 1`.execute(
      owner,
    )
    expect(rows[0]!.subject).toBe('half \ufffd and nothing \ufffd')
    expect(await journalCheck.run(workbench().ctx)).toEqual([])
  })
})

describe('the check of the journal', () => {
  test('says when its guards were taken away, though every record is whole', async () => {
    await sql`ALTER TABLE audit.entry DISABLE TRIGGER refuse_change`.execute(owner)
    await sql`GRANT DELETE ON audit.entry TO locality_app`.execute(owner)
    expect(await journalCheck.run(workbench().ctx)).toEqual([
      expect.stringContaining('refuses every change'),
      expect.stringContaining('keeps the product from changing records'),
    ])
    await sql`REVOKE DELETE ON audit.entry FROM locality_app`.execute(owner)
    await sql`ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER refuse_change`.execute(owner)
    expect(await journalCheck.run(workbench().ctx)).toEqual([])
  })

  test('knows by the anchors when the end was cut off, and names the first record that is gone', async () => {
    const { ctx } = workbench()
    const head = await anchorJournal(ctx)
    await sql`ALTER TABLE audit.entry DISABLE TRIGGER refuse_change`.execute(owner)
    await sql`DELETE FROM audit.entry WHERE seq >= ${head!.seq - 1}`.execute(owner)
    await sql`ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER refuse_change`.execute(owner)
    const [problem] = await journalCheck.run(ctx)
    expect(problem).toContain(`The journal ends before record ${head!.seq - 1}; record ${head!.seq} was its last`)
  })
})

test('closing writes down where the journal ends, once for one end, and a cut line is not taken for a promise', async () => {
  const opened = await openTestWorkbench()
  await write(opened.ctx, 'one deed')
  await anchorJournal(opened.ctx)
  await anchorJournal(opened.ctx)
  const path = opened.ctx.folder.path(anchorFile)
  const text = await readFile(path, 'utf8')
  expect(text).toMatch(/^1 [0-9a-f]{64} 2008-06-02T09:00:00\.000Z\n$/)
  await writeFile(path, `${text}2 0f0f`)
  expect(await journalCheck.run(opened.ctx)).toEqual([])
  await writeFile(path, `not an anchor\n${text}2 0f0f`)
  expect(await journalCheck.run(opened.ctx)).toEqual([
    `Line 1 of ${anchorFile} cannot be read: restore the file from a backup.`,
  ])
  await write(opened.ctx, 'another deed')
  await anchorJournal(opened.ctx)
  expect(await readFile(path, 'utf8')).toMatch(/^not an anchor\n1 \w{64} \S+\n2 \w{64} \S+\n$/)
  await opened.close()
})
