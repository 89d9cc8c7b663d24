import { sql } from '#db'
import type { Asker } from '#platform'
import { type Month, type Pence, toPence } from '#shared'
import type { FindingState } from '../answering/finding.ts'
import type { Confidence } from '../rules/rule.ts'
import type { Hold } from './finding-facts.ts'
import { answeringTables } from './finding-tables.store.ts'
import { reachOf } from './scope-sql.ts'

export interface FindingSumsQuestion {
  /** Months from the first to the last, both included. */
  readonly from: Month
  readonly to: Month
  readonly commissioner?: string
  readonly provider?: string
  readonly practice?: string
  readonly rule?: string
  readonly state?: FindingState
}

/** Findings added up by all that tells them apart but the line. Whole pence. */
export interface FindingSum {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly practice: string | null
  readonly rule: string
  readonly confidence: Confidence
  readonly state: FindingState
  readonly hold: Hold
  readonly findings: number
  readonly valuePence: Pence
  /** Of a line with several findings one counts: these add up to what the lines are disputed for. */
  readonly countedPence: Pence
  readonly acceptedPence: Pence
}

const whole = (column: string) => sql<number>`sum(${sql.ref(column)})::bigint`

/**
 * What was found, for whoever sees sums of these practices; findings that no check raises any more are left out unless they are
 * asked for.
 */
export async function findingSums({ db, scope }: Asker, question: FindingSumsQuestion): Promise<FindingSum[]> {
  const { from, to, commissioner, provider, practice, rule, state } = question
  const rows = await answeringTables(db)
    .selectFrom('validation.v_finding_sum as f')
    .select(['f.commissioner', 'f.provider', 'f.month', 'f.practice', 'f.rule', 'f.confidence', 'f.state', 'f.hold'])
    .select([
      whole('f.findings').as('findings'),
      whole('f.value_pence').as('value'),
      whole('f.counted_pence').as('counted'),
      whole('f.accepted_pence').as('accepted'),
    ])
    .where('f.month', '>=', from)
    .where('f.month', '<=', to)
    .where(reachOf(scope))
    .$if(commissioner !== undefined, (query) => query.where('f.commissioner', '=', commissioner!))
    .$if(provider !== undefined, (query) => query.where('f.provider', '=', provider!))
    .$if(practice !== undefined, (query) => query.where('f.practice', '=', practice!))
    .$if(rule !== undefined, (query) => query.where('f.rule', '=', rule!))
    .$if(state === undefined, (query) => query.where('f.state', '<>', 'gone'))
    .$if(state !== undefined, (query) => query.where('f.state', '=', state!))
    .groupBy(['f.commissioner', 'f.provider', 'f.month', 'f.practice', 'f.rule', 'f.confidence', 'f.state', 'f.hold'])
    .orderBy('f.month')
    .orderBy('f.provider')
    .orderBy('f.practice')
    .orderBy('f.rule')
    .execute()
  return rows.map(({ value, counted, accepted, ...row }) => ({
    ...row,
    valuePence: toPence(value),
    countedPence: toPence(counted),
    acceptedPence: toPence(accepted),
  }))
}
