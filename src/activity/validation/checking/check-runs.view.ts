import { type Database, sql } from '#db'
import type { Asker } from '#platform'
import type { Month } from '#shared'

type RunTables = {
  'validation.check_run': {
    check_run_id: number
    commissioner: string
    month: Month
    lines: number
    finished_at: Date
    checked_by: string
  }
  'validation.rule_run': { check_run_id: number; rule: string; outcome: string; reason: string | null }
}

const tablesOf = (db: Database) => db.withTables<RunTables>()

/** The latest check of a month billed to one commissioner. */
export interface CheckRun {
  readonly checkRunId: number
  readonly commissioner: string
  readonly month: Month
  readonly lines: number
  readonly finishedAt: Date
  readonly checkedBy: string
}

/** The last check of each commissioner's bills of a month, or of the last month that was checked; within what the asker may see. */
export async function latestChecks({ db, scope }: Asker, month?: Month): Promise<CheckRun[]> {
  const own = tablesOf(db)
    .selectFrom('validation.check_run as r')
    .$if(scope.commissioners !== 'all', (query) => query.where('r.commissioner', 'in', [...scope.commissioners]))
  const wanted = month ?? (await own.select((of) => of.fn.max('r.month').as('month')).executeTakeFirst())?.month
  if (!wanted) return []
  const rows = await own
    .selectAll('r')
    .where('r.month', '=', wanted)
    .where('r.check_run_id', 'in', (of) =>
      of
        .selectFrom('validation.check_run as n')
        .select(sql<number>`max(n.check_run_id)`.as('id'))
        .where('n.month', '=', wanted)
        .groupBy('n.commissioner'),
    )
    .orderBy('r.commissioner')
    .execute()
  return rows.map((row) => ({
    checkRunId: row.check_run_id,
    commissioner: row.commissioner,
    month: row.month,
    lines: row.lines,
    finishedAt: row.finished_at,
    checkedBy: row.checked_by,
  }))
}

export interface RuleRun {
  readonly rule: string
  readonly outcome: 'ran' | 'skipped' | 'failed' | 'off'
  readonly reason: string | null
}

/** What became of each rule in some checks, for whoever sees sums of all practices; a rule that did not run in any of them is told so. */
export async function ruleRuns({ db }: Pick<Asker, 'db'>, checks: readonly CheckRun[]): Promise<Map<string, RuleRun>> {
  if (checks.length === 0) return new Map()
  const rows = await tablesOf(db)
    .selectFrom('validation.rule_run as r')
    .select(['r.rule', 'r.outcome', 'r.reason'])
    .where(
      'r.check_run_id',
      'in',
      checks.map(({ checkRunId }) => checkRunId),
    )
    .orderBy(sql`r.outcome <> 'ran'`)
    .execute()
  return new Map(rows.map((row) => [row.rule, { ...row, outcome: row.outcome as RuleRun['outcome'] }]))
}
