import { monthsWithActivity } from '#activity/import'
import { type Envelope, findEnvelope, lineOfPod, lineTitle, practiceLists } from '#budgets/envelope'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type PlainDate,
  type Refused,
  type Result,
  addPence,
  firstDay,
  noPence,
  ok,
  refused,
  toPence,
  yearInterval,
} from '#shared'
import { listAdjustments } from '../adjusting/adjustments.view.ts'
import { type Base, usualMonths } from '../historic/base.ts'
import { historicBase } from '../historic/base.view.ts'
import { type HistoryStep, historySteps } from '../historic/steps.ts'
import { type Allotted, allot } from '../method/allot.ts'
import type { AmountStep } from '../versions/save-budget.command.ts'
import type { FullAmount } from '../versions/budget.ts'
import type { Built } from './built.ts'
import { type FairLine, fairLines } from './fair.view.ts'
import { type Holder, type SpendByLine, historiesOf, spendByLine, spendKey, spendOf } from './histories.ts'
import { buildNotes } from './notes.ts'
import { withPrescribing } from './prescribing.view.ts'
import { type Way, choiceOf } from './way.ts'

export interface BuildQuestion {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly way: Way
}

export type BuildRefusal = 'no-envelope' | 'no-shares' | 'closed' | 'no-list' | 'below-nothing'

/** The list that a base was registered on: of the first day of its seventh month, which is its middle. */
const middleOf = ({ months }: Base): PlainDate => firstDay(months[Math.floor(months.length / 2)]!)

async function holdersOf(
  ctx: Ctx,
  { commissioner, year }: BuildQuestion,
  { fair, base }: { readonly fair: readonly FairLine[]; readonly base: Base },
): Promise<Result<Holder[], BuildRefusal>> {
  const on = yearInterval(year).from
  const [now, then] = await Promise.all([
    practiceLists(ctx.db, { commissioner, on }),
    practiceLists(ctx.db, { commissioner, on: middleOf(base) }),
  ])
  const known = new Map(fair.flatMap(({ practices }) => practices.map((part) => [part.practice, part] as const)))
  const closed = now.find(({ practice, isOpen }) => known.has(practice) && !isOpen)
  if (closed)
    return refused(
      'closed',
      `Practice ${closed.practice} is closed and would have money: end its membership, or say to which practice its patients went.`,
    )
  const without = [...known.values()].find(({ patients }) => patients <= 0)
  if (without)
    return refused(
      'no-list',
      `Practice ${without.practice} has no list: import the list sizes of ${year}, and build again.`,
    )
  const active = new Set(base.rows.map(({ practice }) => practice))
  const before = new Map(
    then.filter(({ countedOn }) => countedOn !== null).map((list) => [list.practice, list.patients]),
  )
  const holders = [...known.values()].map(({ practice, group, patients }) => {
    const basePatients = before.get(practice)
    return { practice, group, patients, basePatients, isNew: basePatients === undefined && !active.has(practice) }
  })
  return ok(holders.toSorted((a, b) => (a.practice < b.practice ? -1 : 1)))
}

/** How much history gives each practice for each line. */
function historicOf(steps: readonly HistoryStep[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { practice, line, pence } of steps) {
    const key = spendKey(practice, line)
    sums.set(key, (sums.get(key) ?? 0) + pence)
  }
  return sums
}

function belowNothing(historic: ReadonlyMap<string, number>): Refused<'below-nothing'> | undefined {
  const [key] = [...historic].find(([, pence]) => pence < 0) ?? []
  if (key === undefined) return undefined
  const [practice, line] = key.split(' ')
  return refused(
    'below-nothing',
    `The adjustments would take practice ${practice} below nothing in ${lineTitle(line!)}: take one of them back, or make it smaller.`,
  )
}

interface Worked {
  readonly holders: readonly Holder[]
  readonly fair: readonly FairLine[]
  readonly spend: SpendByLine
}

function amountsOf(allotted: readonly Allotted[], { holders, fair, spend }: Worked): FullAmount[] {
  const holderOf = new Map(holders.map((holder) => [holder.practice, holder]))
  const parts = new Map(
    fair.flatMap(({ line, practices }) => practices.map((part) => [spendKey(part.practice, line), part] as const)),
  )
  return allotted.map((cell) => {
    const part = parts.get(spendKey(cell.practice, cell.line))
    const { group, patients } = holderOf.get(cell.practice)!
    return {
      practice: cell.practice,
      line: cell.line,
      group,
      patients,
      pence: cell.pence,
      historicPence: cell.historicPence,
      fairSharePence: cell.fairSharePence,
      historyOfMoneyPence: cell.historyOfMoneyPence,
      fairOfMoneyPence: cell.fairOfMoneyPence,
      baseLines: spendOf(spend, cell.practice, cell.line).lines,
      ageIndex: part?.ageIndex ?? null,
      needIndex: part?.needIndex ?? null,
      mffIndex: part?.mffIndex ?? null,
    }
  })
}

