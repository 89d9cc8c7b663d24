import { sql } from '#db'
import type { Ctx } from '#platform'

/** A finding as people are shown it, by the columns of `validation.v_finding`. */
export type FindingShown = Readonly<Record<string, unknown>>

/**
 * Every finding from nothing but its versions and its events, read anew: the slow and obvious twin of `validation.v_finding`, written from
 * decision 24 and not from what the database keeps.
 */
export async function findingsTold({ db }: Pick<Ctx, 'db'>): Promise<FindingShown[]> {
  const { rows } = await sql<FindingShown>`
    WITH version AS (
      SELECT DISTINCT ON (n.finding_id) n.* FROM validation.finding_version AS n ORDER BY n.finding_id, n.check_run_id DESC),
    decision AS (
      SELECT DISTINCT ON (n.finding_id) n.* FROM validation.finding_event AS n
       WHERE n.event NOT IN ('upheld', 'agreed', 'answer-withdrawn') ORDER BY n.finding_id, n.finding_event_id DESC),
    answer AS (
      SELECT DISTINCT ON (n.finding_id) n.* FROM validation.finding_event AS n
       WHERE n.event IN ('upheld', 'agreed', 'answer-withdrawn') ORDER BY n.finding_id, n.finding_event_id DESC),
    stated AS (
      SELECT f.*, v.check_run_id, v.stands, v.snapshot, v.import_no, v.line_no, v.practice, v.pod, v.hrg, v.tfc, v.start_date, v.units,
             v.billed_pence, v.price_pence, v.value_pence, v.confidence, v.priority, v.words, v.other, d.event AS last_event,
             d.accepted_pence, d.billed_pence AS put_pence, d.challenge_reference, d.at AS changed_at, d.actor AS changed_by,
             a.event AS answer, a.verdict, a.words AS answer_words,
             CASE
               WHEN d.event = 'settled' THEN 'settled' WHEN d.event = 'challenged' THEN 'challenged' WHEN NOT v.stands THEN 'gone'
               WHEN d.event = 'dismissed' THEN 'dismissed' WHEN a.event = 'agreed' AND v.confidence <> 'certain' THEN 'agreed'
               WHEN a.event = 'upheld' THEN 'upheld' ELSE 'open' END AS state
        FROM validation.finding AS f JOIN version AS v USING (finding_id)
        LEFT JOIN decision AS d USING (finding_id) LEFT JOIN answer AS a USING (finding_id)),
    worth AS (
      SELECT s.*, CASE
          WHEN s.confidence = 'information' OR s.state IN ('gone', 'dismissed', 'agreed') THEN 0
          WHEN s.state = 'settled' AND NOT s.stands THEN 0
          WHEN s.state = 'settled' THEN greatest(0, least(s.accepted_pence, s.billed_pence, s.accepted_pence - (s.put_pence - s.billed_pence)))
          WHEN s.about <> '' THEN greatest(0, s.value_pence)
          ELSE greatest(0, least(s.value_pence, s.billed_pence)) END AS worth_pence
        FROM stated AS s),
    ordered AS (
      SELECT w.*, 1 + (SELECT count(*) FROM worth AS o
        WHERE (o.commissioner, o.provider, o.month, o.line_id, o.about) = (w.commissioner, w.provider, w.month, w.line_id, w.about)
          AND (o.worth_pence <= 0, o.state <> 'settled', o.state <> 'challenged', ${strength('o')}, o.priority, o.rule)
            < (w.worth_pence <= 0, w.state <> 'settled', w.state <> 'challenged', ${strength('w')}, w.priority, w.rule)) AS turn
        FROM worth AS w)
    SELECT o.finding_id, o.commissioner, o.provider, o.month, o.line_id, o.about, o.rule, o.first_raised_at, o.check_run_id, o.stands,
           o.snapshot, o.import_no, o.line_no, o.practice, o.pod, o.hrg, o.tfc, o.start_date, o.units, o.billed_pence, o.price_pence,
           o.value_pence, o.confidence, o.priority, o.words, o.other, o.last_event, o.accepted_pence, o.challenge_reference, o.changed_at,
           o.changed_by, o.answer, o.verdict, o.answer_words, o.state, o.worth_pence, o.turn,
           CASE WHEN o.turn = 1 THEN o.worth_pence ELSE 0 END AS counted_pence,
           CASE
             WHEN o.turn > 1 OR o.worth_pence = 0 OR o.about <> '' THEN 'none'
             WHEN o.state = 'settled' OR o.confidence = 'certain' THEN 'adjusted'
             WHEN o.confidence = 'likely' OR o.state IN ('upheld', 'challenged') THEN 'held'
             ELSE 'none' END AS hold
      FROM ordered AS o ORDER BY o.finding_id`.execute(db)
  return rows
}

/** What a practice says of its own patient weighs as much as what is certain. */
const strength = (of: string) =>
  sql.raw(`CASE WHEN ${of}.confidence = 'certain' OR ${of}.state = 'upheld' THEN 1
    WHEN ${of}.confidence = 'likely' THEN 2 WHEN ${of}.confidence = 'query' THEN 3 ELSE 4 END`)

/** The same as the product shows them. */
export async function findingsShown({ db }: Pick<Ctx, 'db'>): Promise<FindingShown[]> {
  const { rows } = await sql<FindingShown>`SELECT v.* FROM validation.v_finding AS v ORDER BY v.finding_id`.execute(db)
  return rows
}
