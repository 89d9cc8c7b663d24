import { groupPartners, groupRegister } from './groups.ts'
import { longList, wideList } from './list-sizes.ts'
import { plainMemberships } from './plain-memberships.ts'
import { plainOrganisations } from './plain-organisations.ts'
import { practiceRegister, providerRegister } from './register.ts'
import type { Interpreter } from './statement.ts'

/** What each layout of reference/formats means, by its name. */
export const interpreters: Readonly<Record<string, Interpreter>> = {
  'plain-organisations': plainOrganisations,
  'plain-memberships': plainMemberships,
  'plain-list-sizes': longList,
  'practice-register': practiceRegister,
  'provider-register': providerRegister,
  'group-register': groupRegister,
  'group-partners': groupPartners,
  'list-by-five-years': longList,
  'list-by-ten-years': wideList,
}
