import { findPerson } from '#activity/import'
import type { Ctx } from '#platform'
import { type PlainDate, type Result, ok, refused } from '#shared'
import { type AskedLine, withoutNumber } from './asked-line.ts'
import { type AskRefusal, type Why, findAskable, findReason, notFound, writeDown } from './ask.command.ts'

/** Who a line is about. Shown once, on the page or terminal that asked; written nowhere. */
export interface Identity {
  readonly nhsNumber: string
  readonly birthDate: PlainDate | null
}

/**
 * Who a line is about, for the practice that it names and for nobody else: the line is looked for under the asker's scope, the journal
 * has who asks and why before the vault is read, and so many an hour may be asked. Refuses without telling a line that is not there from
 * one that is not theirs.
 */
export async function openIdentity(ctx: Ctx, asked: AskedLine & Why): Promise<Result<Identity, AskRefusal>> {
  const reason = findReason(ctx, 'open', asked)
  if (!reason.ok) return reason
  const found = await findAskable(ctx, 'open', asked)
  if (!found.ok) return found
  const line = found.value
  const none = withoutNumber(line)
  if (none !== undefined || line.patient === null) return refused('no-number', none ?? notFound().message)
  const written = await writeDown(ctx, 'open', line, { reason: reason.value, words: asked.words })
  if (!written.ok) return written
  const person = await findPerson(ctx, { importNo: line.importNo, practice: line.practice, patient: line.patient })
  if (!person.ok) return person
  if (!person.value) return notFound()
  return ok({ nhsNumber: person.value.digits, birthDate: person.value.birthDate })
}
