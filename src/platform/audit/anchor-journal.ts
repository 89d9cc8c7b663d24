import type { Ctx } from '../context.ts'
import { appendAnchor } from './anchors.ts'
import { type JournalHead, findHead } from './read-journal.view.ts'

/** Writes the end of the journal down outside the database, and answers with it; nothing when there is no record yet. */
export async function anchorJournal({ db, folder, clock }: Ctx): Promise<JournalHead | undefined> {
  const head = await findHead(db)
  if (head) await appendAnchor(folder, head, clock.now())
  return head
}

/** At the end of a session, when a database that is gone must not keep anybody from leaving. */
export async function anchorAtClose(ctx: Ctx): Promise<void> {
  await anchorJournal(ctx).catch((error: unknown) => ctx.log.warn({ error }, 'the journal was not anchored'))
}
