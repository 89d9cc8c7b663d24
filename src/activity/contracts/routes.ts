import type { Route } from '#ui'
import { calendarRoute } from './showing/calendar.page.tsx'
import { contractFilesRoute, proposeRoute } from './showing/contract-files.page.tsx'
import { contractListRoute } from './showing/contract-list.page.tsx'
import { contractRoute } from './showing/contract.page.tsx'
import { contractsRoute } from './showing/contracts.page.tsx'
import { endContractFormRoute, endContractRoute } from './showing/end-contract.page.tsx'
import { decideProposalRoute, proposalRoute } from './showing/proposal.page.tsx'

export { operations } from './showing/contracts.api.ts'

export const routes: readonly Route[] = [
  contractsRoute,
  contractRoute,
  endContractFormRoute,
  endContractRoute,
  contractListRoute,
  calendarRoute,
  contractFilesRoute,
  proposeRoute,
  proposalRoute,
  decideProposalRoute,
]
