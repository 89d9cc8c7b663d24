import { type Pence, monthNumber, monthOfYear, noPence, toPence } from '#shared'
import { missingMonths } from '../actuals/missing-months.ts'
import { daysFor } from '../forecast/days.ts'
import { monthTable } from '../forecast/month-table.ts'
import { isOfEverything, quarterPairs } from '../forecast/trials.ts'
import { spreadOf } from '../noise/spread.ts'
import { phaseYear } from '../phasing/phase-year.ts'
import { type Figure, type Months, emptyMonths, planned, spent, upTo } from '../position/figure.ts'
import type { Method } from '../position/method.ts'
import { splitVariance } from '../variance/split-variance.ts'
import type { Amount, WorkAsked } from './asked.ts'
import { chooseModel, forecasts } from './forecasts.ts'
import { besideNote, lateNotes } from './notes.ts'
import { lineMethods, phasings } from './phasings.ts'
import { knownMonths, placeOf, yearSpending } from './year-spending.ts'

export interface WorkedOut {
  readonly method: Method
  readonly figures: readonly Figure[]
}

/** Spent and expected of one place: months after the last sent are expected, up to the month asked for as late, after it as to come. */
function withForecast(
  months: Months,
  forecast: { from: number; rest: readonly number[] } | undefined,
  upto: number,
): Months {
  if (!forecast) return months
  const expected = (at: number): number => (at >= forecast.from ? forecast.rest[at - forecast.from]! : 0)
  return {
    ...months,
    late: months.late.map((pence, at) => pence + (at < upto ? expected(at) : 0)),
    toCome: months.toCome.map((pence, at) => pence + (at >= upto ? expected(at) : 0)),
  }
}

/** A line that nobody sends anything of is spent as it was planned: there is nothing else to go by. */
function asPlanned(months: Months, upto: number): Months {
  return {
    ...months,
    late: months.plan.map((pence, at) => (at < upto ? pence : 0)),
    toCome: months.plan.map((pence, at) => (at >= upto ? pence : 0)),
  }
}

/**
 * The statements of one month: for each practice and line of the budget the plan by month, what was spent, what is estimated and expected,
 * and why spending differs; and with what all of it was worked out. The parts of a plan make the year to the penny, the figures of
 * practices make the whole, and price, volume and mix make the variance.
 */
export function workOut(asked: WorkAsked): WorkedOut {
  const upto = monthNumber(asked.month)
  const months = Array.from({ length: upto }, (_, at) => monthOfYear(asked.year, at + 1))
  const days = daysFor(asked.policy.weekday_lines)
  const table = monthTable(asked.spending.sums)
  const missing = missingMonths(asked.spending, months)
  const spending = yearSpending(asked, days, months)
  const chosen = chooseModel(asked, table, { missing, days })
  const expected = forecasts(asked, table, { spending, model: chosen.model, days })
  const phased = phasings(asked, table)
  const budgeted = new Map(asked.amounts.map((amount) => [placeOf(amount.practice, amount.line), amount]))
  const rest = [...spending.rows.values()].filter(({ practice, line }) => !budgeted.has(placeOf(practice, line)))
  const groups = new Map(asked.amounts.map(({ practice, group }) => [practice, group ?? '']))
  const unplanned: Amount[] = rest.map(({ practice, line }) => ({
    practice,
    group: groups.get(practice) ?? null,
    line,
    pence: noPence,
  }))

  const figureOf = ({ practice, group, line, pence }: Amount): Figure => {
    const key = placeOf(practice, line)
    const plan = phaseYear(pence, phased.get(line)!.weights)
    const known = { ...(spending.rows.get(key)?.months ?? emptyMonths()), plan }
    const isKnown = asked.sourceOf(line) !== 'none' || spending.monthsOf(line) > 0
    const own = isKnown ? withForecast(known, expected.get(key), upto) : asPlanned(known, upto)
    const lateSoFar = upTo(own.late, upto)
    const split =
      isKnown && asked.cells.hasBase
        ? splitVariance(toPence(planned({ months: own }, upto) - lateSoFar), asked.cells.of(practice, line))
        : null
    const figure = { practice, group: group ?? '', line, yearPence: pence, months: own, split }
    return checked(figure, upto)
  }

  const { practices_to_measure: atLeast } = asked.policy.variation
  const spreads = (line?: string): number | null => spreadOf(quarterPairs(chosen.trials[0], line), atLeast) ?? null
  const lines = lineMethods(phased, asked.choices).map((method) => ({
    ...method,
    spread: spreads(method.line),
    completion: asked.completion.get(method.line) ?? 1,
  }))
  const figures = [...asked.amounts, ...unplanned].map(figureOf)
  return {
    figures,
    method: {
      lines,
      spread: isOfEverything(table, chosen.trials[0]) ? spreads() : null,
      known: knownMonths(asked.spending.sent, months, missing),
      model: chosen.model,
      trials: chosen.trials.length,
      errors: chosen.errors,
      historyWeight: asked.historyWeight,
      mixBy: figures.some(({ split }) => split) ? asked.cells.by : 'none',
      mixPrices: asked.cells.prices,
      notes: [...[...phased.values()].flatMap(({ note }) => note ?? []), ...lateNotes(asked, spending)],
      insideNotes: besideNote(spending.besidePence as Pence),
    },
  }
}

/** Price, volume and mix that do not make the variance are a fault of the product, never shown. */
function checked(figure: Figure, upto: number): Figure {
  const { split } = figure
  if (!split) return figure
  const parts = split.pricePence + split.volumePence + split.mixPence
  if (parts !== spent(figure, upto) - planned(figure, upto))
    throw new Error(`the parts of a variance do not make it: ${figure.practice} ${figure.line}`)
  return figure
}
