/** What a rule sees of a line, as `l` in an expression and as the tables `line` and `around` in a query. DuckDB types. */
export const lakeColumns: Readonly<Record<string, string>> = {
  import_no: 'INTEGER',
  line_no: 'INTEGER',
  line_id: 'VARCHAR',
  provider: 'VARCHAR',
  site: 'VARCHAR',
  practice: 'VARCHAR',
  /** A keyed number for a person, the same in every bill of a commissioner. */
  patient: 'BIGINT',
  patient_status: 'VARCHAR',
  sex: 'VARCHAR',
  age: 'SMALLINT',
  pod: 'VARCHAR',
  local_pod: 'VARCHAR',
  spell_id: 'VARCHAR',
  attendance_id: 'VARCHAR',
  start_date: 'DATE',
  start_time: 'VARCHAR',
  end_date: 'DATE',
  admission_method: 'VARCHAR',
  admission_source: 'VARCHAR',
  discharge_method: 'VARCHAR',
  discharge_destination: 'VARCHAR',
  patient_classification: 'VARCHAR',
  critical_care_days: 'INTEGER',
  rehabilitation_days: 'INTEGER',
  palliative_days: 'INTEGER',
  delayed_days: 'INTEGER',
  hrg: 'VARCHAR',
  tfc: 'VARCHAR',
  main_specialty: 'VARCHAR',
  first_attendance: 'VARCHAR',
  attended: 'VARCHAR',
  outcome: 'VARCHAR',
  referral_source: 'VARCHAR',
  referral_date: 'DATE',
  ubrn: 'VARCHAR',
  multi_professional: 'VARCHAR',
  consultation_medium: 'VARCHAR',
  department_type: 'VARCHAR',
  attendance_category: 'VARCHAR',
  admin_category: 'VARCHAR',
  overseas_status: 'VARCHAR',
  service_code: 'VARCHAR',
  national_tariff: 'VARCHAR',
  /** Primary first, separated by |. */
  diagnoses: 'VARCHAR',
  procedures: 'VARCHAR',
  units: 'DECIMAL(13,3)',
  unit_price: 'DECIMAL(18,8)',
  billed_pence: 'BIGINT',
  excess_bed_days: 'INTEGER',
  month: 'VARCHAR',
  snapshot: 'VARCHAR',
  best_practice: 'VARCHAR',
  dataset: 'VARCHAR',
}

/** What our pricing made of it; empty where it has no price. */
export const priceColumns: Readonly<Record<string, string>> = {
  price_pence: 'BIGINT',
  price_basis: 'VARCHAR',
  tariff_year: 'VARCHAR',
  base_pence: 'BIGINT',
  los_days: 'INTEGER',
  trim_days: 'INTEGER',
  excess_days: 'INTEGER',
  per_day_pence: 'BIGINT',
  mff_micro: 'INTEGER',
  top_up_bp: 'INTEGER',
}

/** What the engine knows beside it. */
export const derivedColumns: Readonly<Record<string, string>> = {
  /** Names this version of the line among all: import_no × 2³² + line_no. */
  key: 'BIGINT',
  /** The first day of the month billed: to make it of `month` for each line took as long as all other rules about dates. */
  month_begins: 'DATE',
  /**
   * As in reference/pricing/points-of-delivery.yaml: admitted, attendance, procedure, emergency, excess-bed-days, outpatient-other,
   * pass-through, other.
   */
  family: 'VARCHAR',
  /** A first attendance, by the point of delivery, else by FIRST ATTENDANCE. */
  is_first: 'BOOLEAN',
  /** attendance, procedure or outpatient-other. */
  is_outpatient: 'BOOLEAN',
  /** To which commissioner the file was billed; '' where nobody said. */
  billed_to: 'VARCHAR',
  practice_is_known: 'BOOLEAN',
  practice_closed_on: 'DATE',
  /** A member of the commissioner billed (of any, where nobody said) on start_date. */
  practice_is_ours: 'BOOLEAN',
  /** The contract with the provider in force on start_date that covers the line; empty where there is none. */
  contract_reference: 'VARCHAR',
  contract_mechanism: 'VARCHAR',
  line_tolerance_pence: 'BIGINT',
  /** The provider's market forces factor in the price list of the line's day, 1000000 where the list has none for it. */
  list_mff_micro: 'INTEGER',
  /** Some loaded price list of the line's tariff year, or the national list, knows the HRG. */
  hrg_is_known: 'BOOLEAN',
  /** When the file was received, and when any version of the line was first received; London wall-clock. */
  received_at: 'TIMESTAMP',
  first_received_at: 'TIMESTAMP',
  /** When the month in which its care ended (end_date, else start_date; not the month billed) closed for good; empty without a calendar. */
  freeze_closes_at: 'TIMESTAMP',
  /** When anything of the provider's bill of that same month was first received: one late line is not a month all loaded late. */
  care_month_first_received_at: 'TIMESTAMP',
}

export const lineColumns: Readonly<Record<string, string>> = { ...lakeColumns, ...priceColumns, ...derivedColumns }

