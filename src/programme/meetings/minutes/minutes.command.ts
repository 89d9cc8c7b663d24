import { type Change, bodyOfText, changesBetween, issueDocument } from '#programme/documents'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, formatDate, ok, refused } from '#shared'
import { attendeesOf, findMeeting } from '../meeting/meetings.view.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import type { Meeting } from '../model/meeting.ts'
import { add, lockMinutes } from '../stores/meetings.store.ts'
import { type Minutes, minutesOf } from './minutes.view.ts'

export interface MinutesToSave {
  readonly meetingNo: number
  readonly text: string
  /** The version that whoever wrote had before them; 0 where there was none. */
  readonly base: number
}

/** Somebody else saved in between: who, and what they changed. Nothing of either is lost. */
export interface Overtaken {
  readonly by: string
  readonly version: number
  readonly text: string
  /** From which version on; from none, how the two differ. */
  readonly base: number
  readonly changes: readonly Change[]
}

export type SaveResult = Result<{ version: number }> | (Refused<'changed'> & { readonly overtaken: Overtaken })

const longest = 100_000

export const linesIn = (text: string): string[] =>
  text
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())

/**
 * What the other changed since the version that both began from. Where there was none both began from a draft that nobody kept, and what
 * counts is how the two differ.
 */
function changesOf({ versions }: Minutes, base: number, own: string): readonly Change[] {
  const before = versions.find(({ version }) => version === base)?.text ?? own
  const changes = changesBetween(linesIn(before), linesIn(versions[0]!.text))
  return changes.filter(({ line }) => line.trim() !== '')
}

function overtaken(minutes: Minutes, base: number, own: string): Refused<'changed'> & { overtaken: Overtaken } {
  const { actor: by, version, text } = minutes.versions[0]!
  const message =
    `${by} saved version ${version} while you wrote. Your text is below as you wrote it, and is not saved yet: ` +
    'put into it what they changed, then save it again.'
  const changes = changesOf(minutes, base, own)
  return { ...refused('changed', message), overtaken: { by, version, text, base, changes } }
}

function refuseSave(minutes: Minutes, base: number, text: string): Refused | undefined {
  if (minutes.approval)
    return refused('text', 'These minutes are approved and stand as they are. Put a correction into the next.')
  const [latest] = minutes.versions
  return latest?.version === base && linesIn(latest.text).join('\n') === linesIn(text).join('\n')
    ? refused('text', 'This says the same as what is saved. Change something first.')
    : undefined
}

/** Saves the minutes as the version after the one that was before the writer's eyes; whoever is slower is told what the other changed. */
export async function saveMinutes(ctx: Ctx, { meetingNo, text, base }: MinutesToSave): Promise<SaveResult> {
  const meeting = await findMeeting(ctx, meetingNo)
  if (!meeting || !(await mayRun(ctx, meeting.owner))) return notHere()
  if (text.trim() === '') return refused('text', 'Write the minutes before you save them.')
  const wrong = refuseWords({ text }, today(ctx), longest)
  if (wrong) return wrong
  return ctx.transaction(async (tx): Promise<SaveResult> => {
    await lockMinutes(tx, meetingNo)
    const minutes = await minutesOf({ ...ctx, db: tx }, meetingNo)
    const refusal = refuseSave(minutes, base, text)
    if (refusal) return refusal
    const latest = minutes.versions[0]?.version ?? 0
    if (latest !== base) return overtaken(minutes, base, text)
    const version = latest + 1
    const deed = deedOf(ctx.actor, meeting.owner, ctx.clock.now())
    await add(tx, 'meetings.minutes', { meeting_no: meetingNo, version, text: linesIn(text).join('\n'), ...deed })
    await ctx.audit(tx, 'minutes.save', `meeting ${meetingNo}`, { version })
    return ok({ version })
  })
}

export interface MinutesToApprove {
  readonly meetingNo: number
  /** The version that was read. */
  readonly version: number
  /** The later meeting of the same body that approved them. */
  readonly atMeeting: number
}

function refuseApproval(
  { meeting, at, minutes, day }: { meeting: Meeting; at: Meeting; minutes: Minutes; day: PlainDate },
  version: number,
): Refused | undefined {
  if (minutes.approval) return refused('at', 'These minutes are approved already.')
  if (minutes.versions[0]?.version !== version)
    return refused('at', 'The minutes were changed since you looked. Read them again before they are approved.')
  if (at.bodyNo === null || at.bodyNo !== meeting.bodyNo || at.on <= meeting.on || at.state === 'cancelled')
    return refused('at', 'Minutes are approved by a later meeting of the same body.')
  return at.on > day ? refused('at', `That meeting is on ${formatDate(at.on)}, still to come.`) : undefined
}

/** A later meeting of the body approves the minutes; they are issued as a document to those who were there and stand from then on. */
export async function approveMinutes(
  ctx: Ctx,
  { meetingNo, version, atMeeting }: MinutesToApprove,
): Promise<Result<{ documentNo: number }>> {
  const [meeting, at] = [await findMeeting(ctx, meetingNo), await findMeeting(ctx, atMeeting)]
  if (!meeting || !at || at.owner !== meeting.owner || !(await mayRun(ctx, meeting.owner))) return notHere()
  const minutes = await minutesOf(ctx, meetingNo)
  const wrong = refuseApproval({ meeting, at, minutes, day: today(ctx) }, version)
  if (wrong) return wrong
  const names = (await attendeesOf(ctx, [meetingNo])).get(meetingNo)!.map(({ name }) => ({ name }))
  return issueDocument(
    ctx,
    {
      owner: meeting.owner,
      kind: 'minutes',
      title: `Minutes: ${meeting.title}, ${formatDate(meeting.on)}`,
      body: bodyOfText(minutes.versions[0]!.text),
      distribution: [{ name: meeting.bodyName ?? meeting.title }, ...names],
    },
    async (tx, { documentNo }) => {
      await lockMinutes(tx, meetingNo)
      const deed = deedOf(ctx.actor, meeting.owner, ctx.clock.now())
      await add(tx, 'meetings.minutes_approval', {
        meeting_no: meetingNo,
        version,
        at_meeting: atMeeting,
        document_no: documentNo,
        ...deed,
      })
    },
  )
}
