import { sql } from '#db'
import type { Check, Ctx } from '#platform'

async function foundTwice({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ owner: string; subject: string; open: number }>`
    SELECT d.owner, d.subject, count(*)::integer AS open FROM indicators.drift AS d
     WHERE coalesce((SELECT e.event FROM indicators.drift_event AS e WHERE e.drift_no = d.drift_no AND e.event IN ('closed', 'reopened')
       ORDER BY e.drift_event_id DESC LIMIT 1), 'reopened') = 'reopened'
     GROUP BY d.owner, d.subject HAVING count(*) > 1`.execute(db)
  return rows.map(({ owner, subject, open }) => `${open} drifts of ${subject} of ${owner} are open at once.`)
}

async function versionGaps({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ what: string; no: number }>`
    SELECT 'indicator' AS what, v.indicator_no AS no FROM indicators.indicator_version AS v
     GROUP BY v.indicator_no HAVING max(v.version) <> count(*)
    UNION ALL
    SELECT 'lesson', v.lesson_no FROM indicators.lesson_version AS v
     GROUP BY v.lesson_no HAVING max(v.version) <> count(*)`.execute(db)
  return rows.map(({ what, no }) => `Versions of ${what} ${no} have a gap.`)
}

/** What `locality verify` holds indicators, lessons and drift to. */
export const checks: readonly Check[] = [
  { name: 'nothing that drifts is open twice', run: foundTwice },
  { name: 'versions of indicators and lessons follow each other', run: versionGaps },
]
