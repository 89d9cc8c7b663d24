import { listPersons } from '#programme/leads'
import type { Ctx } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { setBaseline, setTolerance } from '../baseline/set-baseline.command.ts'
import type { PlanItem } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { noteProgress, setStatus } from '../items/progress.command.ts'
import { undoImport } from '../items/undo.command.ts'
import { settleLead } from '../leads/settle-lead.command.ts'
import { statuses } from '../timescale/timescale.ts'
import { groupOption } from './plan.cli.ts'

const refOption = { flag: '--ref <reference>', words: 'the item, like 2.3', required: true } as const

async function itemAt(ctx: Ctx, owner: string, ref: string): Promise<Result<PlanItem, 'ref'>> {
  const found = (await planItems(ctx, { owner })).find((item) => item.ref === ref)
  return found ? ok(found) : refused('ref', `The plan of ${owner} has no item ${ref}: “locality plan list” lists all.`)
}

/** People of the register by their names, which are told apart by nothing else. */
async function peopleNamed(ctx: Ctx, owner: string, names: readonly string[]): Promise<Result<number[], 'people'>> {
  const people = await listPersons(ctx, { owner })
  const numbers: number[] = []
  for (const name of names) {
    const found = people.find((person) => person.name.toLowerCase() === name.trim().toLowerCase())
    if (!found)
      return refused(
        'people',
        `There is nobody called “${name.trim()}” in the register of ${owner}: “locality leads persons” lists all.`,
      )
    numbers.push(found.personNo)
  }
  return ok(numbers)
}

interface Settling {
  readonly group: string
  readonly person?: string | undefined
  readonly post?: string | undefined
  readonly body?: string | undefined
  readonly nobody: boolean
  readonly takeBack: boolean
}

type Meant = Pick<Parameters<typeof settleLead>[1], 'meaning' | 'people' | 'words'>

async function meantBy(
  ctx: Ctx,
  { group, person, post, body, nobody, takeBack }: Settling,
): Promise<Result<Meant, string>> {
  const said = [person, post, body].filter((each) => each !== undefined).length + Number(nobody) + Number(takeBack)
  if (said !== 1) return refused('meaning', 'Say one of --person, --post, --body, --nobody and --take-back.')
  if (person !== undefined) {
    const people = await peopleNamed(ctx, group, person.split(';'))
    return people.ok ? ok({ meaning: 'people', people: people.value, words: '' }) : people
  }
  if (post !== undefined) return ok({ meaning: 'post', people: [], words: post })
  if (body !== undefined) return ok({ meaning: 'body', people: [], words: body })
  return ok({ meaning: nobody ? 'nobody' : 'open', people: [], words: '' })
}

const settleCommand = defineCommand({
  name: 'plan settle',
  changes: true,
  summary: 'Says what initials or words among the leads mean; it is remembered for the plan, or for one item',
  options: [
    groupOption,
    { flag: '--lead <words>', words: 'as it stands among the leads, like JL', required: true },
    { flag: '--person <names>', words: 'who is meant, by name; several between semicolons' },
    { flag: '--post <words>', words: 'it is a post or a kind of post, called so' },
    { flag: '--body <words>', words: 'it is a body, called so' },
    { flag: '--nobody', words: 'it names nobody' },
    { flag: '--take-back', words: 'take back what was said before' },
    { flag: '--ref <reference>', words: 'at this item alone' },
  ],
  input: z.object({
    group: z.string(),
    lead: z.string(),
    person: z.string().optional(),
    post: z.string().optional(),
    body: z.string().optional(),
    nobody: z.boolean().default(false),
    takeBack: z.boolean().default(false),
    ref: z.string().optional(),
  }),
  async run(ctx, input, out) {
    const item = input.ref === undefined ? undefined : await itemAt(ctx, input.group, input.ref)
    if (item && !item.ok) return sayRefusal(out, item)
    const meant = await meantBy(ctx, input)
    if (!meant.ok) return sayRefusal(out, meant)
    const itemNo = item?.value.itemNo ?? null
    const done = await settleLead(ctx, { owner: input.group, leadText: input.lead, itemNo, ...meant.value })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ lead: input.lead, ...meant.value })
    else out.print(`It is remembered what ${input.lead} means.`)
    return exits.done
  },
})

