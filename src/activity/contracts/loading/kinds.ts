import { mechanisms } from '../register/contract.ts'
import { type CellType, type Value, cellTypes, choice } from './cell-type.ts'
import type { FileColumn, Kind, KindName } from './kind.ts'

interface ColumnWords {
  readonly type: keyof typeof cellTypes | CellType
  readonly label: string
  readonly need?: FileColumn['need']
  readonly otherwise?: Value
  readonly keptAs?: string
}

const column = (
  name: string,
  { type, label, need = 'may', otherwise = null, keptAs = name }: ColumnWords,
): FileColumn => ({
  name,
  label,
  type: typeof type === 'string' ? cellTypes[type] : type,
  need,
  otherwise,
  keptAs,
  isPrivate: type === 'nhs-number',
})

const must = (name: string, type: ColumnWords['type'], label: string, keptAs = name): FileColumn =>
  column(name, { type, label, need: 'filled', keptAs })
const may = (name: string, type: ColumnWords['type'], label: string, more: Partial<ColumnWords> = {}): FileColumn =>
  column(name, { type, label, ...more })

const commissioner = may('commissioner', 'organisation', 'Commissioner')
const provider = must('provider', 'organisation', 'Provider')
const reference = must('reference', 'reference', 'Contract')
const days = [
  must('from', 'day', 'From', 'valid_from'),
  may('to', 'day', 'No longer from', { keptAs: 'valid_to' }),
] as const

const contracts: Kind = {
  name: 'contracts',
  title: 'Contracts',
  one: 'contract',
  table: 'contracts.contract',
  mark: ['mechanism'],
  whole: ['commissioner', 'reference'],
  key: ['from'],
  columns: [
    reference,
    commissioner,
    provider,
    must('mechanism', choice(...mechanisms), 'Mechanism'),
    ...days,
    may('services', 'codes', 'Services', { otherwise: [] }),
    may('fixed_per_year', 'money', 'Fixed sum for a year', { keptAs: 'fixed_pence_per_year' }),
    may('line_tolerance', 'money', 'Tolerance of a line', { keptAs: 'line_tolerance_pence', otherwise: 0 }),
    may('batch_tolerance', 'money', 'Tolerance of a challenge', { keptAs: 'batch_tolerance_pence', otherwise: 0 }),
    may('acknowledge_days', 'working-days', 'Working days to acknowledge'),
    may('answer_days', 'working-days', 'Working days to answer'),
    may('escalate_days', 'working-days', 'Working days to dispute resolution'),
    may('readmission_threshold_percent', 'percent', 'Readmissions not paid, %', { keptAs: 'readmission_threshold_bp' }),
    may('cquin_percent', 'percent', 'Payment for quality, %', { keptAs: 'cquin_bp' }),
  ],
}

const plan: Kind = {
  name: 'contract-plan',
  title: 'Planned activity and value',
  one: 'row of plan',
  table: 'contracts.plan',
  mark: ['reference', 'month', 'pod'],
  whole: ['commissioner', 'reference', 'month'],
  key: ['pod'],
  columns: [
    reference,
    commissioner,
    must('month', 'month', 'Month'),
    must('pod', 'code', 'Point of delivery'),
    must('activity', 'activity', 'Planned activity', 'activity_thousandths'),
    must('value', 'signed-money', 'Planned value', 'value_pence'),
  ],
}

const caps: Kind = {
  name: 'follow-up-caps',
  title: 'Follow-up caps',
  one: 'cap',
  table: 'contracts.follow_up_cap',
  mark: ['ratio'],
  whole: ['commissioner', 'reference'],
  key: ['tfc', 'from'],
  columns: [
    reference,
    commissioner,
    must('tfc', 'specialty', 'Specialty'),
    must('ratio', 'ratio', 'Follow-ups for each first', 'ratio_thousandths'),
    ...days,
  ],
}

const marginal: Kind = {
  name: 'marginal-rates',
  title: 'Baselines of emergency admissions',
  one: 'baseline',
  table: 'contracts.marginal_rate',
  mark: ['baseline'],
  whole: ['commissioner', 'reference'],
  key: ['year'],
  columns: [
    reference,
    commissioner,
    must('year', 'year', 'Financial year'),
    must('baseline', 'money', 'Baseline', 'baseline_pence'),
    may('rate_percent', 'percent', 'Paid above it, %', { keptAs: 'rate_bp' }),
  ],
}

