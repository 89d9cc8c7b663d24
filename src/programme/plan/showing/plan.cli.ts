import { basename } from 'node:path'
import type { Ctx } from '#platform'
import { findPlainDate } from '#shared'
import { type Command, type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { findBaseline, listBaselines } from '../baseline/baselines.view.ts'
import { compare } from '../baseline/comparison.ts'
import { planSlippage } from '../baseline/slippage.view.ts'
import { importPeople } from '../importing/import-people.command.ts'
import { type PlanImportResult, importPlan } from '../importing/import-plan.command.ts'
import { planItems } from '../items/items.view.ts'
import { whosePlan } from '../items/whose.view.ts'
import { listUnresolved } from '../leads/unresolved.view.ts'
import { comparisonTable, rejectsTable, slippageTable } from './other-tables.ts'
import { planTable } from './plan-table.ts'
import { unresolvedTable } from './unresolved-table.ts'

export const groupOption = {
  flag: '--group <code>',
  words: 'the group or commissioner whose plan it is',
  required: true,
} as const
export const formatOption = {
  flag: '--format <format>',
  words: 'how to write it',
  choices: ['text', 'csv', 'json', 'xlsx'],
} as const
const formatInput = z.enum(['text', 'csv', 'json', 'xlsx']).optional()

const day = z.string().transform((text, context) => {
  const found = findPlainDate(text)
  if (!found) context.addIssue({ code: 'custom', message: `“${text}” is no day: write it like 2006-03-31.` })
  return found ?? z.NEVER
})

async function sayImport(file: string, result: PlanImportResult, out: Terminal): Promise<ExitCode> {
  if (!result.ok) {
    const rejects = 'rejects' in result ? result.rejects : []
    out.warn(result.message)
    if (out.wantsJson)
      out.json({ file, imported: false, refused: { code: result.code, message: result.message }, rejects })
    else if (rejects.length > 0) await out.table(rejectsTable(rejects), 'text')
    return exits.refused
  }
  const { rows, added, changed, same, notes, rejects } = result.value
  if (out.wantsJson) {
    out.json({ file, imported: true, ...result.value })
    return exits.done
  }
  out.print(`“${file}”: ${rows} rows read, ${added} added, ${changed} changed, ${same} as they were.`)
  for (const note of notes) out.print(note)
  if (rejects.length > 0) await out.table(rejectsTable(rejects), 'text')
  return exits.done
}

const importing = (
  what: string,
  summary: string,
  run: (
    ctx: Ctx,
    taken: { owner: string; source: { path: string; name: string }; acceptPartial: boolean },
  ) => Promise<PlanImportResult>,
): Command =>
  defineCommand({
    name: `import ${what}`,
    changes: true,
    summary,
    arguments: [{ name: 'file', words: 'a CSV, a workbook or a .docx' }],
    options: [groupOption, { flag: '--accept-partial', words: 'take the good rows when others are rejected' }],
    input: z.object({ file: z.string(), group: z.string(), acceptPartial: z.boolean().default(false) }),
    run: async (ctx, { file, group, acceptPartial }, out) =>
      sayImport(
        basename(file),
        await run(ctx, { owner: group, source: { path: file, name: basename(file) }, acceptPartial }),
        out,
      ),
  })

const listCommand = defineCommand({
  name: 'plan list',
  summary: 'Lists the plan of a group: its objectives, who leads, how they stand and by when',
  options: [groupOption, { flag: '--on <day>', words: 'late by this day; today without it' }, formatOption],
  input: z.object({ group: z.string(), on: day.optional(), format: formatInput }),
  async run(ctx, { group, on, format }, out) {
    const whose = await whosePlan(ctx, group)
    if (!whose.ok) return sayRefusal(out, whose)
    const items = await planItems(ctx, { owner: group, ...(on !== undefined && { on }) })
    await out.table(planTable(items, `Plan of ${whose.value.owner.name}`), format)
    return exits.done
  },
})

const unresolvedCommand = defineCommand({
  name: 'plan unresolved',
  summary: 'Lists initials, posts and bodies among the leads that somebody has to settle; nothing is guessed',
  options: [groupOption, formatOption],
  input: z.object({ group: z.string(), format: formatInput }),
  async run(ctx, { group, format }, out) {
    const whose = await whosePlan(ctx, group)
    if (!whose.ok) return sayRefusal(out, whose)
    await out.table(unresolvedTable(await listUnresolved(ctx, group), group), format)
    return exits.done
  },
})

const slippageCommand = defineCommand({
  name: 'plan slippage',
  summary: 'Lists items that are late, or put off since the baseline, by more than is tolerated',
  options: [groupOption, { flag: '--on <day>', words: 'late by this day; today without it' }, formatOption],
  input: z.object({ group: z.string(), on: day.optional(), format: formatInput }),
  async run(ctx, { group, on, format }, out) {
    const whose = await whosePlan(ctx, group)
    if (!whose.ok) return sayRefusal(out, whose)
    await out.table(slippageTable(await planSlippage(ctx, { owner: group, ...(on !== undefined && { on }) })), format)
    return exits.done
  },
})

const compareCommand = defineCommand({
  name: 'plan compare',
  summary: 'Holds the plan as it stands against a baseline',
  options: [groupOption, { flag: '--baseline <number>', words: 'which; the latest without it' }, formatOption],
  input: z.object({ group: z.string(), baseline: z.coerce.number().int().positive().optional(), format: formatInput }),
  async run(ctx, { group, baseline, format }, out) {
    const number = baseline ?? (await listBaselines(ctx, group))[0]?.baselineNo
    const found = number === undefined ? undefined : await findBaseline(ctx, group, number)
    if (!found)
      return sayRefusal(out, {
        ok: false,
        code: 'not-found',
        message: 'There is no such baseline of this plan: keep one with “locality plan baseline”.',
      })
    const items = await planItems(ctx, { owner: group })
    await out.table(comparisonTable(compare(found.lines, items), found.title), format)
    return exits.done
  },
})

export const showingCommands: readonly Command[] = [
  importing(
    'work-plan',
    'Takes the plan of a group: objectives, leads and timescales as people wrote them',
    importPlan,
  ),
  importing(
    'people',
    'Takes the register of names and initials that the leads of a plan are matched against',
    importPeople,
  ),
  listCommand,
  unresolvedCommand,
  slippageCommand,
  compareCommand,
]
