import { commissionerOption, formatInput, formatOption, yearInput } from '#budgets/envelope'
import { type PlainDate, type Result, dayInLondon, findPlainDate, formatDate, formatPence, ok, refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { type BudgetHead, eventOf, latestVersion } from '../versions/budget.ts'
import { budgetAmounts, findBudget, issuedVersion, listBudgets } from '../versions/budgets.view.ts'
import { compareBy } from '../versions/compare.ts'
import { issueBudget } from '../versions/issue-budget.command.ts'
import { proposeBudget, withdrawBudget } from '../versions/propose-budget.command.ts'
import { agreeBudget } from '../versions/agree-budget.command.ts'
import { noSuchBudget } from '../versions/refusals.ts'
import { amountsTable } from './amounts-table.ts'
import { budgetsTable } from './budgets-table.ts'
import { compareTable } from './compare-table.ts'
import { namesFor } from './names.view.ts'
import { statusWords } from './status-words.ts'

const budgetNo = z.coerce.number().int().positive().max(2_147_483_647)
const budgetOption = { flag: '--budget <number>', words: 'the number of the budget', required: true } as const
const reasonOption = { flag: '--reason <reason>', words: 'why', unkept: true } as const

function versionAsked(head: BudgetHead, version: number | undefined): Result<number> {
  const latest = latestVersion(head).version
  if (version === undefined) return ok(latest)
  return version <= latest ? ok(version) : refused('not-found', `Budget ${head.budgetNo} has ${latest} versions.`)
}

/** Which day to ask for instead: the earliest on which one of them was issued. */
function notIssuedBy(day: PlainDate, heads: readonly BudgetHead[]) {
  const days = heads.flatMap((head) => eventOf(head, 'issued')?.at ?? []).map(dayInLondon)
  const first = days.toSorted()[0]
  const when = first === undefined ? 'None is issued yet.' : `The first was issued on ${formatDate(first)}.`
  return refused('not-found', `No budget was issued by ${formatDate(day)}. ${when}`)
}

const showCommand = defineCommand({
  name: 'budget show',
  summary:
    'Lists the budgets that were saved, or the amounts of one: as it is, in a version, or as it was issued on a day',
  options: [
    { ...budgetOption, required: false },
    { flag: '--year <year>', words: 'only of this year; with --as-at the issued budget of it' },
    { flag: '--version <number>', words: 'the version of the budget; the latest without' },
    { flag: '--as-at <day>', words: 'as it was issued at the end of a day, like 2008-06-30' },
    commissionerOption,
    formatOption,
  ],
  input: z.object({
    budget: budgetNo.optional(),
    year: yearInput.optional(),
    version: budgetNo.optional(),
    asAt: z.string().optional(),
    commissioner: z.string().optional(),
    format: formatInput,
  }),
  async run(ctx, { budget, year, version, asAt, commissioner, format }, out) {
    const which = { ...(year !== undefined && { year }), ...(commissioner !== undefined && { commissioner }) }
    if (budget === undefined && asAt === undefined) {
      const names = await namesFor(ctx)
      await out.table(budgetsTable(await listBudgets(ctx, which), names.group), format)
      return exits.done
    }
    const day = asAt === undefined ? undefined : findPlainDate(asAt)
    if (asAt !== undefined && !day)
      return sayRefusal(out, refused('day', `“${asAt}” is no day: write it like 2008-06-30.`))
    const heads = budget === undefined ? await listBudgets(ctx, which) : await listBudgets(ctx, { budgetNo: budget })
    const found = day ? issuedVersion(heads, day) : heads[0] && { head: heads[0], version: undefined }
    if (!found) return sayRefusal(out, day ? notIssuedBy(day, heads) : noSuchBudget())
    const at = versionAsked(found.head, version ?? found.version)
    if (!at.ok) return sayRefusal(out, at)
    const { head } = found
    const caption = `${head.name}, budgets of ${head.year}, version ${at.value}`
    const amounts = await budgetAmounts(ctx, head.budgetNo, at.value)
    await out.table(amountsTable(amounts, { caption, notes: [`${statusWords[head.status]}.`] }), format)
    return exits.done
  },
})

const compareCommand = defineCommand({
  name: 'budget compare',
  summary: 'Puts two budgets side by side by practice, or two versions of one',
  arguments: [
    { name: 'left', words: 'a budget, or one in a version like 3.1' },
    { name: 'right', words: 'the other' },
  ],
  options: [formatOption],
  input: z.object({ left: z.string(), right: z.string(), format: formatInput }),
  async run(ctx, { left, right, format }, out) {
    const sides = []
    for (const text of [left, right]) {
      const [number, version] = text.split('.').map(Number)
      const head = Number.isInteger(number) ? await findBudget(ctx, number!) : undefined
      if (!head) return sayRefusal(out, noSuchBudget())
      const at = versionAsked(head, version)
      if (!at.ok) return sayRefusal(out, at)
      sides.push({ head, version: at.value, amounts: await budgetAmounts(ctx, head.budgetNo, at.value) })
    }
    const [one, other] = sides as [(typeof sides)[number], (typeof sides)[number]]
    const names = await namesFor(ctx)
    const label = ({ head, version }: typeof one): string => `Budget ${head.budgetNo}.${version}`
    const table = compareTable(
      compareBy(one.amounts, other.amounts, ({ practice }) => practice),
      {
        caption: `${one.head.name} and ${other.head.name}`,
        left: label(one),
        right: label(other),
        codeLabel: 'Practice',
        nameOf: names.of,
      },
    )
    await out.table(table, format)
    return exits.done
  },
})

/** One deed with a saved budget, said in one line. */
const deed = (
  name: string,
  summary: string,
  done: string,
  run: (
    ctx: Parameters<typeof issueBudget>[0],
    input: { budgetNo: number; words: string },
  ) => Promise<Result<BudgetHead>>,
): Command =>
  defineCommand({
    name,
    changes: true,
    summary,
    options: [budgetOption, reasonOption],
    input: z.object({ budget: budgetNo, reason: z.string().optional() }),
    async run(ctx, { budget, reason = '' }, out) {
      const said = await run(ctx, { budgetNo: budget, words: reason })
      if (!said.ok) return sayRefusal(out, said)
      const controlTotalPence = latestVersion(said.value).controlTotalPence
      if (out.wantsJson) out.json({ budget, done, controlTotalPence })
      else out.print(`Budget ${budget} of ${said.value.year} is ${done}: ${formatPence(controlTotalPence)}.`)
      return exits.done
    },
  })

const agreeCommand = defineCommand({
  name: 'budget agree',
  changes: true,
  summary: 'Writes down that a group agrees a proposed budget, or with --question what it asks',
  options: [
    budgetOption,
    { flag: '--group <code>', words: 'which group', required: true },
    { flag: '--question <words>', words: 'what it asks instead of agreeing', unkept: true },
  ],
  input: z.object({ budget: budgetNo, group: z.string().min(1), question: z.string().optional() }),
  async run(ctx, { budget, group, question }, out) {
    const event = question === undefined ? 'agreed' : 'questioned'
    const said = await agreeBudget(ctx, { budgetNo: budget, group, event, words: question ?? '' })
    if (!said.ok) return sayRefusal(out, said)
    if (out.wantsJson) out.json({ budget, group, event })
    else out.print(`${group} has ${event} budget ${budget}.`)
    return exits.done
  },
})

export const budgetCommands: readonly Command[] = [
  showCommand,
  compareCommand,
  deed('budget propose', 'Shows a draft to practices and groups', 'proposed', (ctx, input) =>
    proposeBudget(ctx, input.budgetNo),
  ),
  agreeCommand,
  deed(
    'budget issue',
    'Makes a budget the year’s own; without every group’s agreement it needs a reason',
    'issued',
    issueBudget,
  ),
  deed('budget withdraw', 'Takes back a budget that was not issued, with a reason', 'withdrawn', withdrawBudget),
]
