import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  acknowledge,
  buildChallenge,
  exchangeTable,
  findChallenge,
  receiveReply,
  sendChallenges,
  settleAccepted,
  settleItems,
  standingOf,
} from '#activity/challenge'
import { agreeUnit, approveRun, findPaymentRun, monthBill, prepareRun, remitRun } from '#activity/payment'
import type { Ctx } from '#platform'
import { type Month, type Result, noPence, ok } from '#shared'
import { csvText } from '../files/csv.ts'
import type { World } from '../world/world.ts'
import { inHandsOf, inTheNameOfChair } from './cast.view.ts'
import { repliesOf } from './reply-as-provider.ts'

/** Who does what, each in their own hands. */
interface Cast {
  readonly manager: Ctx
  readonly operator: Ctx
  readonly preparer: Ctx
  readonly approver: Ctx
}

const castOf = async (ctx: Ctx): Promise<Cast> => ({
  manager: await inHandsOf(ctx, 'contract-manager'),
  // Replies of providers other than the first come by file, which the operator takes in.
  operator: ctx,
  preparer: await inHandsOf(ctx, 'payment-preparer'),
  approver: await inHandsOf(ctx, 'payment-approver'),
})

interface Living {
  readonly ctx: Ctx
  readonly world: World
  readonly month: Month
  readonly cast: Cast
}

const quantityKey = 'quantity'

/** The provider's own file, filled in: as one would come back by mail. */
async function writeReply(ctx: Ctx, folder: string, reference: string, seed: number): Promise<string> {
  const challenge = (await findChallenge(ctx, reference))!
  const table = exchangeTable(challenge)
  const items = table.rows.map((row) => ({
    rule: String(row['rule']),
    quantity: String(row[quantityKey]),
    claimed: Number(row['claimed']),
  }))
  const replies = repliesOf(items, seed)
  const rows = table.rows.map((row, at) =>
    table.columns.map(({ key, kind }) => {
      if (key === 'reply') return replies[at]!.reply
      if (key === 'reply_words') return replies[at]!.words
      const value = row[key] ?? null
      return kind === 'pence' && typeof value === 'number'
        ? (value / 100).toFixed(2)
        : (value as string | number | null)
    }),
  )
  const path = join(folder, `${reference}.csv`)
  await writeFile(path, csvText(table.columns.map(({ key }) => key).join(','), rows))
  return path
}

/** The contract manager gives way where the provider has said no, and takes what it gave. */
async function settle(manager: Ctx, reference: string): Promise<void> {
  await settleAccepted(manager, { reference })
  const challenge = (await findChallenge(manager, reference))!
  const rejected = standingOf(challenge).items.filter(({ state }) => state === 'rejected')
  if (rejected.length > 0)
    await settleItems(manager, {
      reference,
      settled: rejected.map(({ itemNo }) => ({ itemNo, acceptedPence: noPence })),
    })
}

/** One provider's month: put to it, answered by file and, where the month is over, settled. */
async function challengeProvider(
  { world, month, cast }: Living,
  { provider, folder, isOver }: { provider: string; folder: string; isOver: boolean },
): Promise<void> {
  const bundle = { commissioner: world.commissioner.code, provider, month, snapshot: 'freeze' } as const
  const built = await buildChallenge(cast.manager, bundle)
  if (!built.ok) return
  const { reference } = built.value.head
  const sent = await sendChallenges(cast.manager, { references: [reference] })
  if (!sent.ok || sent.value.sent.length === 0) return
  await acknowledge(cast.operator, { reference })
  const seed = world.seed + Number(month.replace('-', '')) + provider.codePointAt(1)!
  const path = await writeReply(cast.operator, folder, reference, seed)
  const received = await receiveReply(cast.operator, { path, name: `${reference}.csv` })
  if (received.ok && isOver) await settle(cast.manager, reference)
}

/** Every group but one agrees each bill; the last one holds one and has not looked at the rest while the month goes on. */
async function agreeBills({ ctx, world, month, cast }: Living, isOver: boolean): Promise<void> {
  const { units } = await monthBill(ctx, { month, commissioner: world.commissioner.code })
  const last = world.groups.at(-1)!
  for (const [at, unit] of units.entries()) {
    const group = world.groups.find(({ code }) => code === unit.group)
    const hands = group ? inTheNameOfChair(ctx, group) : cast.manager
    if (isOver || group !== last) await agreeUnit(hands, { ...unit, event: 'agreed' })
    else if (at % 3 === 0)
      await agreeUnit(hands, { ...unit, event: 'held', words: 'Waiting for the practices to look at their lines.' })
  }
}

async function payMonth({ world, month, cast }: Living): Promise<void> {
  const prepared = await prepareRun(cast.preparer, {
    commissioner: world.commissioner.code,
    month,
    paysNewLines: false,
  })
  if (!prepared.ok) return
  const { runNo } = prepared.value
  const { totalPence, runSha } = (await findPaymentRun(cast.approver, runNo))!
  const approved = await approveRun(cast.approver, { runNo, totalPence, runSha })
  if (approved.ok) await remitRun(cast.preparer, { runNo, reference: `INVENTED-${month}` })
}

async function liveMonth(living: Living, isOver: boolean): Promise<void> {
  const folder = await mkdtemp(join(living.ctx.lake.folder, 'staging', `${process.pid}-replies-`))
  try {
    for (const { code } of living.world.providers) await challengeProvider(living, { provider: code, folder, isOver })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  await agreeBills(living, isOver)
  if (isOver) await payMonth(living)
}

/** So many months are lived to their end; the one after them is half way, and the newest are as they came in. */
const monthsOver = 4

/**
 * Lives through the months before the newest ones as people would: challenges are put, answered by file and settled,
 * groups agree, payments are prepared by one and approved by another. What was lived is left as it is when asked again.
 */
export async function liveMonths(
  ctx: Ctx,
  world: World,
  closed: readonly Month[],
): Promise<Result<{ months: number }>> {
  const cast = await castOf(ctx)
  const lived = closed.slice(-monthsOver - 2, -1)
  for (const month of lived) await liveMonth({ ctx, world, month, cast }, month !== lived.at(-1))
  return ok({ months: lived.length })
}
