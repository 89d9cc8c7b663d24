import { sql } from '#db'
import type { PlainDate } from '#shared'
import { type Asking, seenOwners } from '../meeting/reach.view.ts'
import type { MemberKind } from '../model/body.ts'

export interface Nomination {
  readonly nominationNo: number
  readonly name: string
  readonly organisation: string | null
  readonly words: string
  /** Known once it was counted, or to whoever counts once voting is over. */
  readonly votes: number | null
  readonly isElected: boolean
}

export interface Election {
  readonly electionNo: number
  readonly owner: string
  readonly bodyNo: number
  readonly bodyName: string
  readonly title: string
  readonly places: number
  readonly kind: MemberKind
  /** The first day on which nobody is put forward any more, and the first on which nobody votes. */
  readonly nominationsUntil: PlainDate
  readonly votesUntil: PlainDate
  readonly voted: number
  readonly nominations: readonly Nomination[]
  /** What was chosen for the practice of whoever asks. */
  readonly ownChoices: readonly number[] | null
  readonly isCounted: boolean
  readonly closeWords: string | null
}

interface Row extends Omit<Election, 'nominations' | 'isCounted' | 'ownChoices'> {
  readonly elected: number[] | null
  readonly ownChoices: number[] | null
  readonly nominations: Omit<Nomination, 'isElected'>[] | null
}

export type ElectionStage = 'nominating' | 'voting' | 'to-count' | 'counted'

export function stageOf(
  { isCounted, nominationsUntil, votesUntil }: Pick<Election, 'isCounted' | 'nominationsUntil' | 'votesUntil'>,
  day: PlainDate,
): ElectionStage {
  if (isCounted) return 'counted'
  if (day < nominationsUntil) return 'nominating'
  return day < votesUntil ? 'voting' : 'to-count'
}

export interface ElectionsQuestion {
  readonly electionNo?: number
  readonly bodyNo?: number
}

/** Elections with who was put forward and what is known of the votes, the latest first, within what the asker may see. */
export async function listElections(
  asking: Asking,
  { electionNo, bodyNo }: ElectionsQuestion = {},
): Promise<Election[]> {
  const owners = await seenOwners(asking)
  const practice = asking.actor.post?.organisation ?? null
  const { rows } = await sql<Row>`
    SELECT e.election_no AS "electionNo", e.owner, e.body_no AS "bodyNo", b.name AS "bodyName", e.title, e.places, e.kind,
           e.nominations_until AS "nominationsUntil", e.votes_until AS "votesUntil",
           coalesce((SELECT c.voted FROM meetings.v_election_count AS c WHERE c.election_no = e.election_no), 0) AS voted,
           (SELECT to_jsonb(c.elected) FROM meetings.election_close AS c WHERE c.election_no = e.election_no) AS elected,
           (SELECT c.words FROM meetings.election_close AS c WHERE c.election_no = e.election_no) AS "closeWords",
           (SELECT to_jsonb(v.choices) FROM meetings.ballot AS v
             WHERE v.election_no = e.election_no AND v.practice = ${practice}) AS "ownChoices",
           (SELECT jsonb_agg(jsonb_build_object('nominationNo', n.nomination_no, 'name', n.name,
              'organisation', n.organisation, 'words', n.words,
              'votes', (SELECT r.votes FROM meetings.v_election_result AS r WHERE r.nomination_no = n.nomination_no)) ORDER BY n.name)
              FROM meetings.nomination AS n WHERE n.election_no = e.election_no) AS nominations
      FROM meetings.election AS e JOIN meetings.body AS b ON b.body_no = e.body_no
     WHERE e.owner = ANY (${owners}::text[])
       AND (${electionNo ?? null}::integer IS NULL OR e.election_no = ${electionNo ?? null})
       AND (${bodyNo ?? null}::integer IS NULL OR e.body_no = ${bodyNo ?? null})
     ORDER BY e.election_no DESC`.execute(asking.db)
  return rows.map(({ elected, nominations, ...row }) => ({
    ...row,
    isCounted: elected !== null,
    nominations: (nominations ?? []).map((one) => ({
      ...one,
      isElected: elected?.includes(one.nominationNo) ?? false,
    })),
  }))
}

export const findElection = async (asking: Asking, electionNo: number): Promise<Election | undefined> =>
  (await listElections(asking, { electionNo }))[0]
