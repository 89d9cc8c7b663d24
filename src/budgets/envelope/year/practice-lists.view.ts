import { type Database, sql } from '#db'
import { groupsAsAt, onlyCommissioner, practiceMemberships } from '#organisations'
import { type PlainDate, toPlainDate } from '#shared'

export interface ListBand {
  /** 1 male, 2 female, 0 not known, 9 not specified. */
  readonly sex: string
  readonly ageBand: string
  readonly patients: number
}

/** A member practice and its list: who is registered there, on the last day counted up to the day asked for. */
export interface PracticeList {
  readonly practice: string
  readonly group: string | null
  /** The day of the list; nothing where the practice has none up to then. */
  readonly countedOn: PlainDate | null
  /** Whether the practice is open on the day asked for. */
  readonly isOpen: boolean
  /** Why it is not, for a sentence. */
  readonly closedOn: PlainDate | null
  readonly patients: number
  readonly bands: readonly ListBand[]
}

/**
 * The practices that belong to a commissioner on a day, by code. Where there is one commissioner, a practice that belongs to none
 * is its.
 */
export async function memberPracticesOn(db: Database, commissioner: string, on: PlainDate): Promise<string[]> {
  const memberships = await practiceMemberships(db)
  const holding = memberships.filter(({ from, to }) => from <= on && (to === null || on < to))
  const members = new Set(holding.filter((each) => each.commissioner === commissioner).map(({ practice }) => practice))
  if ((await onlyCommissioner(db)) === commissioner)
    for (const practice of await ofNobody(db, memberships)) members.add(practice)
  return [...members].toSorted()
}

async function ofNobody(db: Database, memberships: readonly { practice: string }[]): Promise<string[]> {
  const somebodys = new Set(memberships.map(({ practice }) => practice))
  const { rows } = await sql<{ code: string }>`
    SELECT o.code FROM organisations.organisation AS o WHERE o.kind = 'practice'`.execute(db)
  return rows.map(({ code }) => code).filter((code) => !somebodys.has(code))
}

interface ListRow {
  readonly practice: string
  readonly opened: PlainDate | null
  readonly closed: PlainDate | null
  readonly status: string | null
  readonly countedOn: PlainDate | null
  readonly cells: readonly ListBand[]
}

/** The latest list of each member practice not after the day, by code of the practice. */
export async function practiceLists(
  db: Database,
  { commissioner, on: day }: { readonly commissioner: string; readonly on: string },
): Promise<PracticeList[]> {
  const on = toPlainDate(day)
  const members = await memberPracticesOn(db, commissioner, on)
  const groups = await groupsAsAt(db, on)
  const { rows } = await sql<ListRow>`
    SELECT o.code AS practice, o.open_date AS opened, o.close_date AS closed, o.status, l.counted_on AS "countedOn",
           coalesce(l.cells, '[]'::json) AS cells
      FROM organisations.organisation AS o
      LEFT JOIN LATERAL (
        SELECT v.counted_on, json_agg(json_build_object('sex', v.sex, 'ageBand', v.age_band, 'patients', v.patients)) AS cells
          FROM organisations.v_list_size AS v
         WHERE v.practice_code = o.code AND v.counted_on = (
           SELECT max(t.counted_on) FROM organisations.v_list_total AS t WHERE t.practice_code = o.code AND t.counted_on <= ${on})
         GROUP BY v.counted_on) AS l ON true
     WHERE o.code = ANY (${members}::text[]) ORDER BY o.code`.execute(db)
  return rows.map(({ practice, opened, closed, status, countedOn, cells }) => ({
    practice,
    group: groups.get(practice) ?? null,
    countedOn,
    isOpen: (opened === null || opened <= on) && (closed === null ? status !== 'closed' : on <= closed),
    closedOn: closed !== null && closed < on ? closed : null,
    patients: cells.reduce((sum, cell) => sum + cell.patients, 0),
    bands: cells,
  }))
}
