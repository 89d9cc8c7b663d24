import type { Database } from '#db'
import { hidePatientData } from '#shared'
import type { Actor } from '../context.ts'

type AuditTables = {
  'audit.entry': {
    at: Date
    actor: string
    user_id: string | null
    post_id: string | null
    role: string | null
    organisation: string | null
    purpose: string | null
    action: string
    subject: string
    detail: string
    before_hash: string | null
    after_hash: string | null
    request_id: string | null
  }
}

export interface AuditEntry {
  readonly actor: Actor
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: Date
  readonly purpose?: string
  readonly beforeHash?: string
  readonly afterHash?: string
  readonly requestId?: string
}

/** Text as PostgreSQL can keep it: a stray half of a character, or a zero, would make the deed itself fail. */
const keepable = (text: string): string => Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD')

const keepableOrNull = (text: string | undefined): string | null => (text === undefined ? null : keepable(text))

/** Forms stop what names a patient before it comes here; whatever comes another way is hidden, because a record can never be taken back. */
const detailText = (detail: AuditEntry['detail']): string =>
  JSON.stringify(detail, (_, value: unknown) => (typeof value === 'string' ? hidePatientData(keepable(value)) : value))

const purposeOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : hidePatientData(keepable(text))

const whoIs = ({ name, userId, post }: Actor) => ({
  actor: keepable(name),
  user_id: keepableOrNull(userId),
  post_id: keepableOrNull(post?.postId),
  role: keepableOrNull(post?.role),
  organisation: keepableOrNull(post?.organisation),
})

/** Adds to the journal. The database numbers and chains the record; other writers wait until this transaction ends. */
export async function appendEntry(tx: Database, entry: AuditEntry): Promise<void> {
  const row = {
    ...whoIs(entry.actor),
    at: entry.at,
    action: keepable(entry.action),
    subject: keepable(entry.subject),
    detail: detailText(entry.detail),
    purpose: purposeOrNull(entry.purpose),
    before_hash: entry.beforeHash ?? null,
    after_hash: entry.afterHash ?? null,
    request_id: keepableOrNull(entry.requestId),
  }
  await tx.withTables<AuditTables>().insertInto('audit.entry').values(row).execute()
}
