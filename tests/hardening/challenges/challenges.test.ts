import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ctx } from '#platform'
import { tableToCsv } from '#tables'
import { expect, test } from 'vitest'
import { settleAccepted, withdrawChallenge } from '../../../src/activity/challenge/answering/our-decision.command.ts'
import { checks } from '../../../src/activity/challenge/checks/checks.view.ts'
import { sendOne } from '../../../src/activity/challenge/putting/send-challenge.command.ts'
import { exchangeTable } from '../../../src/activity/challenge/reply-file/exchange-table.ts'
import { receiveReply } from '../../../src/activity/challenge/reply-file/receive-reply.command.ts'
import { findChallenge } from '../../../src/activity/challenge/views/challenge.view.ts'
import { openPool, databaseOn } from '../../../src/platform/db/open-database.ts'
import { useWorkbench } from '../../support/workbench.ts'
import { cutAfter } from './between-writes.ts'
import { inventDraft, managerOf, newProvider, providerOf } from './invented-challenge.ts'
import { runRaces } from './run-races.ts'

const workbench = useWorkbench()

test('two who act on one challenge at once lose no decision, and who is too late is told who did what', async () => {
  const { failures, races, tally } = await runRaces(workbench().ctx, { count: 16, seed: 2007 })
  expect(failures).toEqual([])
  expect(races).toBe(16)
  expect(tally['told who was quicker']).toBeGreaterThan(0)
  expect(tally['kept']).toBeGreaterThan(0)
}, 60_000)

const eventsOf = async (reference: string): Promise<string[]> =>
  (await findChallenge(workbench().ctx, reference))!.events.map(({ event }) => event)

test('a database that is lost between any two writes leaves nothing half done, and the same again is done whole', async () => {
  const { ctx, databaseUrl } = workbench()
  const pool = openPool({ url: databaseUrl, name: 'a tester', connections: 1 })
  const owner = { ...ctx, db: databaseOn(pool) }
  const folder = await mkdtemp(join(tmpdir(), 'cut-replies-'))
  const { reference, provider } = await inventDraft(ctx, newProvider(), 2)
  const path = join(folder, 'reply.csv')

  /** Tries with the database lost after each query in turn, until one try came through. */
  async function inEveryGap(who: () => Ctx, work: (cut: Ctx) => Promise<{ ok: boolean }>): Promise<number> {
    for (let nth = 1; ; nth++) {
      const before = await eventsOf(reference)
      const victim = cutAfter(who(), owner, nth)
      const done = await work(victim.ctx).catch(() => undefined)
      for (const check of checks) expect(await check.run(ctx), `${check.name} after ${nth}`).toEqual([])
      if (!victim.hit()) {
        expect(done).toMatchObject({ ok: true })
        return nth - 1
      }
      expect(done).toBeUndefined()
      expect(await eventsOf(reference)).toEqual(before)
    }
  }

  const gaps = [
    await inEveryGap(
      () => managerOf(ctx, 'Ann'),
      (cut) => sendOne(cut, { reference }),
    ),
  ]
  const sent = (await findChallenge(ctx, reference))!
  await writeFile(
    path,
    tableToCsv({ ...exchangeTable(sent), rows: exchangeTable(sent).rows.map((row) => ({ ...row, reply: 'accept' })) }),
  )
  gaps.push(
    await inEveryGap(
      () => providerOf(ctx, provider),
      (cut) => receiveReply(cut, { path, name: 'reply.csv' }),
    ),
  )
  gaps.push(
    await inEveryGap(
      () => managerOf(ctx, 'Ann'),
      (cut) => settleAccepted(cut, { reference }),
    ),
  )
  expect(await eventsOf(reference)).toEqual([
    'drafted',
    'sent',
    'answer-saved',
    'answer-saved',
    'reply-submitted',
    'settled',
    'settled',
    'closed',
  ])

  const other = await inventDraft(ctx, newProvider(), 2)
  await sendOne(managerOf(ctx, 'Ann'), { reference: other.reference })
  expect(await withdrawChallenge(managerOf(ctx, 'Ann'), { reference: other.reference })).toMatchObject({ ok: true })
  expect(Math.min(...gaps)).toBeGreaterThan(5)
  await pool.end()
  await rm(folder, { recursive: true })
}, 60_000)
