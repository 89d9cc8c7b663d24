import { type Table, addDays, dayInLondon, formatDate } from '#shared'
import type { ContractRounding, LocalPrice } from '../lists/local-price.ts'
import type { ApcPrice, TariffParts } from '../lists/tariff.ts'
import { factorWords, multiplierWords } from '../working/words.ts'
import type { ListedTariff } from './tariff-list.view.ts'

/** The days a list holds, as people say them: the last day is one it holds on. */
export const holdsWords = ({ inForce }: Pick<ListedTariff, 'inForce'>): string =>
  inForce ? `${formatDate(inForce.from)} to ${formatDate(addDays(inForce.to, -1))}` : 'replaced by a later loading'

export function tariffsTable(tariffs: readonly ListedTariff[]): Table {
  return {
    name: 'tariffs',
    caption: 'Price lists, the latest year first',
    columns: [
      { key: 'year', label: 'Year', kind: 'text' },
      { key: 'holds', label: 'Holds', kind: 'text' },
      { key: 'hrgs', label: 'HRGs', kind: 'count', counts: 'open' },
      { key: 'specialties', label: 'Specialties', kind: 'count', counts: 'open' },
      { key: 'emergency', label: 'Emergency HRGs', kind: 'count', counts: 'open' },
      { key: 'providers', label: 'Providers with a factor', kind: 'count', counts: 'open' },
      { key: 'source', label: 'Source', kind: 'text' },
      { key: 'loaded', label: 'Loaded', kind: 'date' },
      { key: 'tariff_id', label: 'Number', kind: 'code' },
    ],
    rows: tariffs.map((tariff) => ({
      year: tariff.year,
      holds: holdsWords(tariff),
      hrgs: tariff.rows.apc,
      specialties: tariff.rows.outpatient,
      emergency: tariff.rows.emergency,
      providers: tariff.rows.marketForces,
      source: tariff.sourceName,
      loaded: dayInLondon(tariff.loadedAt),
      tariff_id: String(tariff.tariffId),
      links: { year: `/tariffs/${tariff.tariffId}` },
    })),
    notes: [
      'A line is priced by the list that holds on its price date: the day of discharge of a stay, otherwise the day of the visit.',
    ],
  }
}

const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const
const days = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const

const hrgColumns = [
  { key: 'hrg', label: 'HRG', kind: 'code', of: ({ hrg }: ApcPrice) => hrg },
  { key: 'name', label: 'Name', kind: 'text', of: ({ name }: ApcPrice) => name },
  {
    ...money('outpatient_procedure', 'Outpatient procedure'),
    of: (price: ApcPrice) => price.outpatientProcedurePence,
  },
  { ...money('combined', 'Day case or elective'), of: (price: ApcPrice) => price.combinedPence },
  { ...money('day_case', 'Day case'), of: (price: ApcPrice) => price.dayCasePence },
  { ...money('elective', 'Elective'), of: (price: ApcPrice) => price.electivePence },
  { ...days('elective_trim_days', 'Elective trim point, days'), of: (price: ApcPrice) => price.electiveTrimDays },
  { ...money('non_elective', 'Non-elective'), of: (price: ApcPrice) => price.nonElectivePence },
  {
    ...days('non_elective_trim_days', 'Non-elective trim point, days'),
    of: (price: ApcPrice) => price.nonElectiveTrimDays,
  },
  { ...money('per_day', 'Each day beyond'), of: (price: ApcPrice) => price.perDayPence },
  {
    ...money('short_stay', 'Short stay'),
    of: (price: ApcPrice) => (price.shortStayApplies ? price.shortStayPence : null),
  },
] as const

/** The HRGs shown of a list; a column that is empty in all of the list is left out. */
export function hrgTable(shown: TariffParts['apc'], all: TariffParts['apc']): Table {
  const columns = hrgColumns.filter(({ key, of }) => key === 'hrg' || all.some((price) => of(price) !== null))
  return {
    name: 'hrgs',
    caption: 'Admitted care and outpatient procedures, by HRG',
    columns: columns.map(({ key, label, kind }) => ({ key, label, kind })),
    rows: shown.map((price) => Object.fromEntries(columns.map(({ key, of }) => [key, of(price)]))),
    notes: ['An empty price means that there is no national price, not that nothing is payable.'],
  }
}

