import { commissionerOption, lineNamed, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import { type Result, findPlainDate, ok, refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { adjustHistory } from '../adjusting/adjust.command.ts'
import type { ChangeSpec } from '../changing/change-to-prepare.ts'
import { approveChange, refuseChange } from '../changing/end-change.command.ts'
import { prepareChange } from '../changing/prepare-change.command.ts'
import { patientsFrom, poundsTyped, rateFrom, ratesFrom } from './change-input.ts'

const whole = z.coerce.number().int().positive().max(2_147_483_647)
const budgetOption = { flag: '--budget <number>', words: 'the number of the issued budget', required: true } as const
const reasonOption = { flag: '--reason <reason>', words: 'why; it is kept', required: true, unkept: true } as const

const adjustCommand = defineCommand({
  name: 'budget adjust',
  changes: true,
  summary: 'Adds growth, a full-year effect or anything else to the history of a year by decision, with its reason',
  options: [
    yearOption,
    { flag: '--kind <kind>', words: 'what it is', choices: ['growth', 'full-year', 'other'], required: true },
    { flag: '--line <line>', words: 'of which line; growth of every line without' },
    { flag: '--practice <code>', words: 'of which practice; without, spread over all' },
    { flag: '--percent <percent>', words: 'by how much activity grows' },
    { flag: '--amount <pounds>', words: 'how much is added, less where it is taken off' },
    reasonOption,
    commissionerOption,
  ],
  input: z.object({
    year: yearInput,
    kind: z.enum(['growth', 'full-year', 'other']),
    line: z.string().optional(),
    practice: z.string().optional(),
    percent: z.string().optional(),
    amount: z.string().optional(),
    reason: z.string(),
    commissioner: z.string().optional(),
  }),
  async run(ctx, { year, kind, line, practice = null, percent, amount, reason, commissioner: named }, out) {
    const commissioner = await whoseYear(ctx, named)
    if (!commissioner.ok) return sayRefusal(out, commissioner)
    const rate = percent === undefined ? ok(null) : rateFrom(percent)
    if (!rate.ok) return sayRefusal(out, rate)
    const pence = amount === undefined ? ok(null) : poundsTyped(amount)
    if (!pence.ok) return sayRefusal(out, pence)
    const code = line === undefined ? null : lineNamed(line)
    if (code === undefined) return sayRefusal(out, refused('no-line', `“${line}” is no line.`))
    const isGrowth = kind === 'growth'
    const said = await adjustHistory(
      ctx,
      { commissioner: commissioner.value, year },
      {
        kind,
        line: code,
        practice,
        rateBp: isGrowth ? rate.value : null,
        pence: isGrowth ? null : pence.value,
        words: reason,
      },
    )
    if (!said.ok) return sayRefusal(out, said)
    if (out.wantsJson) out.json({ adjusted: kind })
    else out.print(`It is added to the history of ${year}; build again to see it.`)
    return exits.done
  },
})

interface Typed {
  readonly kind: ChangeSpec['kind']
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly amount?: string | undefined
  readonly practice?: string | undefined
  readonly patients?: string | undefined
  readonly rates?: string | undefined
}

/** `P99001:planned` to a practice and a line. */
function placeFrom(text: string | undefined, what: string): Result<{ practice: string; line: string }> {
  const [practice, name] = (text ?? '').split(':')
  const line = name === undefined ? undefined : lineNamed(name)
  return practice && line
    ? ok({ practice, line })
    : refused('place', `Say ${what} as practice and line, like P99001:planned.`)
}

function virementFrom(typed: Typed): Result<ChangeSpec> {
  const from = placeFrom(typed.from, 'from where with --from')
  if (!from.ok) return from
  const to = placeFrom(typed.to, 'to where with --to')
  if (!to.ok) return to
  const pence = poundsTyped(typed.amount ?? '')
  return pence.ok ? ok({ kind: 'virement', from: from.value, to: to.value, pence: pence.value }) : pence
}

function specFrom(typed: Typed): Result<ChangeSpec> {
  const { kind, from = '', to = '', practice = '', patients = '', rates = '' } = typed
  if (kind === 'virement') return virementFrom(typed)
  if (kind === 'list-change') return ok({ kind })
  if (kind === 'merger') return ok({ kind, from, to })
  if (kind === 'tariff') {
    const read = ratesFrom(rates, lineNamed)
    return read.ok ? ok({ kind, rates: read.value }) : read
  }
  const read = patientsFrom(patients)
  if (!read.ok) return read
  return ok(kind === 'closure' ? { kind, practice, takers: read.value } : { kind, practice, from: read.value })
}

const changeCommand = defineCommand({
  name: 'budget change',
  changes: true,
  summary: 'Prepares a change of an issued budget; somebody else approves it',
  options: [
    budgetOption,
    {
      flag: '--kind <kind>',
      words: 'what happened',
      choices: ['virement', 'list-change', 'merger', 'closure', 'new-practice', 'tariff'],
      required: true,
    },
    { flag: '--effective <day>', words: 'from when it holds, like 2008-07-01', required: true },
    { flag: '--from <place>', words: 'of a virement practice:line, of a merger the practice that ends' },
    { flag: '--to <place>', words: 'of a virement practice:line, of a merger the practice that goes on' },
    { flag: '--amount <pounds>', words: 'how much a virement moves' },
    { flag: '--practice <code>', words: 'which practice closed or is new' },
    { flag: '--patients <list>', words: 'who took its patients, or where they come from: “P99001 120, P99002 80”' },
    { flag: '--rates <list>', words: 'by how many per cent prices of lines changed: “planned 2.5, emergency -1”' },
    reasonOption,
  ],
  input: z.object({
    budget: whole,
    kind: z.enum(['virement', 'list-change', 'merger', 'closure', 'new-practice', 'tariff']),
    effective: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
    amount: z.string().optional(),
    practice: z.string().optional(),
    patients: z.string().optional(),
    rates: z.string().optional(),
    reason: z.string(),
  }),
  async run(ctx, { budget, effective, reason, ...typed }, out) {
    const effectiveFrom = findPlainDate(effective)
    if (!effectiveFrom) return sayRefusal(out, refused('day', `“${effective}” is no day: write it like 2008-07-01.`))
    const spec = specFrom(typed)
    if (!spec.ok) return sayRefusal(out, spec)
    const prepared = await prepareChange(ctx, { budgetNo: budget, effectiveFrom, words: reason, spec: spec.value })
    if (!prepared.ok) return sayRefusal(out, prepared)
    if (out.wantsJson) out.json(prepared.value)
    else out.print(`Change ${prepared.value.changeNo} of budget ${budget} waits for somebody else to approve it.`)
    return exits.done
  },
})

const changeOption = { flag: '--change <number>', words: 'the number of the change', required: true } as const

const approveCommand = defineCommand({
  name: 'budget approve-change',
  changes: true,
  summary: 'Approves a change that somebody else prepared: it makes the next version of the budget',
  options: [budgetOption, changeOption],
  input: z.object({ budget: whole, change: whole }),
  async run(ctx, { budget, change }, out) {
    const done = await approveChange(ctx, { budgetNo: budget, changeNo: change })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Change ${change} is approved: budget ${budget} has a new version.`)
    return exits.done
  },
})

const refuseCommand = defineCommand({
  name: 'budget refuse-change',
  changes: true,
  summary: 'Turns down a prepared change, with a reason',
  options: [budgetOption, changeOption, reasonOption],
  input: z.object({ budget: whole, change: whole, reason: z.string() }),
  async run(ctx, { budget, change, reason }, out) {
    const done = await refuseChange(ctx, { budgetNo: budget, changeNo: change, words: reason })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Change ${change} is refused.`)
    return exits.done
  },
})

export const changeCommands: readonly Command[] = [adjustCommand, changeCommand, approveCommand, refuseCommand]
