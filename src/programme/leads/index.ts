export { endTerm } from './appointing/end-term.command.ts'
export { type Who, giveTerm } from './appointing/give-term.command.ts'
export { invite } from './appointing/invite.command.ts'
export { noteStep } from './appointing/note-step.command.ts'
export { checks } from './checks.view.ts'
export { commands } from './commands.ts'
export { changePerson } from './persons/change-person.command.ts'
export { type PersonToName, namePerson } from './persons/name-person.command.ts'
export { type NamedPerson, initialsOf, isHere } from './persons/named-person.ts'
export {
  type PersonToRegister,
  type Registered,
  type RegisterRefusal,
  registerPersons,
} from './persons/register-persons.command.ts'
export { findNamedPerson, listPersons } from './persons/persons.view.ts'
export { giveFeedback } from './reports/give-feedback.command.ts'
export { type Hours, hoursByRole } from './reports/hours.view.ts'
export type { Report, ReportDue, ReportState } from './reports/report.ts'
export { lateReports, listReports, reportsOf } from './reports/reports.view.ts'
export { sendReport } from './reports/send-report.command.ts'
export { type LeadRole, type LeadTerm, type RoleWords, endingWithin, isVacant, termOn } from './roles/role.ts'
export { type RoleOn, findRole, leadRoles, listRoles } from './roles/roles.view.ts'
export { addRole, changeRole } from './roles/save-role.command.ts'
export { noteSkill } from './skills/note-skill.command.ts'
export { deedOf } from './words/person.ts'
export { type WordsRefusal, linesOf, refuseWords } from './words/said.ts'
export { type Whose, whoseLeads as whoseProgramme } from './showing/whose.view.ts'
