import type { PricedLineFacts } from '#activity/pricing'
import { type PlainDate, toPence } from '#shared'

/**
 * The columns of a line that anybody who may see the line may see: what was done, when and for how much. Who the patient
 * is is not among them: no number, no pseudonym, no birth date, no sex. What they had is read apart (`clinicalColumns`).
 */
export const lineFactColumns = [
  'line_id',
  'provider',
  'site',
  'commissioner',
  'practice',
  'age',
  'pod',
  'local_pod',
  'spell_id',
  'attendance_id',
  'start_date',
  'start_time',
  'end_date',
  'admission_method',
  'admission_source',
  'discharge_method',
  'discharge_destination',
  'patient_classification',
  'critical_care_days',
  'rehabilitation_days',
  'palliative_days',
  'delayed_days',
  'hrg',
  'tfc',
  'main_specialty',
  'first_attendance',
  'attended',
  'outcome',
  'referral_source',
  'referral_date',
  'multi_professional',
  'consultation_medium',
  'department_type',
  'attendance_category',
  'admin_category',
  'overseas_status',
  'service_code',
  'national_tariff',
  'units',
  'unit_price',
  'excess_bed_days',
  'month',
  'snapshot',
  'best_practice',
  'dataset',
  'import_no',
  'line_no',
  'billed_pence',
] as const

/** Diagnoses and procedures: for whoever is not the practice without the codes that the law keeps back. */
export const clinicalColumns = ['diagnoses', 'procedures'] as const

export const priceFactColumns = [
  'price_pence',
  'price_basis',
  'tariff_year',
  'tariff_id',
  'base_pence',
  'los_days',
  'trim_days',
  'excess_days',
  'per_day_pence',
  'mff_micro',
  'top_up_bp',
  'price_note',
] as const

export type FactKey =
  | (typeof lineFactColumns)[number]
  | (typeof priceFactColumns)[number]
  | (typeof clinicalColumns)[number]

/** One version of a line beside its price, as the lake holds them. */
export type LineFacts = Readonly<Record<FactKey, string | number | null>>

const text = (facts: LineFacts, key: FactKey): string | null => (facts[key] === null ? null : String(facts[key]))
const number = (facts: LineFacts, key: FactKey): number | null => (facts[key] === null ? null : Number(facts[key]))
const date = (facts: LineFacts, key: FactKey): PlainDate | null => text(facts, key) as PlainDate | null

function money(facts: LineFacts, key: FactKey) {
  const amount = number(facts, key)
  return amount === null ? null : toPence(amount)
}

/** What the pricing room needs to say how the price came about; nothing when no price run has seen the line. */
export function pricedFacts(facts: LineFacts): PricedLineFacts | undefined {
  const priceBasis = text(facts, 'price_basis')
  if (priceBasis === null) return undefined
  return {
    provider: text(facts, 'provider') ?? '',
    pod: text(facts, 'pod') ?? '',
    hrg: text(facts, 'hrg'),
    tfc: text(facts, 'tfc'),
    startDate: date(facts, 'start_date'),
    endDate: date(facts, 'end_date'),
    criticalCareDays: number(facts, 'critical_care_days'),
    rehabilitationDays: number(facts, 'rehabilitation_days'),
    palliativeDays: number(facts, 'palliative_days'),
    delayedDays: number(facts, 'delayed_days'),
    serviceCode: text(facts, 'service_code'),
    units: text(facts, 'units'),
    billedPence: money(facts, 'billed_pence'),
    pricePence: money(facts, 'price_pence'),
    priceBasis,
    tariffYear: text(facts, 'tariff_year'),
    basePence: money(facts, 'base_pence'),
    losDays: number(facts, 'los_days'),
    trimDays: number(facts, 'trim_days'),
    excessDays: number(facts, 'excess_days'),
    perDayPence: money(facts, 'per_day_pence'),
    mffMicro: number(facts, 'mff_micro'),
    topUpBp: number(facts, 'top_up_bp'),
    priceNote: text(facts, 'price_note'),
  }
}

/** Billed less price, where the line has both. */
export function differenceOf(facts: LineFacts): number | null {
  const [billed, price] = [number(facts, 'billed_pence'), number(facts, 'price_pence')]
  return billed === null || price === null ? null : billed - price
}