const statusCommand = defineCommand({
  name: 'plan status',
  changes: true,
  summary: 'Says how an item of a plan stands',
  options: [
    groupOption,
    refOption,
    { flag: '--status <status>', words: 'how it stands', choices: statuses, required: true },
    { flag: '--words <words>', words: 'what there is to say of it', unkept: true },
  ],
  input: z.object({ group: z.string(), ref: z.string(), status: z.enum(statuses), words: z.string().default('') }),
  async run(ctx, { group, ref, status, words }, out) {
    const item = await itemAt(ctx, group, ref)
    if (!item.ok) return sayRefusal(out, item)
    const done = await setStatus(ctx, { owner: group, itemNo: item.value.itemNo, status, words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ ref, status })
    else out.print(`${ref} is ${status}.`)
    return exits.done
  },
})

const noteCommand = defineCommand({
  name: 'plan note',
  changes: true,
  summary: 'Notes how an item of a plan goes on',
  options: [groupOption, refOption, { flag: '--words <words>', words: 'the note', required: true, unkept: true }],
  input: z.object({ group: z.string(), ref: z.string(), words: z.string() }),
  async run(ctx, { group, ref, words }, out) {
    const item = await itemAt(ctx, group, ref)
    if (!item.ok) return sayRefusal(out, item)
    const done = await noteProgress(ctx, { owner: group, itemNo: item.value.itemNo, words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ ref })
    else out.print(`It is noted at ${ref}.`)
    return exits.done
  },
})

const baselineCommand = defineCommand({
  name: 'plan baseline',
  changes: true,
  summary: 'Keeps the plan as it stands, to hold what comes of it against',
  options: [
    groupOption,
    { flag: '--title <title>', words: 'what it is, like “Agreed in April”', required: true, unkept: true },
  ],
  input: z.object({ group: z.string(), title: z.string() }),
  async run(ctx, { group, title }, out) {
    const done = await setBaseline(ctx, { owner: group, title })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Baseline ${done.value.baselineNo} keeps ${done.value.items} items.`)
    return exits.done
  },
})

const toleranceCommand = defineCommand({
  name: 'plan tolerance',
  changes: true,
  summary: 'Says by how many days items of a plan may slip',
  options: [groupOption, { flag: '--days <days>', words: 'from 0 to 366', required: true }],
  input: z.object({ group: z.string(), days: z.coerce.number().int() }),
  async run(ctx, { group, days }, out) {
    const done = await setTolerance(ctx, { owner: group, days })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Items may slip by ${days} days.`)
    return exits.done
  },
})

const undoCommand = defineCommand({
  name: 'plan undo-import',
  changes: true,
  summary: 'Takes back what a file changed in a plan; what somebody changed since stays',
  options: [
    groupOption,
    { flag: '--import <number>', words: 'its number, as the import said with --json', required: true },
  ],
  input: z.object({ group: z.string(), import: z.coerce.number().int().positive() }),
  async run(ctx, { group, import: importNo }, out) {
    const done: Result<{ undone: number; kept: string[] }> | Refused<string> = await undoImport(ctx, {
      owner: group,
      importNo,
    })
    if (!done.ok) return sayRefusal(out, done)
    const { undone, kept } = done.value
    if (out.wantsJson) out.json({ undone, kept })
    else
      out.print(
        `${undone} items are as they were.${kept.length === 0 ? '' : ` Changed since, and left: ${kept.join(', ')}.`}`,
      )
    return exits.done
  },
})

export const changingCommands: readonly Command[] = [
  settleCommand,
  statusCommand,
  noteCommand,
  baselineCommand,
  toleranceCommand,
  undoCommand,
]
