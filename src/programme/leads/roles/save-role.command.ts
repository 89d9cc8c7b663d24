import type { Database } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Refused, type Result, mayDo, ok, refused } from '#shared'
import { noSuchOwner } from '../persons/name-person.command.ts'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import { lockRole } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import type { LeadRole, RoleWords } from './role.ts'
import { insertRole, insertRoleVersion } from './role.store.ts'
import { findRole } from './roles.view.ts'

export type RoleRefusal = WordsRefusal | 'not-found' | 'title' | 'lines' | 'skill' | 'hours' | 'changed' | 'same'

export const noSuchRole = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such role here for which you may do this. Check its number.')

const titles = {
  duties: 'duties',
  essential: 'what is essential',
  desirable: 'what is desirable',
  objectives: 'objectives',
}

function refuseLines(role: RoleWords): Refused<RoleRefusal> | undefined {
  const { most_lines: most } = leadPolicy()
  for (const [key, title] of Object.entries(titles) as [keyof typeof titles, string][]) {
    if (role[key].length > most) return refused('lines', `Write at most ${most} lines of ${title}, one thing a line.`)
    const wrong = refuseWords(role[key].join('\n'), '', false)
    if (wrong) return wrong
  }
  return undefined
}

function refuseRole(role: RoleWords): Refused<RoleRefusal> | undefined {
  const { longest_title: longest, skills } = leadPolicy()
  const title = role.title.trim()
  if (title === '' || title.length > longest) return refused('title', `Name the role in at most ${longest} characters.`)
  const unknown = role.skills.find(({ skill }) => !skills.some(({ code }) => code === skill))
  if (unknown) return refused('skill', `There is no skill called “${unknown.skill}”.`)
  if (role.skills.some(({ level }) => ![1, 2, 3].includes(level)))
    return refused('skill', 'A skill is asked for at a level from 1 to 3.')
  if (!Number.isSafeInteger(role.minutesPerMonth) || role.minutesPerMonth < 0 || role.minutesPerMonth > 12_000)
    return refused('hours', 'Write hours a month from 0 to 200.')
  return (
    refuseWords(title, '') ?? refuseWords(role.purpose, 'Say in a sentence what the role is for.') ?? refuseLines(role)
  )
}

const rowOf = (role: RoleWords, isClosed: boolean, words: string) => ({
  title: role.title.trim(),
  purpose: role.purpose.trim(),
  duties: JSON.stringify(role.duties),
  essential: JSON.stringify(role.essential),
  desirable: JSON.stringify(role.desirable),
  objectives: JSON.stringify(role.objectives),
  skills: JSON.stringify(role.skills),
  minutes_per_month: role.minutesPerMonth,
  paid_as: role.paidAs,
  is_refilled: role.isRefilled,
  is_closed: isClosed,
  words,
})

/** A new role of an owner, as its first version. */
export async function addRole(
  ctx: Ctx,
  { owner, ...role }: RoleWords & { readonly owner: string },
): Promise<Result<{ roleNo: number }, RoleRefusal>> {
  if (!mayDo(ctx.scope, 'lead.appoint') || !(await ownersFor(ctx)).actsFor(owner)) return noSuchOwner()
  const wrong = refuseRole(role)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(owner, ctx.actor, ctx.clock.now())
    const roleNo = await insertRole(tx, deed)
    const row = rowOf(role, false, '')
    await insertRoleVersion(tx, { role_no: roleNo, version: 1, ...row, ...deed })
    await ctx.audit(tx, 'lead.add-role', `lead role ${roleNo}`, { owner, title: row.title }, { after: row })
    return ok({ roleNo })
  })
}

export interface RoleChange {
  readonly roleNo: number
  /** The version that was looked at: another than the latest is refused, and nothing is lost. */
  readonly seenVersion: number
  readonly isClosed?: boolean
  /** What changed, and why. */
  readonly words: string
}

const changedMeanwhile = ({ version, changedBy }: LeadRole): Refused<'changed'> =>
  refused(
    'changed',
    `${changedBy} changed this role meanwhile: it is version ${version} now. Look at it, then send yours again.`,
  )

async function writeVersion(ctx: Ctx, tx: Database, change: RoleChange, role: RoleWords) {
  await lockRole(tx, change.roleNo)
  const was = await findRole({ ...ctx, db: tx }, change.roleNo)
  if (!was) return noSuchRole()
  if (was.version !== change.seenVersion) return changedMeanwhile(was)
  const [before, isClosed] = [rowOf(was, was.isClosed, was.words), change.isClosed ?? was.isClosed]
  const after = rowOf(role, isClosed, change.words.trim())
  if (JSON.stringify({ ...after, words: before.words }) === JSON.stringify(before))
    return refused('same', 'Nothing of the role is different.')
  const version = was.version + 1
  await insertRoleVersion(tx, {
    role_no: change.roleNo,
    version,
    ...after,
    ...deedOf(was.owner, ctx.actor, ctx.clock.now()),
  })
  const about = { owner: was.owner, version, isClosed }
  await ctx.audit(tx, 'lead.change-role', `lead role ${change.roleNo}`, about, { before, after })
  return ok({ version })
}

/** A role is changed by a new version: its words, or that it is closed or open again. What was, stays to be read. */
export async function changeRole(
  ctx: Ctx,
  change: RoleChange,
  role?: RoleWords,
): Promise<Result<{ version: number }, RoleRefusal>> {
  const was = await findRole(ctx, change.roleNo)
  if (!was || !mayDo(ctx.scope, 'lead.appoint') || !(await ownersFor(ctx)).actsFor(was.owner)) return noSuchRole()
  const wrong = refuseRole(role ?? was) ?? refuseWords(change.words, 'Say in a few words what changes.')
  if (wrong) return wrong
  return ctx.transaction((tx) => writeVersion(ctx, tx, change, role ?? was))
}