/**
 * What a query sees of lines around the month, from twelve months before to two after: all lines of the month itself, and of those
 * beside it what some rule says in its head that it needs. The same columns, but prices, has the table `everybody`: every line of all
 * these months, of whomever, for rules that count; each column is read from the lake when it is named, so name few. `provider_around`
 * has the providers of these lines, once each; `attendance_count` how many attendances took place and were billed in each month.
 */
export const aroundColumns: readonly string[] = [
  'key',
  'import_no',
  'line_no',
  'line_id',
  'provider',
  'site',
  'practice',
  'patient',
  'sex',
  'age',
  'pod',
  'local_pod',
  'family',
  'is_first',
  'is_outpatient',
  'spell_id',
  'attendance_id',
  'start_date',
  'start_time',
  'end_date',
  'admission_method',
  'admission_source',
  'discharge_method',
  'discharge_destination',
  'hrg',
  'tfc',
  'main_specialty',
  'first_attendance',
  'attended',
  'outcome',
  'referral_source',
  'referral_date',
  'ubrn',
  'department_type',
  'attendance_category',
  'service_code',
  'diagnoses',
  'procedures',
  'units',
  'billed_pence',
  'price_pence',
  'month',
  'snapshot',
  'received_at',
]

export const everybodyColumns: readonly string[] = aroundColumns.filter((name) => !(name in priceColumns))

/** Other tables that queries may name, and their columns. They are there, empty, when nobody filled them. */
export const factTables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  /** Earlier versions of the lines of the month, those replaced by what counts now (flex, when freeze counts). */
  replaced: {
    provider: 'VARCHAR',
    month: 'VARCHAR',
    line_id: 'VARCHAR',
    practice: 'VARCHAR',
    pod: 'VARCHAR',
    tfc: 'VARCHAR',
    snapshot: 'VARCHAR',
    billed_pence: 'BIGINT',
    received_at: 'TIMESTAMP',
  },
  follow_up_cap: {
    provider: 'VARCHAR',
    tfc: 'VARCHAR',
    ratio_thousandths: 'INTEGER',
    valid_from: 'DATE',
    valid_to: 'DATE',
  },
  multi_professional_specialty: { provider: 'VARCHAR', tfc: 'VARCHAR', valid_from: 'DATE', valid_to: 'DATE' },
  /** Approved ones only; `procedure` is the beginning of a code without its dot. */
  prior_approval: { patient: 'BIGINT', procedure: 'VARCHAR', valid_from: 'DATE', valid_to: 'DATE' },
  /** One row for each case of a policy. Patterns hold against the beginning of a code; several in one cell have a blank between them. */
  low_priority: {
    /** Whose policy; empty for the country's. */
    commissioner: 'VARCHAR',
    policy: 'VARCHAR',
    title: 'VARCHAR',
    procedures: 'VARCHAR',
    /** For each some other procedure must fit; empty where none must. */
    also_procedures: 'VARCHAR',
    diagnoses: 'VARCHAR',
    also_diagnoses: 'VARCHAR',
    not_diagnoses: 'VARCHAR',
    minimum_age: 'INTEGER',
    maximum_age: 'INTEGER',
    sex: 'VARCHAR',
    elective_only: 'BOOLEAN',
    needs_approval: 'BOOLEAN',
    valid_from: 'DATE',
    valid_to: 'DATE',
  },
  excluded_drug: {
    commissioner: 'VARCHAR',
    code: 'VARCHAR',
    agreed_pence: 'BIGINT',
    valid_from: 'DATE',
    valid_to: 'DATE',
  },
  /** `code` of a site or of the provider's own point of delivery; `kind` pre-operative or ward. */
  clinic: { provider: 'VARCHAR', code: 'VARCHAR', kind: 'VARCHAR' },
  /** Prices in pence before the factor, by the shelves of reference/pricing/points-of-delivery.yaml; years are 2007/08. */
  list_price: {
    tariff_year: 'VARCHAR',
    shelf: 'VARCHAR',
    code: 'VARCHAR',
    pence: 'BIGINT',
    trim_days: 'INTEGER',
    per_day_pence: 'BIGINT',
    short_stay_pence: 'BIGINT',
  },
  /** `service` is an HRG, specialty, service or local point of delivery; `pod` may be *; `valid_to` is the first day after. */
  agreed_price: {
    provider: 'VARCHAR',
    service: 'VARCHAR',
    pod: 'VARCHAR',
    pence: 'BIGINT',
    apply_mff: 'BOOLEAN',
    valid_from: 'DATE',
    valid_to: 'DATE',
  },
  /** The market forces factor of every provider that a price list names, of other months' bills too. */
  market_forces_factor: { tariff_year: 'VARCHAR', provider: 'VARCHAR', mff_micro: 'INTEGER' },
  /** Rates of top-up of a price list in hundredths of a per cent. */
  top_up: { tariff_year: 'VARCHAR', service_code: 'VARCHAR', top_up_bp: 'INTEGER' },
  /** What an invoice says of a month, by point of delivery; `pod` is empty where the invoice says one total only. */
  control_total: { provider: 'VARCHAR', month: 'VARCHAR', pod: 'VARCHAR', billed_pence: 'BIGINT' },
  /** The month that is checked. */
  checked: { month: 'VARCHAR', first_day: 'DATE', next_first_day: 'DATE' },
}
