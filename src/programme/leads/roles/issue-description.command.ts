import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type IssueRefusal, issueDocument } from '#programme/documents'
import { type Result, dayInLondon, mayDo, ok } from '#shared'
import { levelWords, skillTitle } from '../policy/lead-policy.view.ts'
import { deedOf } from '../words/person.ts'
import { paidWords, timeWords } from '../words/paid-words.ts'
import { issuedOf } from './documents.view.ts'
import { jobDescription } from './job-description.ts'
import { termOn } from './role.ts'
import { insertRoleDocument } from './role.store.ts'
import { findRole } from './roles.view.ts'
import { noSuchRole } from './save-role.command.ts'

/**
 * Issues a role as it stands as a job description with its person specification: the first version of a document of its own, later the
 * next one of the same. It goes to everybody of the owner, and to whoever holds the role.
 */
export async function issueDescription(
  ctx: Ctx,
  roleNo: number,
): Promise<Result<{ documentNo: number; version: number }, IssueRefusal>> {
  const [role, owners] = [await findRole(ctx, roleNo), await ownersFor(ctx)]
  const owner = owners.own.find(({ code }) => code === role?.owner)
  if (!role || !owner || !mayDo(ctx.scope, 'document.issue')) return noSuchRole()
  const [before] = await issuedOf(ctx, roleNo)
  const holder = termOn(role, dayInLondon(ctx.clock.now()))?.holder
  const hours = timeWords(role.minutesPerMonth)
  const issued = await issueDocument(
    ctx,
    {
      owner: role.owner,
      kind: 'job-description',
      title: `${role.title}: job description and person specification`,
      body: jobDescription(role, {
        owner: owner.name,
        hours,
        paid: paidWords[role.paidAs],
        skill: skillTitle,
        level: levelWords,
      }),
      distribution: [
        { name: owner.name, organisation: owner.code },
        ...(holder ? [{ name: holder.name, personId: holder.accountId }] : []),
      ],
      whatChanged: before ? role.words : '',
      ...(before && { documentNo: before.documentNo }),
    },
    async (tx, { documentNo, version }) => {
      const about = { role_no: roleNo, role_version: role.version, document_no: documentNo, document_version: version }
      await insertRoleDocument(tx, { ...about, ...deedOf(role.owner, ctx.actor, ctx.clock.now()) })
    },
  )
  return issued.ok ? ok({ documentNo: issued.value.documentNo, version: issued.value.version }) : issued
}
