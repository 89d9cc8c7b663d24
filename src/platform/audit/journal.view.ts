import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'

/** What somebody asks of the journal. What is left out does not narrow. */
export interface JournalQuestion {
  /** A name or a user id, as they stand in the records. */
  readonly person?: string
  /** The beginning of an action: `identity.` finds every kind of identifiable read. */
  readonly action?: string
  /** Words within the subject, in capitals or not. */
  readonly subject?: string
  readonly organisation?: string
  /** The role of the post in which it was done. */
  readonly role?: string
  /** Days in England, both included. */
  readonly from?: PlainDate
  readonly to?: PlainDate
  /** The next page: records before this one. */
  readonly before?: number
  readonly limit?: number
}

export interface JournalEntry {
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly userId: string | null
  readonly postId: string | null
  readonly role: string | null
  readonly organisation: string | null
  readonly purpose: string | null
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly beforeHash: string | null
  readonly afterHash: string | null
  readonly requestId: string | null
  /** What the next record is bound to. */
  readonly hash: string
}

export interface JournalPage {
  readonly entries: readonly JournalEntry[]
  /** Ask again with this as `before` for older ones; nothing when these were the oldest. */
  readonly older?: number
}

/** `%` and `_` are letters like others to whoever types them. */
const beginningWith = (text: string): string => `${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

const startOf = (day: PlainDate, plus = 0) =>
  sql`((${day}::date + ${plus}::integer)::timestamp AT TIME ZONE 'Europe/London')`

function conditionsOf({ person, action, subject, organisation, role, from, to, before }: JournalQuestion) {
  return [
    sql`true`,
    ...(person === undefined ? [] : [sql`(e.actor = ${person} OR e.user_id = ${person})`]),
    ...(action === undefined ? [] : [sql`e.action LIKE ${beginningWith(action)}`]),
    ...(subject === undefined ? [] : [sql`e.subject ILIKE ${`%${beginningWith(subject)}`}`]),
    ...(organisation === undefined ? [] : [sql`e.organisation = ${organisation}`]),
    ...(role === undefined ? [] : [sql`e.role = ${role}`]),
    ...(from === undefined ? [] : [sql`e.at >= ${startOf(from)}`]),
    ...(to === undefined ? [] : [sql`e.at < ${startOf(to, 1)}`]),
    ...(before === undefined ? [] : [sql`e.seq < ${before}`]),
  ]
}

/** The records that answer a question, the newest first, a page at a time. */
export async function journalEntries(db: Database, question: JournalQuestion): Promise<JournalPage> {
  const limit = question.limit ?? 100
  const { rows } = await sql<JournalEntry>`
    SELECT e.seq, e.at, e.actor, e.user_id AS "userId", e.post_id AS "postId", e.role, e.organisation, e.purpose, e.action,
           e.subject, e.detail, e.before_hash AS "beforeHash", e.after_hash AS "afterHash", e.request_id AS "requestId",
           e.hash
      FROM audit.entry AS e
     WHERE ${sql.join(conditionsOf(question), sql` AND `)}
     ORDER BY e.seq DESC LIMIT ${limit + 1}`.execute(db)
  const entries = rows.slice(0, limit)
  return rows.length > limit ? { entries, older: entries.at(-1)!.seq } : { entries }
}
