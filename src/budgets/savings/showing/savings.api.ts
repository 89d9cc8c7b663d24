import { whoseYear } from '#budgets/envelope'
import { ok, refused } from '#shared'
import { type Operation, defineOperation, noInput } from '#ui'
import { z } from 'zod'
import { yearIncentives } from '../incentives/incentives.view.ts'
import { findGroupAccount } from '../account/group-account.view.ts'
import { ledgerLines } from '../ledger/entries.view.ts'
import { listUses } from '../use/uses.view.ts'
import { restsOn } from '../year/results.view.ts'
import { incentivesTable } from './incentives-table.ts'
import { membersTable } from './group-tables.ts'
import { ledgerTable } from './ledger-tables.ts'
import { namesFor } from './names.view.ts'
import { byInput, code, optionalCode, optionalYear, yearInput } from './savings-input.ts'
import { statementTable } from './statement-table.ts'
import { usesTable } from './uses-table.ts'
import { yearTable } from './year-table.view.ts'

const year = yearInput.describe('The financial year, like 2008/09.')

const savingsOperation = defineOperation({
  method: 'GET',
  name: 'savings',
  path: '/api/v1/savings',
  summary: 'What was freed up in a closed year, of what it is made and whose it is; by practice, group or commissioner',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year, by: byInput.describe('`practice`, `group` or `commissioner`; by practice without it.') }),
  answer: async (ctx, input) => ok(await yearTable(ctx, input.year, input.by ?? 'practice')),
})

const accountOperation = defineOperation({
  method: 'GET',
  name: 'savings-account',
  path: '/api/v1/savings/accounts/:practice',
  summary: 'A practice’s account of savings like a bank statement',
  permission: 'budget.read',
  audit: null,
  input: z.object({ practice: code.describe('The code of the practice.') }),
  answer: async (ctx, { practice }) =>
    ok(statementTable(await ledgerLines(ctx, { practice }), await restsOn(ctx, practice))),
})

const groupOperation = defineOperation({
  method: 'GET',
  name: 'savings-group-account',
  path: '/api/v1/savings/groups/:group',
  summary: 'How the accounts of savings of a group’s practices stand, and their sum',
  permission: 'budget.read',
  audit: null,
  input: z.object({ group: code.describe('The code of the group.') }),
  async answer(ctx, { group }) {
    const account = await findGroupAccount(ctx, group)
    if (!account) return refused('not-found', 'There is no group here of which you may see every account.')
    return ok(membersTable(account, await namesFor(ctx)))
  },
})

const usesOperation = defineOperation({
  method: 'GET',
  name: 'savings-uses',
  path: '/api/v1/savings/uses',
  summary: 'Uses that were proposed for savings, how they stand and what was drawn, the latest first',
  permission: 'budget.read',
  audit: null,
  input: noInput,
  answer: async (ctx) => ok(usesTable(await listUses(ctx), await namesFor(ctx))),
})

const ledgerOperation = defineOperation({
  method: 'GET',
  name: 'savings-ledger',
  path: '/api/v1/savings/ledger',
  summary: 'Postings of the ledger of savings in order, with their running balance',
  permission: 'budget.read',
  audit: null,
  input: z.object({
    year: optionalYear.describe('Only of what was freed up in this year, like 2008/09.'),
    practice: optionalCode.describe('Only of this practice; its code.'),
    account: optionalCode.describe('Only of this account; its code.'),
  }),
  async answer(ctx, { year: of, practice, account }) {
    const lines = await ledgerLines(ctx, {
      ...(of !== undefined && { year: of }),
      ...(practice !== undefined && { practice }),
      ...(account !== undefined && { account }),
    })
    return ok(ledgerTable(lines))
  },
})

const incentivesOperation = defineOperation({
  method: 'GET',
  name: 'incentives',
  path: '/api/v1/incentives',
  summary: 'What each practice gets by the incentive scheme of a year, with its working',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year }),
  async answer(ctx, input) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return refused('not-found', commissioner.message)
    const incentives = await yearIncentives(ctx, { commissioner: commissioner.value, year: input.year })
    return ok(incentivesTable(input.year, incentives, await namesFor(ctx)))
  },
})

export const operations: readonly Operation[] = [
  savingsOperation,
  accountOperation,
  groupOperation,
  usesOperation,
  ledgerOperation,
  incentivesOperation,
]
