import { sql } from '#db'
import type { Asker } from '#platform'
import type { Month, Pence } from '#shared'
import { type Standing, standingOf } from '../answering/finding.ts'
import type { Confidence } from '../rules/rule.ts'
import { eventsOf } from './events.view.ts'
import { answeringTables } from './finding-tables.store.ts'
import { isWithin } from './scope-sql.ts'

/** What a decision about a finding rests on, read after it was locked. */
export interface FindingStanding {
  readonly findingId: number
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly lineId: string
  readonly rule: string
  readonly confidence: Confidence
  readonly practice: string | null
  /** The most that can be accepted of it. */
  readonly claimPence: Pence
  readonly standing: Standing
}

const claim = sql<Pence>`CASE WHEN f.line_id = '' THEN greatest(v.value_pence, 0)
  ELSE least(greatest(v.value_pence, 0), greatest(v.billed_pence, 0)) END`

/** Where findings stand now, by number; those the asker may not see are not among them. */
export async function standingsOf(
  { db, scope }: Asker,
  findingIds: readonly number[],
): Promise<ReadonlyMap<number, FindingStanding>> {
  if (findingIds.length === 0) return new Map()
  const all = await answeringTables(db)
    .selectFrom('validation.finding as f')
    .innerJoin('validation.finding_version as v', 'v.finding_id', 'f.finding_id')
    .distinctOn('f.finding_id')
    .select([
      'f.finding_id',
      'f.commissioner',
      'f.provider',
      'f.month',
      'f.line_id',
      'f.rule',
      'v.stands',
      'v.confidence',
      'v.practice',
    ])
    .select(claim.as('claim'))
    .where('f.finding_id', 'in', [...findingIds])
    .orderBy('f.finding_id')
    .orderBy('v.check_run_id', 'desc')
    .execute()
  const rows = all.filter((row) => isWithin(scope, row))
  const events = await eventsOf(db, findingIds)
  return new Map(
    rows.map((row) => [
      row.finding_id,
      {
        findingId: row.finding_id,
        commissioner: row.commissioner,
        provider: row.provider,
        month: row.month,
        lineId: row.line_id,
        rule: row.rule,
        confidence: row.confidence,
        practice: row.practice,
        claimPence: row.claim,
        standing: standingOf(row, events.get(row.finding_id) ?? []),
      },
    ]),
  )
}
