import { sql } from '#db'
import { toPlainDate, type PlainDate } from '#shared'
import { type Asking, seenOwners } from '../meeting/reach.view.ts'
import type { Action, ActionEvent, ActionState } from '../model/meeting.ts'

export interface ActionsQuestion {
  readonly actionNo?: number
  readonly owner?: string
  readonly meetingNo?: number
  readonly state?: ActionState
}

interface EventRow extends Omit<ActionEvent, 'at'> {
  readonly at: string
}

interface Row extends Omit<Action, 'events' | 'state'> {
  readonly events: readonly EventRow[] | null
}

const states: Partial<Record<ActionEvent['event'], ActionState>> = {
  done: 'done',
  dropped: 'dropped',
  reopened: 'open',
}

/** The state and the day by what was said last of each. */
function standing({ events, ...row }: Row): Action {
  const said = (events ?? []).map((event) => ({ ...event, at: new Date(event.at) }))
  const state = said.map(({ event }) => states[event]).findLast((each) => each !== undefined) ?? 'open'
  const due = said.findLast((event) => event.due !== null)?.due
  return { ...row, state, due: due ? toPlainDate(due) : row.due, events: said }
}

/** Actions as they stand, those that are due first first, within what the asker may see. */
export async function listActions(asking: Asking, question: ActionsQuestion = {}): Promise<Action[]> {
  const owners = await seenOwners(asking)
  const { actionNo, owner, meetingNo, state } = question
  const { rows } = await sql<Row>`
    SELECT a.action_no AS "actionNo", a.owner, a.meeting_no AS "meetingNo", m.title AS "meetingTitle", a.item_no AS "itemNo",
           a.words, a.who,
           a.who_person AS "whoPerson", a.due,
           (SELECT jsonb_agg(jsonb_build_object('event', e.event, 'due', e.due, 'words', e.words, 'actor', e.actor, 'at', e.at)
              ORDER BY e.action_event_no) FROM meetings.action_event AS e WHERE e.action_no = a.action_no) AS events
      FROM meetings.action AS a LEFT JOIN meetings.meeting AS m ON m.meeting_no = a.meeting_no
     WHERE a.owner = ANY (${owners}::text[])
       AND (${actionNo ?? null}::integer IS NULL OR a.action_no = ${actionNo ?? null})
       AND (${owner ?? null}::text IS NULL OR a.owner = ${owner ?? null})
       AND (${meetingNo ?? null}::integer IS NULL OR a.meeting_no = ${meetingNo ?? null})
     ORDER BY a.due, a.action_no`.execute(asking.db)
  const all = rows.map(standing)
  return (state === undefined ? all : all.filter((action) => action.state === state)).toSorted((a, b) =>
    a.due === b.due ? a.actionNo - b.actionNo : a.due < b.due ? -1 : 1,
  )
}

export const findAction = async (asking: Asking, actionNo: number): Promise<Action | undefined> =>
  (await listActions(asking, { actionNo }))[0]

/** What an owner's meetings asked for and nobody has done yet. */
export const openActions = (asking: Asking, { owner }: { readonly owner: string }): Promise<Action[]> =>
  listActions(asking, { owner, state: 'open' })

export const isLate = ({ state, due }: Pick<Action, 'state' | 'due'>, on: PlainDate): boolean =>
  state === 'open' && due < on
