import { commissionerOption, formatInput, formatOption, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import { findOrganisation } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, type Table, ok, refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { findGroupAccount } from '../account/group-account.view.ts'
import { yearIncentives } from '../incentives/incentives.view.ts'
import { ledgerLines } from '../ledger/entries.view.ts'
import { listUses } from '../use/uses.view.ts'
import { closedYears } from '../year/closed-years.view.ts'
import { restsOn, withheldOf } from '../year/results.view.ts'
import { groupStatementTable, membersTable } from './group-tables.ts'
import { incentivesTable } from './incentives-table.ts'
import { ledgerTable, trialBalanceTable } from './ledger-tables.ts'
import { namesFor } from './names.view.ts'
import { byInput } from './savings-input.ts'
import { statementTable } from './statement-table.ts'
import { usesTable } from './uses-table.ts'
import { yearTable } from './year-table.view.ts'

const yearCommand = defineCommand({
  name: 'savings',
  summary: 'Lists what was freed up in a closed year, of what it is made, whose it is and what became of it',
  options: [
    yearOption,
    { flag: '--by <whom>', words: 'how it is added up', choices: ['practice', 'group', 'commissioner'] },
    formatOption,
  ],
  input: z.object({ year: yearInput, by: byInput, format: formatInput }),
  async run(ctx, { year, by = 'practice', format }, out) {
    const isClosed = (await closedYears(ctx)).some((each) => each.year === year)
    if (!isClosed)
      out.warn(`${year} is not closed, so nothing was freed up yet: see locality savings close --year ${year}.`)
    await out.table(await yearTable(ctx, year, by), format)
    return exits.done
  },
})

const neither = refused('not-found', 'Say whose account: --practice or --group, one of them.')

async function practiceAccount(ctx: Ctx, practice: string): Promise<Result<Table[], 'not-found'>> {
  const found = await findOrganisation(ctx.db, practice)
  if (found?.kind !== 'practice') return refused('not-found', `There is no practice ${practice}. Check its code.`)
  const withheld = await withheldOf(ctx, practice)
  return ok([statementTable(await ledgerLines(ctx, { practice }), await restsOn(ctx, practice), { withheld })])
}

async function groupAccount(ctx: Ctx, group: string): Promise<Result<Table[], 'not-found'>> {
  const account = await findGroupAccount(ctx, group)
  if (!account) return refused('not-found', `There is no group ${group} with practices. Check its code.`)
  return ok([membersTable(account, await namesFor(ctx)), groupStatementTable(account)])
}

const accountCommand = defineCommand({
  name: 'savings account',
  summary: 'Shows a practice’s account of savings like a bank statement, or those of a group’s practices and their sum',
  options: [
    { flag: '--practice <code>', words: 'whose account' },
    { flag: '--group <code>', words: 'or the accounts of a group’s practices' },
    formatOption,
  ],
  input: z.object({ practice: z.string().optional(), group: z.string().optional(), format: formatInput }),
  async run(ctx, { practice, group, format }, out) {
    if ((practice === undefined) === (group === undefined)) return sayRefusal(out, neither)
    const tables = practice === undefined ? await groupAccount(ctx, group!) : await practiceAccount(ctx, practice)
    if (!tables.ok) return sayRefusal(out, tables)
    // A file is one table: what a group’s accounts were posted is on its page, in files of its own.
    const isText = !out.wantsJson && (format ?? 'text') === 'text'
    for (const table of isText ? tables.value : tables.value.slice(0, 1)) await out.table(table, format)
    return exits.done
  },
})

const usesCommand = defineCommand({
  name: 'savings uses',
  summary: 'Lists uses that were proposed for savings, how they stand and what was drawn',
  options: [formatOption],
  input: z.object({ format: formatInput }),
  async run(ctx, { format }, out) {
    await out.table(usesTable(await listUses(ctx), await namesFor(ctx)), format)
    return exits.done
  },
})

const ledgerCommand = defineCommand({
  name: 'savings ledger',
  summary: 'Lists what was posted to the ledger of savings, or with --balance every account with its sums',
  options: [
    { ...yearOption, required: false },
    { flag: '--practice <code>', words: 'only of this practice' },
    { flag: '--balance', words: 'the trial balance instead' },
    formatOption,
  ],
  input: z.object({
    year: yearInput.optional(),
    practice: z.string().optional(),
    balance: z.boolean().optional(),
    format: formatInput,
  }),
  async run(ctx, { year, practice, balance, format }, out) {
    const lines = await ledgerLines(ctx, {
      ...(year !== undefined && { year }),
      ...(practice !== undefined && { practice }),
    })
    await out.table(balance ? trialBalanceTable(lines) : ledgerTable(lines), format)
    return exits.done
  },
})

const incentivesCommand = defineCommand({
  name: 'incentives list',
  summary: 'Lists what each practice gets by the incentive scheme of a year, with its working',
  options: [yearOption, commissionerOption, formatOption],
  input: z.object({ year: yearInput, commissioner: z.string().optional(), format: formatInput }),
  async run(ctx, { year, commissioner: named, format }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const incentives = await yearIncentives(ctx, { commissioner: commissioner.value, year })
    await out.table(incentivesTable(year, incentives, await namesFor(ctx)), format)
    return exits.done
  },
})

export const showingCommands: readonly Command[] = [
  yearCommand,
  accountCommand,
  usesCommand,
  ledgerCommand,
  incentivesCommand,
]
