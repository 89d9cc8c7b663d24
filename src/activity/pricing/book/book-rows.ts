import { type PlainDate, financialYearOf, toPlainDate, yearInterval } from '#shared'
import type { LakeValue } from '#lake'
import { type LocalPrice, endOfTime, holderOn, spansOf } from '../lists/local-price.ts'
import {
  type ApcPrice,
  type EmergencyPrice,
  type OutpatientPrice,
  type Tariff,
  type TariffParts,
  listsInForce,
} from '../lists/tariff.ts'
import type { Shelf } from '../rules/price-rules.ts'
import type { BookFacts } from './book-facts.ts'

export type Rows = LakeValue[][]

/** Rows of the tables of the price book, values in the order of their columns in `make-price-book.lake.sql`. */
export interface BookRows {
  readonly pod: Rows
  readonly period: Rows
  readonly price: Rows
  readonly terms: Rows
  readonly topUp: Rows
  readonly local: Rows
}

/** The book answers for days of these years; a line outside them has no list. */
const firstDay = toPlainDate('1990-04-01')
const lastDay = toPlainDate('2060-04-01')

/** A list in force, under the number by which the book's tables know it. */
interface BookList {
  readonly no: number
  readonly tariff: Tariff
  readonly from: PlainDate
  readonly to: PlainDate
}

export function bookRows(facts: BookFacts): BookRows {
  const lists = listsInForce(facts.tariffs).map(({ version, from, to }, at) => ({
    no: at + 1,
    tariff: version,
    from,
    to,
  }))
  const periods = periodsOf(facts, lists)
  return {
    pod: facts.rules.pointsOfDelivery.map((pod) => [
      pod.code,
      pod.family,
      pod.shelf ?? null,
      pod.visit ?? null,
      pod.dated_by,
    ]),
    period: periods.map((period) => periodRow(facts, period)),
    price: lists.flatMap(({ no, tariff }) => priceRows(no, tariff.parts)),
    terms: periods.flatMap((period) => termsRows(facts, period)),
    topUp: lists.flatMap(({ no, tariff }) =>
      tariff.parts.topUps.map(({ serviceCode, rateBp }) => [no, serviceCode, rateBp]),
    ),
    local: localRows(facts),
  }
}

/** A run of days on which list, rules and every contract's rounding stay the same. */
interface Period {
  readonly no: number
  readonly from: PlainDate
  readonly to: PlainDate
  readonly list: BookList | undefined
}

function periodsOf(facts: BookFacts, lists: readonly BookList[]): Period[] {
  const years = Array.from(
    { length: 71 },
    (_, at) => yearInterval(financialYearOf(toPlainDate(`${1990 + at}-04-01`))).from,
  )
  const changes = [
    ...years,
    ...lists.flatMap(({ from, to }) => [from, to]),
    ...facts.rules.dated.map(({ from }) => from),
    ...facts.roundings.flatMap(({ from, to }) => [from, to ?? endOfTime]),
  ]
  const cuts = [...new Set(changes)].filter((day) => firstDay <= day && day <= lastDay).toSorted()
  return cuts.slice(0, -1).map((from, at) => ({
    no: at + 1,
    from,
    to: cuts[at + 1]!,
    list: lists.find((list) => list.from <= from && from < list.to),
  }))
}

function periodRow({ rules }: BookFacts, { no, from, to, list }: Period): LakeValue[] {
  const rule = rules.dated.findLast((dated) => dated.from <= from) ?? rules.dated[0]!
  return [
    no,
    from,
    to,
    list?.no ?? null,
    financialYearOf(from),
    list?.tariff.tariffId ?? null,
    rule.short_stay_minimum_age,
    rule.top_up_on_excess_days,
  ]
}

function termsRows({ roundings }: BookFacts, { no, from, list }: Period): Rows {
  const factors = new Map(list?.tariff.parts.marketForces.map(({ provider, mffMicro }) => [provider, mffMicro]))
  const rounded = new Set(
    roundings
      .map(({ provider }) => provider)
      .filter(
        (provider) =>
          holderOn(
            roundings.filter((rounding) => rounding.provider === provider),
            from,
          )?.wholePounds,
      ),
  )
  const providers = [...new Set([...factors.keys(), ...rounded])].toSorted()
  return providers.map((provider) => [no, provider, factors.get(provider) ?? 1_000_000, rounded.has(provider)])
}

const priceRows = (list: number, parts: TariffParts): Rows =>
  [
    ...parts.apc.flatMap(hrgShelves),
    ...parts.outpatient.flatMap(specialtyShelves),
    ...parts.emergency.flatMap(emergencyShelves),
  ].flatMap(([shelf, code, pence, ...days]) => (pence === null ? [] : [[list, shelf, code, pence, ...days]]))

type ShelfRow = [
  shelf: Shelf,
  code: string,
  pence: number | null,
  trimDays: number | null,
  perDayPence: number | null,
  shortStayPence: number | null,
]

/** Day cases and ordinary elective stays fall back to their combined price; a non-elective stay falls back to nothing. */
function hrgShelves(price: ApcPrice): ShelfRow[] {
  const { hrg, perDayPence: perDay, electiveTrimDays: trim } = price
  return [
    ['day-case', hrg, price.dayCasePence ?? price.combinedPence, trim, perDay, null],
    ['elective', hrg, price.electivePence ?? price.combinedPence, trim, perDay, null],
    [
      'non-elective',
      hrg,
      price.nonElectivePence,
      price.nonElectiveTrimDays,
      perDay,
      price.shortStayApplies ? price.shortStayPence : null,
    ],
    ['bed-day', hrg, perDay, null, null, null],
    ['procedure', hrg, price.outpatientProcedurePence, null, null, null],
  ]
}

function specialtyShelves(price: OutpatientPrice): ShelfRow[] {
  const prices: [Shelf, number | null][] = [
    ['first-single', price.firstSinglePence],
    ['first-multi', price.firstMultiPence],
    ['follow-up-single', price.followUpSinglePence],
    ['follow-up-multi', price.followUpMultiPence],
    ['first-multi-or-single', price.firstMultiPence ?? price.firstSinglePence],
    ['follow-up-multi-or-single', price.followUpMultiPence ?? price.followUpSinglePence],
  ]
  return prices.map(([shelf, pence]) => [shelf, price.tfc, pence, null, null, null])
}

const emergencyShelves = ({ hrg, type12Pence, type3Pence }: EmergencyPrice): ShelfRow[] => [
  ['type-1-2', hrg, type12Pence, null, null, null],
  ['type-3', hrg, type3Pence, null, null, null],
]

/** `*` stands for every point of delivery. */
function localRows({ localPrices }: BookFacts): Rows {
  const kinds = new Map<string, LocalPrice[]>()
  for (const price of localPrices) {
    const kind = [price.provider, price.service, price.pod ?? '*'].join(' ')
    kinds.set(kind, [...(kinds.get(kind) ?? []), price])
  }
  return [...kinds.values()].flatMap((prices) =>
    spansOf(prices).map(({ item, from, to }) => [
      item.provider,
      item.service,
      item.pod ?? '*',
      from,
      to,
      item.pence,
      item.applyMff,
    ]),
  )
}
