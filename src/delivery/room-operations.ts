import { operations as challengeOperations } from '#activity/challenge/pages'
import { operations as contractOperations } from '#activity/contracts/pages'
import { operations as importOperations } from '#activity/import/pages'
import { operations as paymentOperations } from '#activity/payment/pages'
import { operations as pricingOperations } from '#activity/pricing/pages'
import { operations as statementOperations } from '#activity/statement/pages'
import { operations as validationOperations } from '#activity/validation/pages'
import { operations as envelopeOperations } from '#budgets/envelope/pages'
import { operations as fairShareOperations } from '#budgets/fair-shares/pages'
import { operations as allowanceOperations } from '#budgets/allowance/pages'
import { operations as prescribingOperations } from '#budgets/prescribing/pages'
import { operations as settingOperations } from '#budgets/setting/pages'
import { operations as monitoringOperations } from '#budgets/monitoring/pages'
import { operations as riskOperations } from '#budgets/risk/pages'
import { operations as savingsOperations } from '#budgets/savings/pages'
import { operations as documentOperations } from '#programme/documents/pages'
import { operations as leadOperations } from '#programme/leads/pages'
import { operations as planOperations } from '#programme/plan/pages'
import { operations as meetingOperations } from '#programme/meetings/pages'
import { operations as indicatorOperations } from '#programme/indicators/pages'
import { operations as frameworkOperations } from '#framework/pages'
import { operations as organisationOperations } from '#organisations/pages'
import type { Operation } from '#ui'

/** Everything of the rooms that programs may ask for, in the order in which the rooms stand in the house. */
export const roomOperations: readonly Operation[] = [
  ...statementOperations,
  ...organisationOperations,
  ...importOperations,
  ...contractOperations,
  ...pricingOperations,
  ...validationOperations,
  ...challengeOperations,
  ...paymentOperations,
  ...envelopeOperations,
  ...fairShareOperations,
  ...allowanceOperations,
  ...prescribingOperations,
  ...settingOperations,
  ...monitoringOperations,
  ...riskOperations,
  ...savingsOperations,
  ...documentOperations,
  ...leadOperations,
  ...planOperations,
  ...meetingOperations,
  ...indicatorOperations,
  ...frameworkOperations,
]
