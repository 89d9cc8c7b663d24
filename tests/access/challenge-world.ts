import { buildChallenge, saveAnswer, sendChallenges, settleAccepted, submitReply } from '#activity/challenge'
import type { Ctx } from '#platform'
import { toMonth } from '#shared'
import { plantFindings } from '../support/planted-findings.ts'
import { type Relation, places, relations } from './world.ts'

/** What a settled item of each relation came to: nothing else in the world is worth the same. */
export const recoveredPence: Readonly<Record<Relation, number>> = {
  own: 911_101,
  group: 922_207,
  commissioner: 933_313,
  elsewhere: 944_417,
  nobody: 955_523,
}

const both = ['C01', 'C02'] as const
type Commissioner = (typeof both)[number]
type Provider = 'RAA' | 'RBB'

/** Sent and open, of the month of the walk. Numbers go up in the order in which they were made. */
export const challengeOf = (commissioner: Commissioner, provider: Provider): string =>
  `CH-2007-10-${provider}-${commissioner === 'C01' ? 1 : 2}`
export const draftOf = (commissioner: Commissioner): string => `CH-2007-11-RAA-${commissioner === 'C01' ? 1 : 2}`
const settledOf = (commissioner: Commissioner): string => `CH-2007-09-RAA-${commissioner === 'C01' ? 1 : 2}`

export const challengedLine = (commissioner: Commissioner, provider: Provider): string =>
  `CHALLENGED-${commissioner}-${provider}`

async function must<T>(result: Promise<{ ok: true; value: T } | { ok: false; message: string }>): Promise<T> {
  const done = await result
  if (!done.ok) throw new Error(done.message)
  return done.value
}

async function build(ctx: Ctx, commissioner: Commissioner, provider: Provider, month: string): Promise<string> {
  const bundle = { commissioner, provider, month: toMonth(month), snapshot: 'freeze' as const }
  return (await must(buildChallenge(ctx, bundle))).head.reference
}

async function settle(ctx: Ctx, commissioner: Commissioner): Promise<void> {
  const of = relations.filter((relation) => places[relation].commissioner === commissioner)
  await plantFindings(
    ctx,
    of.map((relation) => ({
      lineId: `SETTLED-${relation}`,
      commissioner,
      month: '2007-09',
      practice: places[relation].practice ?? 'V81999',
      billedPence: 1_000_000,
      valuePence: recoveredPence[relation],
    })),
  )
  await build(ctx, commissioner, 'RAA', '2007-09')
  const reference = settledOf(commissioner)
  await must(sendChallenges(ctx, { references: [reference] }))
  const answer = { decision: 'accept', quantityThousandths: null, pricePence: null, words: null } as const
  for (const at of of.keys()) await must(saveAnswer(ctx, { reference, itemNo: at + 1, answer }))
  await must(submitReply(ctx, { reference }))
  await must(settleAccepted(ctx, { reference }))
}

/** For both commissioners: one challenge to each provider that was sent, a draft, and one that is settled. */
export async function plantChallenges(ctx: Ctx): Promise<void> {
  for (const commissioner of both) {
    for (const provider of ['RAA', 'RBB'] as const) {
      const lineId = challengedLine(commissioner, provider)
      await plantFindings(ctx, [{ lineId, commissioner, provider, billedPence: 90_000, valuePence: 80_000 }])
      await must(sendChallenges(ctx, { references: [await build(ctx, commissioner, provider, '2007-10')] }))
    }
    await plantFindings(ctx, [
      { lineId: `DRAFTED-${commissioner}`, commissioner, month: '2007-11', billedPence: 90_000, valuePence: 80_000 },
    ])
    await build(ctx, commissioner, 'RAA', '2007-11')
    await settle(ctx, commissioner)
  }
}
