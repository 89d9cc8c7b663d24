export { type Need, type Permission, permissions } from './permission.ts'
export { type PostPlace, type Role, type RoleName, findRole, roleNames, roles } from './role.ts'
export {
  type PracticeReach,
  type Scope,
  type SmallNumbers,
  mayDo,
  nothingAtAll,
  practicesOnly,
  wholeCommissioner,
} from './scope.ts'
