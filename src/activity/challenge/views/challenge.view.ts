import type { Database } from '#db'
import type { Asker } from '#platform'
import type { Challenge, ChallengeEvent, ChallengeHead, Item } from '../model/challenge.ts'
import { tablesOf } from '../stores/challenge-tables.store.ts'

type Scoped = Asker['scope']

/** The challenges within a scope: a commissioner’s own, a provider’s own. */
export const challengesIn = (db: Database, { commissioners, providers }: Pick<Scoped, 'commissioners' | 'providers'>) =>
  tablesOf(db)
    .selectFrom('challenge.challenge as c')
    .$if(commissioners !== 'all', (query) => query.where('c.commissioner', 'in', [...commissioners]))
    .$if(providers !== 'all', (query) =>
      query
        .where('c.provider', 'in', [...providers])
        .where((where) =>
          where.exists(
            where
              .selectFrom('challenge.event as e')
              .select('e.event_id')
              .whereRef('e.challenge_id', '=', 'c.challenge_id')
              .where('e.event', '=', 'sent'),
          ),
        ),
    )

export const headColumns = [
  'c.challenge_id as challengeId',
  'c.reference',
  'c.commissioner',
  'c.provider',
  'c.month',
  'c.snapshot',
  'c.contract',
  'c.acknowledge_days as acknowledgeDays',
  'c.answer_days as answerDays',
  'c.escalate_days as escalateDays',
  'c.tolerance_pence as tolerancePence',
  'c.drafted_at as draftedAt',
  'c.drafted_by as draftedBy',
] as const

export async function itemsOf(
  db: Database,
  challengeIds: readonly number[],
): Promise<(Item & { challengeId: number })[]> {
  if (challengeIds.length === 0) return []
  return tablesOf(db)
    .selectFrom('challenge.item as i')
    .select([
      'i.challenge_id as challengeId',
      'i.item_no as itemNo',
      'i.finding_id as findingId',
      'i.line_id as lineId',
      'i.about',
      'i.practice',
      'i.pod',
      'i.hrg',
      'i.tfc',
      'i.start_date as startDate',
      'i.rule',
      'i.title',
      'i.words',
      'i.quantity_thousandths as quantityThousandths',
      'i.unit_price_pence as unitPricePence',
      'i.billed_pence as billedPence',
      'i.claimed_pence as claimedPence',
    ])
    .where('i.challenge_id', 'in', challengeIds)
    .orderBy('i.challenge_id')
    .orderBy('i.item_no')
    .execute()
}

export async function eventsOf(
  db: Database,
  challengeIds: readonly number[],
): Promise<(ChallengeEvent & { challengeId: number })[]> {
  if (challengeIds.length === 0) return []
  const rows = await tablesOf(db)
    .selectFrom('challenge.event as e')
    .select(['e.challenge_id as challengeId', 'e.event_id as eventId', 'e.item_no as itemNo', 'e.event', 'e.decision'])
    .select(['e.quantity_thousandths as quantityThousandths', 'e.price_pence as pricePence'])
    .select(['e.accepted_pence as acceptedPence', 'e.words', 'e.file_sha256 as file', 'e.side', 'e.actor', 'e.at'])
    .where('e.challenge_id', 'in', challengeIds)
    .orderBy('e.event_id')
    .execute()
  return rows.map(({ decision, quantityThousandths, pricePence, acceptedPence, ...event }) => ({
    ...event,
    acceptedPence,
    answer:
      decision === null || acceptedPence === null
        ? null
        : { decision, quantityThousandths, pricePence, acceptedPence, words: event.words },
  }))
}

async function whole(db: Database, head: ChallengeHead): Promise<Challenge> {
  // One after the other: it is asked within transactions too, which have one connection.
  const items = await itemsOf(db, [head.challengeId])
  return { head, items, events: await eventsOf(db, [head.challengeId]) }
}

/** One challenge with all that was said of it; nothing where the asker may not see it, or where there is none. */
export async function findChallenge({ db, scope }: Asker, reference: string): Promise<Challenge | undefined> {
  const head = await challengesIn(db, scope).select(headColumns).where('c.reference', '=', reference).executeTakeFirst()
  return head && whole(db, head)
}
