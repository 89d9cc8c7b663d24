export type { AskedLine } from './asking/asked-line.ts'
export { type AskRefusal, type Why } from './asking/ask.command.ts'
export { type CheckRefusal, type IdentityChecked, checkIdentity } from './asking/check-identity.command.ts'
export { type Identity, openIdentity } from './asking/open-identity.command.ts'
export { type CodeKind, codeKinds } from './restricted/restricted-codes.ts'
export {
  type ClinicalCodes,
  clinicalCodesFor,
  codesColumnFor,
  stripRestrictedCodes,
  withoutRestrictedSql,
} from './restricted/restricted-codes.view.ts'
export { identityAddress } from './showing/addresses.ts'
export { commands } from './showing/identity.cli.ts'
