import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { fingerprint } from '#platform'
import { listAssessments } from './assessment/assessments.view.ts'
import { tablesOf } from './stores/framework-tables.store.ts'

async function strangeTargets(ctx: Ctx): Promise<string[]> {
  const rows = await tablesOf(ctx.db)
    .selectFrom('framework.rating as r')
    .select(['r.assessment_no', 'r.target'])
    .distinct()
    .execute()
  const known = new Map(
    (await listAssessments(ctx)).map(({ assessmentNo, definition }) => [
      assessmentNo,
      new Set(definition.targets.map(({ ref }) => ref)),
    ]),
  )
  return rows
    .filter(({ assessment_no: number, target }) => !known.get(number)?.has(target))
    .map(
      ({ assessment_no: number, target }) => `Assessment ${number} rates ${target}, which its framework does not have.`,
    )
}

async function changedDefinitions(ctx: Ctx): Promise<string[]> {
  const rows = await tablesOf(ctx.db)
    .selectFrom('framework.assessment as a')
    .select(['a.assessment_no', 'a.definition', 'a.definition_mark'])
    .execute()
  return rows
    .filter((row) => fingerprint(row.definition) !== row.definition_mark)
    .map((row) => `The framework that assessment ${row.assessment_no} keeps is not the one with which it began.`)
}

async function strayReadings(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    SELECT format('Target %s of signing off %s counts %s of %s practices, and keeps %s.',
             r.target, r.event_no, r.have, r.of, count(p.practice)) AS words
      FROM framework.reading AS r JOIN framework.practice_reading AS p ON p.event_no = r.event_no AND p.target = r.target
     GROUP BY r.event_no, r.target, r.have, r.of
    HAVING count(p.practice) <> r.of OR count(p.practice) FILTER (WHERE p.is_met) <> r.have`.execute(ctx.db)
  return rows.map(({ words }) => words)
}

/** What `locality verify` holds the framework to. */
export const checks: readonly Check[] = [
  { name: 'ratings are of targets that their framework has', run: strangeTargets },
  { name: 'an assessment keeps the framework with which it began', run: changedDefinitions },
  { name: 'frozen figures are those of the practices kept beside them', run: strayReadings },
]
