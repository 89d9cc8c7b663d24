import { commissionerOption, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { formatPence } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { addUpCosts } from '../costs/add-up-costs.command.ts'
import { fillPool } from '../filling/fill-pool.command.ts'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { readExclusions } from '../terms/exclusion-text.ts'
import { setTerms } from '../terms/set-terms.command.ts'
import { type Terms, usualTerms } from '../terms/terms.ts'
import { termsOf } from '../terms/terms.view.ts'
import { codesInput, optionalCode, percentInput, poundsInput } from './risk-input.ts'

const yearly = [yearOption, commissionerOption]
const yearlyInput = z.object({ year: yearInput, commissioner: optionalCode })

const setInput = yearlyInput.extend({
  payers: codesInput.optional(),
  contribution: percentInput.optional(),
  perHead: poundsInput.optional(),
  fixed: poundsInput.optional(),
  topSlice: z.boolean().optional(),
  lines: codesInput.optional(),
  trigger: percentInput.optional(),
  band: z.boolean().optional(),
  pays: percentInput.optional(),
  stopLoss: poundsInput.or(z.literal('none')).optional(),
  exclusions: z.string().optional(),
  giveBack: z.boolean().optional(),
  reason: z.string(),
})
type Asked = z.output<typeof setInput>

function contributionOf(asked: Asked, before: Terms): Terms['contribution'] {
  if (asked.topSlice) return { kind: 'top-slice' }
  if (asked.perHead !== undefined) return { kind: 'per-head', pence: asked.perHead }
  if (asked.fixed !== undefined) return { kind: 'fixed', pence: asked.fixed }
  return asked.contribution === undefined ? before.contribution : { kind: 'percent', basisPoints: asked.contribution }
}

function triggerOf({ band, trigger }: Asked, before: Terms): Terms['trigger'] {
  if (band) return { kind: 'band' }
  return trigger === undefined ? before.trigger : { kind: 'percent', basisPoints: trigger }
}

/** The terms that hold, or the usual ones, with what was asked otherwise. */
const changed = (asked: Asked, before: Terms): Terms => ({
  ...before,
  ...(asked.payers && { payers: asked.payers.map((code) => code.toUpperCase()) }),
  contribution: contributionOf(asked, before),
  ...(asked.lines && { lines: asked.lines.map((line) => line.toLowerCase()) }),
  trigger: triggerOf(asked, before),
  ...(asked.pays !== undefined && { paysBasisPoints: asked.pays }),
  ...(asked.stopLoss !== undefined && { stopLossPence: asked.stopLoss === 'none' ? null : asked.stopLoss }),
  ...(asked.giveBack && { surplus: 'given-back' }),
})

async function termsFor(ctx: Ctx, asked: Asked, commissioner: string) {
  const set = await termsOf(ctx, { commissioner, year: asked.year })
  const terms = changed(asked, set?.terms ?? usualTerms(riskParameters(asked.year)))
  if (asked.exclusions === undefined) return { ok: true as const, value: terms }
  const exclusions = readExclusions(asked.exclusions.replaceAll(';', '\n'))
  return exclusions.ok ? { ok: true as const, value: { ...terms, exclusions: exclusions.value } } : exclusions
}

const setCommand = defineCommand({
  name: 'risk set',
  changes: true,
  summary: 'Sets the terms of the pool from a year on; what is not said stays as it is, or as is usual',
  options: [
    ...yearly,
    {
      flag: '--payers <codes>',
      words: 'codes of practices and groups that pay in; every practice with a budget without',
    },
    { flag: '--contribution <percent>', words: 'of the budgets of those who pay in' },
    { flag: '--per-head <pounds>', words: 'instead: for each person on their lists' },
    { flag: '--fixed <pounds>', words: 'instead: together, shared by budget' },
    { flag: '--top-slice', words: 'instead: what the envelope set aside for the pool' },
    { flag: '--lines <codes>', words: 'the service lines whose risk is shared' },
    { flag: '--trigger <percent>', words: 'the overspend from which the pool pays, of the budget' },
    { flag: '--band', words: 'instead: beyond what chance alone does in 95 of 100 years' },
    { flag: '--pays <percent>', words: 'of what lies beyond' },
    { flag: '--stop-loss <pounds>', words: 'for a patient and year, or none' },
    {
      flag: '--exclusions <list>',
      words: 'like “hrg LD Renal dialysis; pod UNBNCC Newborn care”; in place of all before',
    },
    { flag: '--give-back', words: 'what is left is given back instead of carried' },
    { flag: '--reason <reason>', words: 'why', required: true },
  ],
  input: setInput,
  async run(ctx, asked, out) {
    const whose = await whoseYear(ctx, asked.commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const terms = await termsFor(ctx, asked, whose.value)
    if (!terms.ok) return sayRefusal(out, terms)
    const set = await setTerms(ctx, {
      commissioner: whose.value,
      fromYear: asked.year,
      terms: terms.value,
      words: asked.reason,
    })
    if (!set.ok) return sayRefusal(out, set)
    if (out.wantsJson) out.json(set.value)
    else out.print(`Terms hold from ${asked.year} on.`)
    return exits.done
  },
})

const fillCommand = defineCommand({
  name: 'risk fill',
  changes: true,
  summary: 'Fills the pool of a year by the terms that hold and the budget as it is issued',
  options: yearly,
  input: yearlyInput,
  async run(ctx, { year, commissioner }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const filled = await fillPool(ctx, { commissioner: whose.value, year })
    if (!filled.ok) return sayRefusal(out, filled)
    const { holdsPence, practices } = filled.value
    if (out.wantsJson) out.json(filled.value)
    else
      out.print(
        `The pool of ${year} is filled: it holds ${formatPence(holdsPence)}, and ${practices} practices pay in.`,
      )
    return exits.done
  },
})

const addUpCommand = defineCommand({
  name: 'risk add-up',
  changes: true,
  summary: 'Adds up what patients cost in a year by practice, for stop-loss and exclusions',
  options: yearly,
  input: yearlyInput,
  async run(ctx, { year, commissioner }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const added = await addUpCosts(ctx, { commissioner: whose.value, year })
    if (!added.ok) return sayRefusal(out, added)
    if (out.wantsJson) out.json({ loadNo: added.value.loadNo, message: added.value.message })
    else out.print(added.value.message)
    return exits.done
  },
})

export const poolCommands: readonly Command[] = [setCommand, fillCommand, addUpCommand]
