import { sql } from '#db'
import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon, mayDo } from '#shared'
import { exchangeTable } from '../reply-file/exchange-table.ts'
import { itemAddress, replyAddress } from './addresses.ts'
import type { ChallengeFacts } from './challenge-body.tsx'
import { listed } from './challenges-table.ts'
import type { Found } from './found.ts'
import { itemsTable } from './items-table.ts'
import { timelineTable } from './timeline-table.ts'

/** How many of some findings the practices have answered. */
async function answeredOf({ db }: Pick<Ctx, 'db'>, findingIds: readonly number[]): Promise<number> {
  const { rows } = await sql<{ answered: number }>`
    SELECT count(*)::integer AS answered FROM validation.v_finding AS v
     WHERE v.finding_id = ANY (${[...findingIds]}::bigint[]) AND v.answer IN ('upheld', 'agreed')`.execute(db)
  return rows[0]!.answered
}

export async function challengeFacts(ctx: Ctx, { challenge, standing, side }: Found): Promise<ChallengeFacts> {
  const { reference } = challenge.head
  const ids = challenge.items.map(({ findingId }) => findingId)
  const answered = standing.stage === 'practice-query' ? await answeredOf(ctx, ids) : 0
  const mayReply = side === 'provider' && mayDo(ctx.scope, 'challenge.reply')
  const href = (itemNo: number): string => (mayReply ? replyAddress(reference, itemNo) : itemAddress(reference, itemNo))
  return {
    one: listed(challenge, dayInLondon(ctx.clock.now())),
    names: await organisationNames(ctx.db),
    items: itemsTable(challenge, standing, { href, side }),
    exchange: exchangeTable(challenge),
    timeline: timelineTable(challenge, side),
    maySend: side === 'us' && mayDo(ctx.scope, 'challenge.send'),
    mayReply,
    answered: { of: ids.length, answered },
  }
}
