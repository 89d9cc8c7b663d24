import { commissionerOption, formatInput, formatOption, whoseYear, yearInput, yearOption } from '#budgets/envelope'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { askSimulation } from '../simulation/ask-simulation.view.ts'
import { runSimulation } from '../simulation/run-simulation.command.ts'
import { findSimulation, listSimulations } from '../simulation/simulations.view.ts'
import { optionalCode, percentInput, poundsInput } from './risk-input.ts'
import { needTable, simulationsTable } from './simulation-tables.ts'

/** `95` or `99.5` to 950 or 995 of a thousand years. */
const confidence = percentInput.transform((basisPoints) => Math.round(basisPoints / 10))

const simulateCommand = defineCommand({
  name: 'risk simulate',
  changes: true,
  summary: 'Lives through a year many times and says how large the pool must be',
  options: [
    yearOption,
    commissionerOption,
    { flag: '--confidence <percent>', words: 'in how many of 100 years it is to suffice; 95 without' },
    { flag: '--stop-loss <pounds>', words: 'for a patient and year, or none; as the terms have it without' },
    { flag: '--contribution <percent>', words: 'of the budgets paid in; as the terms have it without' },
    { flag: '--trigger <percent>', words: 'the overspend from which the pool pays; as the terms have it without' },
    { flag: '--pays <percent>', words: 'of what lies beyond; as the terms have it without' },
    { flag: '--events <what>', words: 'what is drawn by chance', choices: ['patients', 'admissions'] },
    { flag: '--years <number>', words: 'how many years are lived through' },
    { flag: '--seed <number>', words: 'the same seed gives the same years; 1 without' },
    { flag: '--practice-variation <percent>', words: 'between years, of each practice by itself' },
    { flag: '--common-variation <percent>', words: 'between years, of all practices together' },
    formatOption,
  ],
  input: z.object({
    year: yearInput,
    commissioner: optionalCode,
    confidence: confidence.optional(),
    stopLoss: poundsInput.or(z.literal('none')).optional(),
    contribution: percentInput.optional(),
    trigger: percentInput.optional(),
    pays: percentInput.optional(),
    events: z.enum(['patients', 'admissions']).optional(),
    years: z.coerce.number().int().min(1_000).max(100_000).optional(),
    seed: z.coerce.number().int().min(0).max(4_294_967_295).optional(),
    practiceVariation: percentInput.optional(),
    commonVariation: percentInput.optional(),
    format: formatInput,
  }),
  async run(ctx, { year, commissioner, format, confidence: perMille, stopLoss, ...wish }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    const asked = await askSimulation(ctx, {
      commissioner: whose.value,
      year,
      perMille,
      stopLossPence: stopLoss === 'none' ? null : stopLoss,
      contributionBasisPoints: wish.contribution,
      triggerBasisPoints: wish.trigger,
      paysBasisPoints: wish.pays,
      events: wish.events,
      years: wish.years,
      seed: wish.seed,
      practiceVariation: wish.practiceVariation,
      commonVariation: wish.commonVariation,
    })
    const done = await runSimulation(ctx, asked)
    if (!done.ok) return sayRefusal(out, done)
    const kept = (await findSimulation(ctx, done.value.simulationNo))!
    if (!out.wantsJson && format === undefined) out.print(done.value.message)
    await out.table(needTable(kept.answer), format)
    return exits.done
  },
})

const simulationsCommand = defineCommand({
  name: 'risk simulations',
  summary: 'Lists what was simulated for a year, side by side',
  options: [yearOption, commissionerOption, formatOption],
  input: z.object({ year: yearInput, commissioner: optionalCode, format: formatInput }),
  async run(ctx, { year, commissioner, format }, out) {
    const whose = await whoseYear(ctx, commissioner)
    if (!whose.ok) return sayRefusal(out, whose)
    await out.table(simulationsTable(await listSimulations(ctx, { commissioner: whose.value, year })), format)
    return exits.done
  },
})

export const simulationCommands: readonly Command[] = [simulateCommand, simulationsCommand]
