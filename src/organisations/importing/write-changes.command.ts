import type { Database } from '#db'
import type { Ctx } from '#platform'
import { hidePatientData } from '#shared'
import { saveCounts } from '../stores/list-count.store.ts'
import { addMemberships, removeMemberships } from '../stores/membership.store.ts'
import { saveNames, saveOrganisations } from '../stores/organisation.store.ts'
import { recordReceipt } from '../stores/received-file.store.ts'
import type { OpenedFile } from './open-file.command.ts'
import { type ImportOutcome, countRejected } from './outcome.ts'
import { type Changes, countChanges } from './recorded.ts'

/** More than this would make the trail a second table of memberships. */
const keptInWords = 200

/** What was ended or withdrawn is kept in words: it cannot be read from the tables any more. */
const auditDetail = ({ taken, skipped, unknown, rejects, changed }: ImportOutcome, { removed }: Changes) => ({
  taken,
  skipped,
  unknown,
  rejects: rejects.length,
  changed,
  removed: removed
    .slice(0, keptInWords)
    .map(({ member, parent, from, to }) => `${member} in ${parent} from ${from}${to ? ` to ${to}` : ''}`),
})

const receiptOf = (file: OpenedFile, outcome: ImportOutcome, changes: Changes) => ({
  sha256: file.sha256,
  dataset: file.dataset,
  asAt: file.about.date,
  name: file.given.name,
  rowsRead: outcome.rows,
  rowsTaken: outcome.taken,
  rowsSkipped: outcome.skipped,
  rowsUnknown: outcome.unknown,
  rowsRejected: countRejected(outcome.rejects),
  factsChanged: countChanges(changes),
})

export interface Accepted {
  readonly file: OpenedFile
  readonly outcome: ImportOutcome
  readonly changes: Changes
}

/** All that a file changes, in one transaction with its receipt and its entry in the audit trail. */
export async function writeChanges(ctx: Ctx, tx: Database, { file, outcome, changes }: Accepted): Promise<void> {
  const fileNo = await recordReceipt(tx, receiptOf(file, outcome, changes), ctx.clock.now(), ctx.actor.name)
  await saveOrganisations(tx, changes.organisations, fileNo)
  await saveNames(tx, changes.names)
  await removeMemberships(tx, changes.removed)
  await addMemberships(tx, changes.added, fileNo)
  await saveCounts(tx, changes.counts, fileNo)
  const detail = { ...auditDetail(outcome, changes), sha256: file.sha256 }
  await ctx.audit(tx, 'organisations.import', `${file.dataset} ${hidePatientData(file.given.name)}`, detail)
}
