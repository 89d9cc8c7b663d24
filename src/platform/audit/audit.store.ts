import type { Generated, Database } from '#db'
import type { Actor } from '../context.ts'

type AuditTables = {
  'audit.entry': {
    entry_id: Generated<number>
    actor: string
    action: string
    subject: string
    detail: string
    at: Date
  }
}

export interface AuditEntry {
  readonly actor: Actor
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: Date
}

export async function appendEntry(tx: Database, { actor, action, subject, detail, at }: AuditEntry): Promise<void> {
  const row = { actor: actor.name, action, subject, detail: JSON.stringify(detail), at }
  await tx.withTables<AuditTables>().insertInto('audit.entry').values(row).execute()
}
