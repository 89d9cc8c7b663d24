export { type ActionToAdd, addMeetingAction, stepAction } from './actions/actions.command.ts'
export { listActions, openActions } from './actions/actions.view.ts'
export { type AgendaPlace, type AgendaWish, addAgendaItem, addPaper, putOnAgenda } from './agenda/agenda.command.ts'
export { findItem, listItems } from './agenda/items.view.ts'
export { admitMember, admitMembers, formBody } from './bodies/body.command.ts'
export { type BodyMember, findBody, listBodies, membersOf } from './bodies/bodies.view.ts'
export { noteAttendance } from './deciding/attendance.command.ts'
export { decideItem } from './deciding/decide.command.ts'
export { declareConflict } from './deciding/declare-conflict.command.ts'
export {
  type HeldAttendee,
  type HeldMeeting,
  attendeesOf,
  findMeeting,
  listMeetings,
  meetingsHeld,
} from './meeting/meetings.view.ts'
export { addNotes, changeMeeting, planAhead, planMeeting } from './meeting/plan-meeting.command.ts'
export { approveMinutes, saveMinutes } from './minutes/minutes.command.ts'
export { minutesDraft } from './minutes/minutes-text.ts'
export { minutesOf } from './minutes/minutes.view.ts'
export type { Body, BodyKind, Member, MemberKind, Terms } from './model/body.ts'
export type { Action, Item, Meeting, MeetingKind, Quorum } from './model/meeting.ts'
export { commands } from './showing/meetings.cli.ts'
export { importWorkshops } from './workshops/import-workshops.command.ts'
