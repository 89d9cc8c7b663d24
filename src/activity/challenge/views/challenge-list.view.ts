import type { Asker } from '#platform'
import type { Month } from '#shared'
import type { Challenge } from '../model/challenge.ts'
import { challengesIn, eventsOf, headColumns, itemsOf } from './challenge.view.ts'

export interface ChallengeQuestion {
  readonly month?: Month
  readonly provider?: string
}

function grouped<Row extends { readonly challengeId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const by = new Map<number, Row[]>()
  for (const row of rows) {
    const held = by.get(row.challengeId)
    if (held) held.push(row)
    else by.set(row.challengeId, [row])
  }
  return by
}

/** Every challenge that the asker may see, the latest first, with all that was said of each. */
export async function listChallenges({ db, scope }: Asker, question: ChallengeQuestion = {}): Promise<Challenge[]> {
  const { month, provider } = question
  const heads = await challengesIn(db, scope)
    .select(headColumns)
    .$if(month !== undefined, (query) => query.where('c.month', '=', month!))
    .$if(provider !== undefined, (query) => query.where('c.provider', '=', provider!))
    .orderBy('c.challenge_id', 'desc')
    .execute()
  const ids = heads.map(({ challengeId }) => challengeId)
  const [items, events] = await Promise.all([itemsOf(db, ids), eventsOf(db, ids)])
  const [itemsBy, eventsBy] = [grouped(items), grouped(events)]
  return heads.map((head) => ({
    head,
    items: itemsBy.get(head.challengeId) ?? [],
    events: eventsBy.get(head.challengeId) ?? [],
  }))
}
