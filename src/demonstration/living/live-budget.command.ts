import { join } from 'node:path'
import { findEnvelope, importAgeWeights, importEnvelope, importNeedIndex, setTopSlices } from '#budgets/envelope'
import { workOutFairShares } from '#budgets/fair-shares'
import { drawUpMonth } from '#budgets/monitoring'
import { fillPool, riskParameters, setTerms, termsOf, usualTerms } from '#budgets/risk'
import {
  type BudgetHead,
  agreeBudget,
  budgetToSave,
  buildBudget,
  findBudget,
  issueBudget,
  listBudgets,
  proposeBudget,
  saveBudget,
} from '#budgets/setting'
import type { Ctx } from '#platform'
import { type Month, type Result, financialYearOf, ok } from '#shared'
import { budgetYear, topSlicesOf } from '../files/budget-files.ts'
import { readReference } from '../reference.ts'
import type { World } from '../world/world.ts'
import { inHandsOf, inTheNameOfChair } from './cast.view.ts'

interface Setting {
  /** The operator, who takes files in and stands in for chairs. */
  readonly ctx: Ctx
  readonly finance: Ctx
  readonly world: World
  /** The months of which the last snapshot is in. */
  readonly closed: readonly Month[]
}

const whose = ({ world }: Setting) => ({ commissioner: world.commissioner.code, year: budgetYear(world) })

/** The money there is, the need, and what ages cost: each file is known again when it comes twice. */
async function takeFiles(setting: Setting, folder: string): Promise<Result<unknown>> {
  const { ctx, finance, world } = setting
  const given = (name: string) => ({
    file: join(folder, name),
    name: name.replace('.csv', ' (synthetic).csv'),
    ...whose(setting),
  })
  for (const taken of [
    await importEnvelope(ctx, given('envelope.csv')),
    await importNeedIndex(ctx, given('need-index.csv')),
    await importAgeWeights(ctx, given('age-weights.csv')),
  ])
    if (!taken.ok) return taken
  const envelope = await findEnvelope(ctx.db, whose(setting))
  if (envelope!.topSlices.length > 0) return ok(undefined)
  return setTopSlices(finance, {
    ...whose(setting),
    slices: topSlicesOf(world, readReference().money),
    words: 'Invented: what the board of a demonstration would hold back.',
  })
}

/** Where there is no year before, history is the year's own first months. */
function baseOf({ closed, world }: Setting): { months?: readonly Month[] } {
  const year = budgetYear(world)
  const isBefore = closed.some((month) => financialYearOf(month) < year)
  return isBefore ? {} : { months: closed.slice(0, 6) }
}

const halfMicro = 500_000

async function saveDraft(setting: Setting): Promise<Result<{ budgetNo: number }>> {
  const { finance } = setting
  const shared = await workOutFairShares(finance, whose(setting))
  if (!shared.ok) return shared
  const way = { method: 'blend', weightMicro: halfMicro, lineWeights: {}, ...baseOf(setting) } as const
  const built = await buildBudget(finance, { ...whose(setting), way })
  if (!built.ok) return built
  return saveBudget(finance, budgetToSave(built.value, 'Half history, half fair share'))
}

/** The draft is shown, each chair agrees it in their own hands or in their name, and it becomes the year's budget. */
async function issue({ ctx, finance, world }: Setting, { budgetNo, status }: BudgetHead): Promise<Result<unknown>> {
  if (status === 'draft') {
    const proposed = await proposeBudget(finance, budgetNo)
    if (!proposed.ok) return proposed
  }
  const own = world.groups[world.practices[0]!.group]
  for (const group of world.groups) {
    const hands = group === own ? await inHandsOf(ctx, 'group-chair') : inTheNameOfChair(ctx, group)
    const agreed = await agreeBudget(hands, { budgetNo, group: group.code, event: 'agreed', words: '' })
    if (!agreed.ok) return agreed
  }
  return issueBudget(finance, { budgetNo, words: '' })
}

/** The budget of the year as far as it has come before, and from there until it is issued. */
async function setBudget(setting: Setting): Promise<Result<unknown>> {
  const { ctx } = setting
  const known = (await listBudgets(ctx, whose(setting))).filter(({ status }) => status !== 'withdrawn')
  if (known.some(({ status }) => status === 'issued' || status === 'changed')) return ok(undefined)
  const last = known[0]
  if (last) return issue(setting, last)
  const saved = await saveDraft(setting)
  return saved.ok ? issue(setting, (await findBudget(ctx, saved.value.budgetNo))!) : saved
}

/** Statements of the latest month that is complete, and the pool of risk that was held back. */
async function watchYear(setting: Setting): Promise<Result<unknown>> {
  const { finance, closed } = setting
  const { commissioner, year } = whose(setting)
  if (!(await termsOf(finance, { commissioner, year }))) {
    const drawn = await drawUpMonth(finance, { commissioner, month: closed.at(-1)! })
    if (!drawn.ok) return drawn
    const terms = { ...usualTerms(riskParameters(year)), contribution: { kind: 'top-slice' } } as const
    const words = 'Invented: the pool is what was held back for it.'
    const set = await setTerms(finance, { commissioner, fromYear: year, terms, words })
    if (!set.ok) return set
  }
  const filled = await fillPool(finance, { commissioner, year })
  const standsAsItWas = !filled.ok && (filled.code === 'same' || filled.code === 'paid-out')
  return standsAsItWas ? ok(undefined) : filled
}

/**
 * Sets the budget of the last year as people would: the envelope and the need come by file, the finance lead builds half on history and
 * half on fair shares, every group agrees, and statements of a month are drawn up. What was done is left as it is when asked again.
 */
export async function liveBudget(
  ctx: Ctx,
  { world, folder, closed }: { readonly world: World; readonly folder: string; readonly closed: readonly Month[] },
): Promise<Result<unknown>> {
  const setting: Setting = { ctx, finance: await inHandsOf(ctx, 'finance-lead'), world, closed }
  const taken = await takeFiles(setting, folder)
  if (!taken.ok) return taken
  const set = await setBudget(setting)
  return set.ok ? watchYear(setting) : set
}
