export {
  importListSizes,
  importMemberships,
  importNetworks,
  importOrganisations,
  importPractices,
} from './importing/import-organisations.command.ts'
export type { FileToImport, ImportOutcome, ImportRefusal, ImportResult } from './importing/outcome.ts'
export { type Kind, type Organisation, isNationalPractice, isNoPractice, kinds } from './model/organisation.ts'
export type { Reject } from './reading/reject.ts'
export {
  commissionersAsAt,
  findOrganisation,
  groupsAsAt,
  onlyCommissioner,
  organisationNames,
  practicesOf,
} from './views/lookup.view.ts'
export { commands } from './showing/commands.ts'
export { checks } from './views/checks.view.ts'
export { type Owner, type Owners, ownersFor } from './views/owners.view.ts'
export { type MemberPractice, memberPractices } from './views/member-practices.view.ts'
export { type ListedOrganisation, listOrganisations } from './views/organisation-list.view.ts'
export {
  type KnownPractice,
  type PracticeMembership,
  knownPractices,
  practiceMemberships,
} from './views/practice-membership.view.ts'
