import type { Database } from '#db'
import { listColleagues } from '#people'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, mayDo, ok, refused } from '#shared'
import { findItem } from '../agenda/items.view.ts'
import { findBody } from '../bodies/bodies.view.ts'
import { findMeeting } from '../meeting/meetings.view.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import type { Action, ActionEvent } from '../model/meeting.ts'
import { add, addAction } from '../stores/meetings.store.ts'
import { findAction } from './actions.view.ts'

export interface ActionToAdd {
  readonly owner: string
  readonly meetingNo: number | null
  readonly itemNo: number | null
  readonly words: string
  /** Whose it is, by name. An action of nobody is not taken. */
  readonly who: string
  readonly whoPerson?: string | null
  readonly due: PlainDate
}

export function refuseAction({ words, who }: Pick<ActionToAdd, 'words' | 'who'>, day: PlainDate): Refused | undefined {
  if (words.trim() === '') return refused('action', 'Say what is to be done.')
  if (who.trim() === '') return refused('who', 'Say whose action it is: nobody does what is nobody’s.')
  return refuseWords({ action: words }, day, 1_000) ?? refuseWords({ who }, day, 200)
}

/** A name that is somebody's of the body, or of those with a post here, means them where it fits one alone. */
async function personNamed(ctx: Ctx, bodyNo: number | null | undefined, who: string): Promise<string | null> {
  const members = bodyNo ? ((await findBody(ctx, bodyNo))?.members ?? []) : []
  const known = [...members, ...(await listColleagues(ctx, { on: today(ctx) }))]
  const named = known.filter(({ name }) => name.toLowerCase() === who.trim().toLowerCase())
  const found = new Set(named.flatMap(({ personId }) => personId ?? []))
  return found.size === 1 ? [...found][0]! : null
}

export const writeAction = (ctx: Ctx, tx: Database, action: ActionToAdd): Promise<number> =>
  addAction(tx, {
    meeting_no: action.meetingNo,
    item_no: action.itemNo,
    words: action.words.trim(),
    who: action.who.trim(),
    who_person: action.whoPerson ?? null,
    due: action.due,
    ...deedOf(ctx.actor, action.owner, ctx.clock.now()),
  })

/** Writes down what somebody does until when, as a meeting or one of its items asked for it. */
export async function addMeetingAction(ctx: Ctx, action: ActionToAdd): Promise<Result<{ actionNo: number }>> {
  if (!(await mayRun(ctx, action.owner))) return notHere()
  const meeting = action.meetingNo === null ? undefined : await findMeeting(ctx, action.meetingNo)
  const item = action.itemNo === null ? undefined : await findItem(ctx, action.itemNo)
  if (action.meetingNo !== null && meeting?.owner !== action.owner) return notHere()
  if (action.itemNo !== null && item?.owner !== action.owner) return notHere()
  const wrong = refuseAction(action, today(ctx))
  if (wrong) return wrong
  const whoPerson = action.whoPerson ?? (await personNamed(ctx, meeting?.bodyNo, action.who))
  return ctx.transaction(async (tx) => {
    const actionNo = await writeAction(ctx, tx, { ...action, whoPerson })
    await ctx.audit(tx, 'action.add', `action ${actionNo}`, { meeting: action.meetingNo, due: action.due })
    return ok({ actionNo })
  })
}

export interface ActionStep {
  readonly actionNo: number
  readonly event: ActionEvent['event']
  readonly words: string
  /** The new day, where it is put off. */
  readonly due?: PlainDate | undefined
}

function refuseStep(
  { state, due: before }: Action,
  { event, words, due }: ActionStep,
  day: PlainDate,
): Refused | undefined {
  if (event === 'reopened' ? state === 'open' : state !== 'open')
    return refused('event', state === 'open' ? 'It is open.' : 'It is closed. Open it again first.')
  if (event === 'put-off' && (due === undefined || due <= before))
    return refused('due', 'Choose a day after the one by which it was due.')
  if (event !== 'progress' && event !== 'reopened' && words.trim() === '')
    return refused('words', 'Say in a few words what came of it, or why it is put off or dropped.')
  if (event === 'progress' && words.trim() === '') return refused('words', 'Say how it goes.')
  return refuseWords({ words }, day, 2_000)
}

/** Whose action it is says how it goes, and whoever runs the meetings does too. */
export async function stepAction(ctx: Ctx, step: ActionStep): Promise<Result<{ actionNo: number }>> {
  const action = await findAction(ctx, step.actionNo)
  const isOwn = action?.whoPerson != null && action.whoPerson === ctx.actor.userId && mayDo(ctx.scope, 'meeting.attend')
  if (!action || !(isOwn || (await mayRun(ctx, action.owner)))) return notHere()
  const wrong = refuseStep(action, step, today(ctx))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await add(tx, 'meetings.action_event', {
      action_no: step.actionNo,
      event: step.event,
      due: step.event === 'put-off' ? step.due! : null,
      words: step.words.trim(),
      ...deedOf(ctx.actor, action.owner, ctx.clock.now()),
    })
    await ctx.audit(tx, `action.${step.event}`, `action ${step.actionNo}`, {})
    return ok({ actionNo: step.actionNo })
  })
}
