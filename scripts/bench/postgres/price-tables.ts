import type { BookFacts } from '#activity/pricing'

type Cell = string | number | null
export interface PriceTable {
  readonly name: string
  readonly columns: string
  readonly rows: readonly (readonly Cell[])[]
}

type Tariff = BookFacts['tariffs'][number]

function shelves({ parts }: Tariff): [shelf: string, code: string, pence: number | null, ...days: (number | null)[]][] {
  const stays = parts.apc.flatMap((price): [string, string, number | null, ...(number | null)[]][] => [
    ['day-case', price.hrg, price.dayCasePence ?? price.combinedPence, price.electiveTrimDays, price.perDayPence, null],
    [
      'elective',
      price.hrg,
      price.electivePence ?? price.combinedPence,
      price.electiveTrimDays,
      price.perDayPence,
      null,
    ],
    [
      'non-elective',
      price.hrg,
      price.nonElectivePence,
      price.nonElectiveTrimDays,
      price.perDayPence,
      price.shortStayPence,
    ],
    ['bed-day', price.hrg, price.perDayPence, null, null, null],
    ['procedure', price.hrg, price.outpatientProcedurePence, null, null, null],
  ])
  const clinics = parts.outpatient.flatMap((price): [string, string, number | null, null, null, null][] => [
    ['first-single', price.tfc, price.firstSinglePence, null, null, null],
    ['first-multi', price.tfc, price.firstMultiPence, null, null, null],
    ['follow-up-single', price.tfc, price.followUpSinglePence, null, null, null],
    ['follow-up-multi', price.tfc, price.followUpMultiPence, null, null, null],
  ])
  const emergencies = parts.emergency.flatMap((price): [string, string, number | null, null, null, null][] => [
    ['type-1-2', price.hrg, price.type12Pence, null, null, null],
    ['type-3', price.hrg, price.type3Pence, null, null, null],
  ])
  return [...stays, ...clinics, ...emergencies].filter(([, , pence]) => pence !== null)
}

/** The same prices as the price book, as tables for PostgreSQL. */
export const priceTables = (facts: BookFacts): PriceTable[] => {
  const yearOf = ({ year }: Tariff): number => Number(year.slice(0, 4))
  return [
    {
      name: 'pod',
      columns: 'pod text, family text, shelf text, visit text, dated_by text',
      rows: facts.rules.pointsOfDelivery.map((pod) => [
        pod.code,
        pod.family,
        pod.shelf ?? null,
        pod.visit ?? null,
        pod.dated_by,
      ]),
    },
    {
      name: 'list_price',
      columns:
        'price_year integer, shelf text, code text, pence bigint, trim_days integer, per_day_pence bigint, short_stay_pence bigint',
      rows: facts.tariffs.flatMap((tariff) => shelves(tariff).map((row) => [yearOf(tariff), ...row])),
    },
    {
      name: 'factor',
      columns: 'price_year integer, provider text, mff_micro bigint',
      rows: facts.tariffs.flatMap((tariff) =>
        tariff.parts.marketForces.map(({ provider, mffMicro }) => [yearOf(tariff), provider, mffMicro]),
      ),
    },
    {
      name: 'local_price',
      columns: 'provider text, service text, pod text, pence bigint',
      rows: facts.localPrices.map(({ provider, service, pod, pence }) => [provider, service, pod, pence]),
    },
  ]
}
