import { type Result, findPlainDate, ok, refused } from '#shared'
import type { Ctx } from '#platform'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { rateTarget, takeBackRating } from '../assessment/rate-target.command.ts'
import { type Rated, ratings, unsaid } from '../assessment/rating.ts'
import { openAgain, signOff } from '../assessment/sign-off.command.ts'
import { noteTargetDrift } from '../evidence/note-target-drift.command.ts'
import type { GroupStanding } from '../level/group-standing.view.ts'
import { optionalRate, ofGroup, groupOption, standingOfGroup, yearOption } from './terminal-input.ts'

const targetOption = { flag: '--target <ref>', words: 'which target, like 2.3.1', required: true } as const

const rateInput = ofGroup.omit({ format: true }).extend({
  target: z.string(),
  rating: z.enum(ratings).optional(),
  words: z.string().optional(),
  lead: z.string().optional(),
  due: z.string().optional(),
  days: z.coerce.number().int().min(0).optional(),
  cost: optionalRate,
  link: z.string().optional(),
})

type ToRate = z.output<typeof rateInput>

/** What stands with what was given in its place. */
function ratedWith({ standings }: GroupStanding, given: ToRate): Result<Rated, 'no-target' | 'day'> {
  const held = standings.find(({ target }) => target.ref === given.target)
  if (!held) return refused('no-target', `There is no target ${given.target.slice(0, 20)} in this assessment.`)
  const due = given.due === undefined ? undefined : findPlainDate(given.due)
  if (given.due !== undefined && !due) return refused('day', 'Write the day like 2008-03-31.')
  const { rating, words, lead, due: until, costPence, effortDays, link } = held.said ?? unsaid(given.target)
  return ok({
    target: given.target,
    rating: given.rating ?? rating,
    words: given.words ?? words,
    lead: given.lead ?? lead,
    due: due ?? until,
    costPence: given.cost ?? costPence,
    effortDays: given.days ?? effortDays,
    link: given.link ?? link,
  })
}

async function rate(ctx: Ctx, given: ToRate): Promise<Result<unknown>> {
  const found = await standingOfGroup(ctx, given)
  if (!found.ok) return found
  const rated = ratedWith(found.value, given)
  return rated.ok ? rateTarget(ctx, { ...rated.value, assessmentNo: found.value.assessment.assessmentNo }) : rated
}

const rateCommand = defineCommand({
  name: 'framework rate',
  changes: true,
  summary: 'Says how much work a target still is, who sees to it and until when; what is not given stays',
  options: [
    groupOption,
    targetOption,
    { flag: '--rating <rating>', words: 'how much work it still is', choices: ratings },
    { flag: '--words <words>', words: 'the action, or the evidence', unkept: true },
    { flag: '--lead <name>', words: 'who sees to it', unkept: true },
    { flag: '--due <day>', words: 'until when, like 2008-03-31' },
    { flag: '--days <days>', words: 'days of work' },
    { flag: '--cost <pounds>', words: 'what it costs beside' },
    { flag: '--link <address>', words: 'a document or a link', unkept: true },
    yearOption,
  ],
  input: rateInput,
  async run(ctx, given, out) {
    const done = await rate(ctx, given)
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ target: given.target })
    else out.print('It is kept.')
    return exits.done
  },
})

const takeBackCommand = defineCommand({
  name: 'framework take-back',
  changes: true,
  summary: 'Takes back what was said last of a target: what stood before stands again',
  options: [groupOption, targetOption, yearOption],
  input: ofGroup.omit({ format: true }).extend({ target: z.string() }),
  async run(ctx, given, out) {
    const found = await standingOfGroup(ctx, given)
    if (!found.ok) return sayRefusal(out, found)
    const done = await takeBackRating(ctx, { assessmentNo: found.value.assessment.assessmentNo, target: given.target })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ target: given.target })
    else out.print('It is taken back.')
    return exits.done
  },
})

const signCommand = defineCommand({
  name: 'framework sign-off',
  changes: true,
  summary: 'Signs an assessment off, and keeps what is measured at this moment',
  options: [groupOption, yearOption, { flag: '--words <words>', words: 'a word on it', unkept: true }],
  input: ofGroup.omit({ format: true }).extend({ words: z.string().default('') }),
  async run(ctx, given, out) {
    const found = await standingOfGroup(ctx, given)
    if (!found.ok) return sayRefusal(out, found)
    const done = await signOff(ctx, { assessmentNo: found.value.assessment.assessmentNo, words: given.words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`It is signed off, with ${done.value.measured} targets as they were measured.`)
    return exits.done
  },
})

const openCommand = defineCommand({
  name: 'framework open-again',
  changes: true,
  summary: 'Opens a signed-off assessment again',
  options: [groupOption, yearOption, { flag: '--words <words>', words: 'why', required: true, unkept: true }],
  input: ofGroup.omit({ format: true }).extend({ words: z.string() }),
  async run(ctx, given, out) {
    const found = await standingOfGroup(ctx, given)
    if (!found.ok) return sayRefusal(out, found)
    const done = await openAgain(ctx, { assessmentNo: found.value.assessment.assessmentNo, words: given.words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ open: true })
    else out.print('It is open again.')
    return exits.done
  },
})

const driftCommand = defineCommand({
  name: 'framework drift',
  changes: true,
  summary: 'Notes targets that were rated OK and are measured below their threshold, for the group’s next agenda',
  options: [groupOption, yearOption],
  input: ofGroup.omit({ format: true }),
  async run(ctx, given, out) {
    const found = await standingOfGroup(ctx, given)
    if (!found.ok) return sayRefusal(out, found)
    const done = await noteTargetDrift(ctx, found.value.assessment.assessmentNo)
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`${done.value.found} targets are below their threshold, ${done.value.noted} of them noted now.`)
    return exits.done
  },
})

export const changingCommands: readonly Command[] = [
  rateCommand,
  takeBackCommand,
  signCommand,
  openCommand,
  driftCommand,
]