const multiProfessional: Kind = {
  name: 'multi-professional',
  title: 'Specialties with several professionals',
  one: 'specialty',
  table: 'contracts.multi_professional',
  mark: ['provider', 'tfc'],
  whole: ['commissioner', 'provider'],
  key: ['tfc', 'from'],
  columns: [provider, commissioner, must('tfc', 'specialty', 'Specialty'), ...days],
}

const clinics: Kind = {
  name: 'clinics',
  title: 'Pre-operative and ward clinics',
  one: 'clinic',
  table: 'contracts.clinic',
  mark: ['provider', 'kind'],
  whole: ['commissioner', 'provider'],
  key: ['code', 'kind'],
  columns: [
    provider,
    commissioner,
    must('code', 'code', 'Code'),
    must('kind', choice('pre-operative', 'ward'), 'Kind'),
    may('name', 'words', 'Name'),
  ],
}

const measures: Kind = {
  name: 'quality-measures',
  title: 'Quality and targets',
  one: 'measure',
  table: 'contracts.quality_measure',
  mark: ['measure'],
  whole: ['commissioner', 'provider', 'month'],
  key: ['measure'],
  columns: [
    provider,
    commissioner,
    must('month', 'month', 'Month'),
    must('measure', 'words', 'Measure'),
    must('value', 'number', 'Value'),
    may('target', 'number', 'Target'),
    must('direction', choice('at-least', 'at-most'), 'Direction'),
  ],
}

const approvals: Kind = {
  name: 'prior-approvals',
  title: 'Prior approvals',
  one: 'approval',
  table: 'contracts.prior_approval',
  mark: ['approval'],
  whole: ['commissioner', 'approval'],
  key: [],
  columns: [
    must('approval', 'code', 'Approval'),
    commissioner,
    must('nhs_number', 'nhs-number', 'Patient'),
    must('procedure', 'procedure', 'Procedure'),
    must('decision', choice('approved', 'refused', 'withdrawn'), 'Decision'),
    ...days,
  ],
}

const drugs: Kind = {
  name: 'excluded-drugs',
  title: 'Drugs and devices beside the tariff',
  one: 'drug or device',
  table: 'contracts.excluded_drug',
  mark: ['agreed_price'],
  whole: ['commissioner'],
  key: ['code', 'from'],
  columns: [
    must('code', 'code', 'Code'),
    commissioner,
    may('name', 'words', 'Name'),
    may('agreed_price', 'money', 'Agreed price', { need: 'there', keptAs: 'agreed_pence' }),
    ...days,
  ],
}

const lowPriority: Kind = {
  name: 'low-priority',
  title: 'Procedures of low priority',
  one: 'case of a policy',
  table: 'contracts.low_priority',
  mark: ['policy'],
  whole: ['commissioner'],
  key: ['policy', 'procedures', 'also_procedures', 'diagnoses', 'also_diagnoses', 'not_diagnoses', 'from'],
  columns: [
    must('policy', 'code', 'Policy'),
    commissioner,
    must('title', 'words', 'Title'),
    must('procedures', 'pattern', 'Procedures'),
    may('also_procedures', 'patterns', 'And procedures', { otherwise: [] }),
    may('diagnoses', 'pattern', 'Diagnoses'),
    may('also_diagnoses', 'patterns', 'And diagnoses', { otherwise: [] }),
    may('not_diagnoses', 'pattern', 'Not with diagnoses'),
    may('minimum_age', 'age', 'Youngest'),
    may('maximum_age', 'age', 'Oldest'),
    may('sex', choice('1', '2'), 'Sex'),
    may('elective_only', 'yes-no', 'Planned stays only', { otherwise: true }),
    may('needs_approval', 'yes-no', 'Paid where approved', { otherwise: true }),
    ...days,
  ],
}

const calendar: Kind = {
  name: 'calendar',
  title: 'Calendar of flex and freeze',
  one: 'month',
  table: 'contracts.inclusion_date',
  mark: ['flex_inclusion'],
  whole: ['month'],
  key: [],
  columns: [
    must('month', 'month', 'Month'),
    must('flex_inclusion', 'included-until', 'Flex until'),
    must('flex_publication', 'published-at', 'Flex published'),
    must('freeze_inclusion', 'included-until', 'Freeze until'),
    must('freeze_publication', 'published-at', 'Freeze published'),
  ],
}

/** In the order in which they are taken: a plan needs its contract. */
export const kinds: readonly Kind[] = [
  contracts,
  plan,
  caps,
  marginal,
  multiProfessional,
  clinics,
  measures,
  approvals,
  drugs,
  lowPriority,
  calendar,
]

export const kindNamed = (name: KindName): Kind => kinds.find((kind) => kind.name === name)!
