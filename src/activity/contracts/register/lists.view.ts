import type { Asker, Ctx } from '#platform'
import { type KeptPatient, patientsNow } from '#activity/import'
import { type Month, type Pence, type PlainDate, shortDecimal } from '#shared'
import { nationalLowPriority } from '../policy/policy.view.ts'
import { tablesOf } from '../stores/contract-tables.store.ts'
import type {
  Clinic,
  Dated,
  ExcludedDrug,
  FollowUpCap,
  LowPriority,
  MultiProfessional,
  PriorApproval,
} from './register-facts.ts'
import { isWithin, seesEveryProvider } from './within.ts'

const daysOf = (row: { valid_from: string; valid_to: string | null }): Dated => ({
  from: row.valid_from as PlainDate,
  to: row.valid_to as PlainDate | null,
})

export async function followUpCaps({ db, scope }: Asker): Promise<FollowUpCap[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_follow_up_cap as c')
    .selectAll('c')
    .orderBy('c.commissioner')
    .orderBy('c.reference')
    .orderBy('c.tfc')
    .orderBy('c.valid_from')
    .execute()
  return rows.filter(isWithin(scope)).map((row) => ({
    commissioner: row.commissioner,
    provider: row.provider,
    reference: row.reference,
    tfc: row.tfc,
    ratioThousandths: row.ratio_thousandths,
    ...daysOf(row),
  }))
}

export async function multiProfessional({ db, scope }: Asker): Promise<MultiProfessional[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_multi_professional as m')
    .selectAll('m')
    .orderBy('m.commissioner')
    .orderBy('m.provider')
    .orderBy('m.tfc')
    .execute()
  return rows
    .filter(isWithin(scope))
    .map((row) => ({ commissioner: row.commissioner, provider: row.provider, tfc: row.tfc, ...daysOf(row) }))
}

export async function clinics({ db, scope }: Asker): Promise<(Clinic & { readonly name: string | null })[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_clinic as c')
    .selectAll('c')
    .orderBy('c.commissioner')
    .orderBy('c.provider')
    .orderBy('c.code')
    .execute()
  return rows.filter(isWithin(scope)).map(({ commissioner, provider, code, kind, name }) => ({
    commissioner,
    provider,
    code,
    kind: kind as Clinic['kind'],
    name,
  }))
}

/** Prices agreed for drugs and devices, whoever delivers them: nothing for whoever sees one provider alone. */
export async function excludedDrugs({ db, scope }: Asker): Promise<ExcludedDrug[]> {
  if (!seesEveryProvider(scope)) return []
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_excluded_drug as d')
    .selectAll('d')
    .orderBy('d.commissioner')
    .orderBy('d.code')
    .orderBy('d.valid_from')
    .execute()
  return rows.filter(isWithin(scope)).map((row) => ({
    commissioner: row.commissioner,
    code: row.code,
    name: row.name,
    agreedPence: row.agreed_pence as Pence | null,
    ...daysOf(row),
  }))
}

/** Policies on procedures of low priority: the commissioners' own, then the country's. */
export async function lowPriority({ db, scope }: Asker): Promise<LowPriority[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_low_priority as p')
    .selectAll('p')
    .orderBy('p.commissioner')
    .orderBy('p.row_no')
    .execute()
  const own = rows.filter(isWithin(scope)).map((row) => ({
    commissioner: row.commissioner,
    policy: row.policy,
    title: row.title,
    procedures: row.procedures,
    alsoProcedures: row.also_procedures,
    diagnoses: row.diagnoses,
    alsoDiagnoses: row.also_diagnoses,
    notDiagnoses: row.not_diagnoses,
    minimumAge: row.minimum_age,
    maximumAge: row.maximum_age,
    sex: row.sex,
    electiveOnly: row.elective_only,
    needsApproval: row.needs_approval,
    ...daysOf(row),
  }))
  return [...own, ...nationalLowPriority()]
}

type Approval = PriorApproval & { readonly decision: 'approved' | 'refused' | 'withdrawn' }

/** What was decided of procedures asked for beforehand, patients by the pseudonyms that lines carry now: no provider's to read. */
export async function priorApprovals(asker: Pick<Ctx, 'db' | 'scope' | 'folder'>): Promise<Approval[]> {
  if (!seesEveryProvider(asker.scope)) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('contracts.v_prior_approval as a')
    .selectAll('a')
    .orderBy('a.commissioner')
    .orderBy('a.approval')
    .execute()
  const seen = rows.filter(isWithin(asker.scope))
  const patients = await namedNow(
    asker,
    seen.map((row) => ({ commissioner: row.commissioner, patient: row.patient, keyVersion: row.key_version })),
  )
  return seen.map((row, at) => ({
    commissioner: row.commissioner,
    approval: row.approval,
    patient: patients[at]!,
    procedure: row.procedure,
    decision: row.decision as Approval['decision'],
    ...daysOf(row),
  }))
}

/** Rows are in order of commissioner, so each one's patients stand together. */
async function namedNow(
  asker: Pick<Ctx, 'db' | 'folder'>,
  kept: readonly (KeptPatient & { commissioner: string })[],
): Promise<string[]> {
  const named: string[] = []
  for (const commissioner of new Set(kept.map((row) => row.commissioner)))
    named.push(
      ...(await patientsNow(
        asker,
        commissioner,
        kept.filter((row) => row.commissioner === commissioner),
      )),
    )
  return named
}

export interface QualityMeasure {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly measure: string
  /** As written, with up to four decimals. */
  readonly value: string
  readonly target: string | null
  readonly direction: 'at-least' | 'at-most'
}

/** How providers did by what was agreed of quality, by month. */
export async function qualityMeasures({ db, scope }: Asker, provider?: string): Promise<QualityMeasure[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_quality_measure as m')
    .selectAll('m')
    .$if(provider !== undefined, (query) => query.where('m.provider', '=', provider!))
    .orderBy('m.commissioner')
    .orderBy('m.provider')
    .orderBy('m.month')
    .orderBy('m.measure')
    .execute()
  return rows.filter(isWithin(scope)).map((row) => ({
    commissioner: row.commissioner,
    provider: row.provider,
    month: row.month as Month,
    measure: row.measure,
    value: shortDecimal(row.value),
    target: row.target === null ? null : shortDecimal(row.target),
    direction: row.direction as QualityMeasure['direction'],
  }))
}