export function specialtyTable(prices: TariffParts['outpatient']): Table {
  return {
    name: 'specialties',
    caption: 'Outpatient attendances led by a consultant, by specialty',
    columns: [
      { key: 'tfc', label: 'Specialty', kind: 'code' },
      money('first_single', 'First, one professional'),
      money('first_multi', 'First, several'),
      money('follow_up_single', 'Follow-up, one professional'),
      money('follow_up_multi', 'Follow-up, several'),
    ],
    rows: prices.map((price) => ({
      tfc: price.tfc,
      first_single: price.firstSinglePence,
      first_multi: price.firstMultiPence,
      follow_up_single: price.followUpSinglePence,
      follow_up_multi: price.followUpMultiPence,
    })),
  }
}

export const emergencyTable = (prices: TariffParts['emergency']): Table => ({
  name: 'emergency',
  caption: 'Emergency department attendances, by HRG',
  columns: [
    { key: 'hrg', label: 'HRG', kind: 'code' },
    money('type_1_2', 'Type 1 and 2 departments'),
    money('type_3', 'Type 3 departments'),
  ],
  rows: prices.map((price) => ({ hrg: price.hrg, type_1_2: price.type12Pence, type_3: price.type3Pence })),
})

export function factorsTable(factors: TariffParts['marketForces'], names: ReadonlyMap<string, string>): Table {
  return {
    name: 'factors',
    caption: 'Market forces factors, by provider',
    columns: [
      { key: 'provider', label: 'Provider', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'mff', label: 'Factor', kind: 'text' },
    ],
    rows: factors.map(({ provider, mffMicro }) => ({
      provider,
      name: names.get(provider) ?? null,
      mff: factorWords(mffMicro),
    })),
    notes: ['A provider that is not listed has the factor 1.'],
  }
}

export const topUpsTable = (topUps: TariffParts['topUps']): Table => ({
  name: 'top-ups',
  caption: 'Specialised top-ups, by service',
  columns: [
    { key: 'service', label: 'Service', kind: 'code' },
    { key: 'factor', label: 'Multiplies by', kind: 'text' },
  ],
  rows: topUps.map(({ serviceCode, rateBp }) => ({ service: serviceCode, factor: multiplierWords(rateBp) })),
})

export function localPricesTable(prices: readonly LocalPrice[], names: ReadonlyMap<string, string>): Table {
  return {
    name: 'local-prices',
    caption: 'Prices agreed locally',
    columns: [
      { key: 'provider', label: 'Provider', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'service', label: 'Service', kind: 'code' },
      { key: 'pod', label: 'Point of delivery', kind: 'code' },
      money('price', 'Price'),
      { key: 'from', label: 'From', kind: 'date' },
      { key: 'to', label: 'No longer from', kind: 'date' },
      { key: 'apply_mff', label: 'Times market forces factor', kind: 'text' },
    ],
    rows: prices.map((price) => ({
      provider: price.provider,
      name: names.get(price.provider) ?? null,
      service: price.service,
      pod: price.pod ?? 'all',
      price: price.pence,
      from: price.from,
      to: price.to,
      apply_mff: price.applyMff ? 'yes' : 'no',
    })),
  }
}

export const roundingsTable = (roundings: readonly ContractRounding[]): Table => ({
  name: 'roundings',
  caption: 'Contracts that say how prices are rounded',
  columns: [
    { key: 'provider', label: 'Provider', kind: 'code' },
    { key: 'from', label: 'From', kind: 'date' },
    { key: 'to', label: 'No longer from', kind: 'date' },
    { key: 'rounding', label: 'Rounded to', kind: 'text' },
  ],
  rows: roundings.map(({ provider, from, to, wholePounds }) => ({
    provider,
    from,
    to,
    rounding: wholePounds ? 'whole pounds' : 'pence',
  })),
})
