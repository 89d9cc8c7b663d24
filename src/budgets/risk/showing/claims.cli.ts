import { commissionerOption, formatInput, formatOption, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import { type FinancialYear, addPence, formatPence } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { decideClaim } from '../claims/decide-claim.command.ts'
import { payOut, payable } from '../claims/pay-out.command.ts'
import { poolYear } from '../claims/pool-year.view.ts'
import { claimKinds } from '../pool/claims.ts'
import { claimsTable } from './claims-tables.ts'
import { namesFor } from './names.view.ts'
import { optionalCode, poundsInput } from './risk-input.ts'

const yearly = [yearOption, commissionerOption]
const yearlyInput = z.object({ year: yearInput, commissioner: optionalCode })

const notFilled = (year: string): string => `The pool of ${year} is not filled yet: locality risk fill --year ${year}`

const claimsCommand = defineCommand({
  name: 'risk claims',
  summary: 'Lists what practices may claim from the pool of a year, what was decided and what was paid',
  options: [...yearly, formatOption],
  input: yearlyInput.extend({ format: formatInput }),
  async run(ctx, { year, commissioner, format }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const found = await poolYear(ctx, { commissioner: whose.value, year })
    if (found) await out.table(claimsTable(year, found, await namesFor(ctx)), format)
    else out.print(notFilled(year))
    return exits.done
  },
})

const decideCommand = defineCommand({
  name: 'risk decide',
  changes: true,
  summary: 'Allows or refuses a claim as it is now; nothing is paid by it',
  options: [
    ...yearly,
    { flag: '--practice <code>', words: 'whose claim', required: true },
    { flag: '--kind <kind>', words: 'of which kind', choices: [...claimKinds], required: true },
    { flag: '--refuse <reason>', words: 'refuse it, and why; without it the claim is allowed' },
  ],
  input: yearlyInput.extend({
    practice: z.string().trim().toUpperCase(),
    kind: z.enum(claimKinds),
    refuse: z.string().optional(),
  }),
  async run(ctx, { year, commissioner, practice, kind, refuse }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const asked = { commissioner: whose.value, year }
    const found = await poolYear(ctx, asked)
    const mark = found?.standings.find((each) => each.practice === practice && each.kind === kind)?.claim?.mark ?? ''
    const said = refuse === undefined ? { event: 'allowed' as const } : { event: 'refused' as const, words: refuse }
    const decided = await decideClaim(ctx, { ...asked, practice, kind, mark, ...said })
    if (!decided.ok) return sayRefusal(out, decided)
    if (out.wantsJson) out.json({ claimEventId: decided.value.claimEventId, event: said.event })
    else out.print(decided.value.words)
    return exits.done
  },
})

const nothingDone = 'Nothing is done yet: add --total with that.'
const notFinal = (year: FinancialYear): string => `Nothing can be paid out yet: ${year} is not final.`

const payCommand = defineCommand({
  name: 'risk pay',
  changes: true,
  summary: 'Pays the pool of a year out, once; by somebody who decided none of its claims',
  options: [
    ...yearly,
    { flag: '--total <pounds>', words: 'what it comes to, like 1650.00; without it only that is shown' },
  ],
  input: yearlyInput.extend({ total: poundsInput.optional() }),
  async run(ctx, { year, commissioner, total }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const asked = { commissioner: whose.value, year }
    if (total === undefined) {
      const found = await poolYear(ctx, asked)
      const due = found ? addPence(...payable(found).map(({ paidPence }) => paidPence)) : undefined
      out.print(
        due === undefined
          ? notFilled(year)
          : `It comes to ${formatPence(due)}. ${found?.outturn?.isFinal ? nothingDone : notFinal(year)}`,
      )
      return exits.done
    }
    const paid = await payOut(ctx, { ...asked, totalPence: total })
    if (!paid.ok) return sayRefusal(out, paid)
    if (out.wantsJson) out.json(paid.value)
    else
      out.print(
        `The pool of ${year} is paid out: ${formatPence(paid.value.paidPence)}; ${formatPence(paid.value.carriedPence)} is carried.`,
      )
    return exits.done
  },
})

export const claimCommands: readonly Command[] = [claimsCommand, decideCommand, payCommand]
