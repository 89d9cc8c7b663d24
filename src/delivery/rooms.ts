import { checks as challengeChecks, commands as challengeCommands, jobs as challengeJobs } from '#activity/challenge'
import { checks as contractChecks, commands as contractCommands, jobs as contractJobs } from '#activity/contracts'
import { commands as identityCommands } from '#activity/identity'
import { checks as importChecks, commands as importCommands, jobs as importJobs } from '#activity/import'
import { checks as paymentChecks, commands as paymentCommands, jobs as paymentJobs } from '#activity/payment'
import { checks as pricingChecks, commands as pricingCommands, jobs as pricingJobs } from '#activity/pricing'
import { checks as statementChecks, commands as statementCommands } from '#activity/statement'
import {
  checks as validationChecks,
  commands as validationCommands,
  jobs as validationJobs,
} from '#activity/validation'
import { commands as envelopeCommands } from '#budgets/envelope'
import { commands as fairShareCommands } from '#budgets/fair-shares'
import { commands as allowanceCommands } from '#budgets/allowance'
import {
  checks as prescribingChecks,
  commands as prescribingCommands,
  jobs as prescribingJobs,
} from '#budgets/prescribing'
import { checks as settingChecks, commands as settingCommands, jobs as settingJobs } from '#budgets/setting'
import { checks as monitoringChecks, commands as monitoringCommands } from '#budgets/monitoring'
import { checks as riskChecks, commands as riskCommands, jobs as riskJobs } from '#budgets/risk'
import { checks as savingsChecks, commands as savingsCommands } from '#budgets/savings'
import { commands as documentCommands } from '#programme/documents'
import { checks as leadChecks, commands as leadCommands } from '#programme/leads'
import { checks as planChecks, commands as planCommands } from '#programme/plan'
import { commands as meetingCommands } from '#programme/meetings'
import { checks as indicatorChecks, commands as indicatorCommands } from '#programme/indicators'
import { checks as frameworkChecks, commands as frameworkCommands } from '#framework'
import { demonstrationCommands } from '#demonstration'
import { checks as organisationChecks, commands as organisationCommands } from '#organisations'
import { commands as oversightCommands } from '#oversight'
import { peopleCommands } from '#people'
import type { Check, JobHandler } from '#platform'
import type { Command } from '#terminal'
import { checkingAfter, pricingAfter } from './price-after-import.ts'
import { accounts } from './sign-in.ts'
import { storeChecks } from './store-checks.ts'

/** What the rooms offer, gathered in the order they stand in the house. Nothing else knows all of them. */
export const roomCommands: readonly Command[] = [
  ...demonstrationCommands(accounts.makeAccount),
  ...organisationCommands,
  ...peopleCommands(accounts),
  ...oversightCommands,
  ...importCommands,
  ...identityCommands,
  ...contractCommands,
  ...pricingCommands,
  ...validationCommands,
  ...challengeCommands,
  ...paymentCommands,
  ...statementCommands,
  ...envelopeCommands,
  ...fairShareCommands,
  ...allowanceCommands,
  ...prescribingCommands,
  ...settingCommands,
  ...monitoringCommands,
  ...riskCommands,
  ...savingsCommands,
  ...documentCommands,
  ...leadCommands,
  ...planCommands,
  ...meetingCommands,
  ...indicatorCommands,
  ...frameworkCommands,
]

/** What the server's worker can do. */
export const roomJobs: readonly JobHandler[] = [
  ...importJobs.map(pricingAfter),
  ...contractJobs,
  ...pricingJobs.map(checkingAfter),
  ...validationJobs,
  ...challengeJobs,
  ...paymentJobs,
  ...prescribingJobs,
  ...settingJobs,
  ...riskJobs,
]

/** What `locality verify` holds the stores to. */
export const roomChecks: readonly Check[] = [
  ...storeChecks,
  ...organisationChecks,
  ...importChecks,
  ...contractChecks,
  ...pricingChecks,
  ...validationChecks,
  ...challengeChecks,
  ...paymentChecks,
  ...statementChecks,
  ...prescribingChecks,
  ...settingChecks,
  ...monitoringChecks,
  ...riskChecks,
  ...savingsChecks,
  ...leadChecks,
  ...planChecks,
  ...indicatorChecks,
  ...frameworkChecks,
]
