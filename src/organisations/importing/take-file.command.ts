import type { Database } from '#db'
import type { Ctx } from '#platform'
import { dayInLondon, ok } from '#shared'
import type { ImportKind } from '../reading/layout.ts'
import { recordedCounts } from '../stores/list-count.store.ts'
import { recordedMemberships } from '../stores/membership.store.ts'
import { lockOrganisations, recordedOrganisations } from '../stores/organisation.store.ts'
import { findReceipt } from '../stores/received-file.store.ts'
import { checkStatements } from './check-statements.ts'
import { type OpenedFile, openFile } from './open-file.command.ts'
import { nothingWords, outcomeOf, seenBefore } from './outcome-of.ts'
import type { FileToImport, ImportOutcome, ImportRefusal, ImportResult } from './outcome.ts'
import { refuseImport, rejectedWords } from './outcome.ts'
import { planChanges } from './plan-changes.ts'
import { type Recorded, countChanges } from './recorded.ts'
import { writeChanges } from './write-changes.command.ts'

async function recordedFor(tx: Database, { statements }: OpenedFile): Promise<Recorded> {
  const members = [...new Set(statements.memberships.map(({ member }) => member))]
  const days = [...new Set(statements.counts.map(({ countedOn }) => countedOn))]
  return {
    organisations: await recordedOrganisations(tx),
    memberships: members.length === 0 ? [] : await recordedMemberships(tx, members),
    counts: days.length === 0 ? new Map() : await recordedCounts(tx, days),
  }
}

/** Why nothing of a file is taken; nothing when it can be. */
function refusalOf(outcome: ImportOutcome, acceptPartial: boolean): ImportRefusal | undefined {
  const { name, rows, taken, rejects } = outcome
  if (rejects.length > 0 && (!acceptPartial || taken === 0))
    return refuseImport('rejected', rejectedWords(name, rows, rejects), rejects)
  return taken === 0 ? refuseImport('nothing-known', nothingWords(outcome)) : undefined
}

async function decide(ctx: Ctx, tx: Database, file: OpenedFile): Promise<ImportResult> {
  await lockOrganisations(tx)
  const receipt = await findReceipt(tx, { ...file, asAt: file.about.date })
  if (receipt?.whole) return ok(seenBefore(file, receipt.rowsTaken, dayInLondon(receipt.receivedAt)))
  const recorded = await recordedFor(tx, file)
  const checked = checkStatements(file.statements, recorded)
  const changes = planChanges(checked, recorded, file.about.date ?? dayInLondon(ctx.clock.now()))
  const outcome = outcomeOf(file, checked, changes)
  const refusal = refusalOf(outcome, file.given.acceptPartial ?? false)
  if (refusal) return refusal
  if (receipt && countChanges(changes) === 0) return ok({ ...outcome, recognised: true })
  await writeChanges(ctx, tx, { file, outcome, changes })
  return ok(outcome)
}

/** Reads a file of organisations whole before anything of it counts, then takes all of it, or nothing. */
export async function takeFile(ctx: Ctx, kind: ImportKind, given: FileToImport): Promise<ImportResult> {
  const file = await openFile(kind, given)
  if (!file.ok) return refuseImport(file.code, file.message)
  return ctx.transaction((tx) => decide(ctx, tx, file.value))
}