/** The steps of history, then bringing it to the money, then what the method does. Steps of nothing are left out. */
function stepsOf(history: readonly HistoryStep[], allotted: readonly Allotted[]): AmountStep[] {
  const further = allotted.flatMap(({ practice, line, historicPence, historyOfMoneyPence, pence }): AmountStep[] => [
    { practice, line, kind: 'money', pence: toPence(historyOfMoneyPence - historicPence), words: null },
    { practice, line, kind: 'method', pence: toPence(pence - historyOfMoneyPence), words: null },
  ])
  return [...history, ...further].filter(({ kind, pence }) => pence !== 0 || kind === 'base')
}

const inLines = ({ lines }: Envelope) =>
  lines.filter(({ scope }) => scope === 'in').map(({ line, amountPence }) => ({ line, pence: amountPence }))

/** Works out a year’s budgets by one way, to the penny, and keeps nothing. */
export async function buildBudget(ctx: Ctx, question: BuildQuestion): Promise<Result<Built, BuildRefusal>> {
  const { commissioner, year, way } = question
  const envelope = await findEnvelope(ctx.db, { commissioner, year })
  if (!envelope)
    return refused(
      'no-envelope',
      `There is no envelope of ${year}: import one with “locality import envelope FILE --year ${year}”.`,
    )
  const lines = inLines(envelope)
  const months = way.months ?? usualMonths(year, await monthsWithActivity(ctx))
  const [shared, activity, adjustments] = await Promise.all([
    fairLines(ctx, { commissioner, year, lines: lines.map(({ line }) => line) }),
    historicBase(ctx, { commissioner, months, priceYear: year }),
    listAdjustments(ctx, { commissioner, year }),
  ])
  if (!shared.ok) return refused('no-shares', shared.message)
  const fair = shared.value
  const holders = await holdersOf(ctx, question, { fair, base: activity })
  if (!holders.ok) return holders
  const spend = await withPrescribing(ctx, { commissioner, months }, spendByLine(activity.rows, lineOfPod))
  const histories = historiesOf(lines, holders.value, spend)
  const history = histories.flatMap((each) => historySteps(each, adjustments))
  const historic = historicOf(history)
  const negative = belowNothing(historic)
  if (negative) return negative
  const fairOf = new Map(
    fair.flatMap(({ line, practices }) =>
      practices.map((part) => [spendKey(part.practice, line), part.sharePence] as const),
    ),
  )
  const claims = lines.flatMap(({ line }) =>
    holders.value.map(({ practice, patients }) => ({
      practice,
      line,
      patients,
      historicPence: toPence(historic.get(spendKey(practice, line)) ?? 0),
      fairSharePence: fairOf.get(spendKey(practice, line)) ?? noPence,
    })),
  )
  const allotted = allot(claims, envelope.distributable, choiceOf(way))
  const notes = buildNotes(activity, histories, lineTitle)
  const sharedOf = new Map(envelope.distributable.map((each) => [each.line, each.pence]))
  return ok({
    commissioner,
    year,
    envelope,
    base: activity,
    amounts: amountsOf(allotted, { holders: holders.value, fair, spend }),
    steps: stepsOf(history, allotted),
    notes,
    way: {
      ...way,
      year,
      months,
      firstMonth: months[0]!,
      lastMonth: months.at(-1)!,
      prices: activity.prices,
      notes,
      lines: lines.map(({ line, pence }) => {
        const of = fair.find((each) => each.line === line)
        return {
          line,
          envelopePence: pence,
          sharedPence: sharedOf.get(line) ?? noPence,
          weightsFrom: of?.weightsFrom ?? '',
          needFrom: of?.needFrom ?? '',
        }
      }),
    },
  })
}

/** What the amounts of a built budget come to: the control total, or nothing was built right. */
export const totalOf = ({ amounts }: Pick<Built, 'amounts'>) => addPence(noPence, ...amounts.map(({ pence }) => pence))
