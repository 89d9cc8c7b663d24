import type { BookFacts } from '#activity/pricing'

/**
 * The price of one hospital line, slowly and in plain sight: written from the published rules (National Tariff Payment System, NHS Data
 * Dictionary) and sharing nothing with the SQL it checks, neither code nor tables of codes. Money is BigInt throughout.
 */
export interface OracleLine {
  readonly provider: string
  readonly pod: string
  readonly localPod: string | null
  readonly spellId: string | null
  readonly startDate: string | null
  readonly endDate: string | null
  readonly age: number | null
  readonly admissionMethod: string | null
  readonly criticalCareDays: number | null
  readonly rehabilitationDays: number | null
  readonly palliativeDays: number | null
  readonly delayedDays: number | null
  readonly hrg: string | null
  readonly tfc: string | null
  readonly firstAttendance: string | null
  readonly attended: string | null
  readonly multiProfessional: string | null
  readonly departmentType: string | null
  readonly serviceCode: string | null
  readonly nationalTariff: string | null
  readonly bestPractice: string | null
  /** Thousandths of a unit; empty is one unit. */
  readonly unitsMilli: number | null
  readonly billedPence: number | null
}

export interface OraclePrice {
  readonly pence: bigint | null
  readonly basis: string
  readonly excessDays: number | null
}

type List = BookFacts['tariffs'][number]

const passThrough = ['ADJUSTMENT', 'BLOCK', 'CQUIN', 'DRUG', 'DEVICE', 'NAOTHER', 'OTHER']
const stays = ['DC', 'EL', 'NEL', 'NELST', 'NELNE']
const extraDays = ['ELXBD', 'NELXBD', 'NELNEXBD']
const emergencyAdmission = ['21', '22', '23', '24', '25', '28', '2A', '2B', '2C', '2D']
const clinics = /^(OP|NF2F|WAF)/

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** The list of the day: its year must be the day's, it must have started, and the latest start wins, then the latest loading. */
function listFor(facts: BookFacts, day: string | null): List | undefined {
  if (day === null) return undefined
  const start = Number(day.slice(5, 7)) >= 4 ? Number(day.slice(0, 4)) : Number(day.slice(0, 4)) - 1
  const rivals = facts.tariffs.filter((list) => Number(list.year.slice(0, 4)) === start && list.from <= day)
  return rivals.sort((a, b) => (a.from === b.from ? b.tariffId - a.tariffId : a.from < b.from ? 1 : -1))[0]
}

function latestAgreed<Agreed extends { from: string; to: string | null }>(
  all: readonly Agreed[],
  day: string,
): Agreed | undefined {
  let best: Agreed | undefined
  for (const one of all) {
    if (one.from > day || (one.to !== null && day >= one.to)) continue
    if (!best || one.from >= best.from) best = one
  }
  return best
}

function localPrice(facts: BookFacts, line: OracleLine, day: string | null) {
  if (day === null) return undefined
  for (const service of [line.hrg, line.tfc, line.serviceCode, line.localPod]) {
    if (service === null) continue
    const offers = facts.localPrices.filter((price) => price.provider === line.provider && price.service === service)
    const found =
      latestAgreed(
        offers.filter((price) => price.pod === line.pod),
        day,
      ) ??
      latestAgreed(
        offers.filter((price) => price.pod === null),
        day,
      )
    if (found) return found
  }
  return undefined
}

/** Half goes up, away from nothing; for negative units the size is rounded. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const whole = size / denominator
  const up = 2n * (size % denominator) >= denominator ? whole + 1n : whole
  return numerator < 0n ? -up : up
}

interface Parts {
  readonly core: number
  readonly excessDays?: number
  readonly perDay?: number
  readonly topUp?: number
  readonly topUpOnExcess?: boolean
  readonly mff: number
}

function finalPence(facts: BookFacts, line: OracleLine, day: string, parts: Parts): bigint {
  const units = BigInt(line.unitsMilli ?? 1000)
  const topUp = BigInt(parts.topUp ?? 0)
  const core = BigInt(parts.core) * (10_000n + topUp)
  const excess =
    BigInt(parts.excessDays ?? 0) * BigInt(parts.perDay ?? 0) * (10_000n + (parts.topUpOnExcess ? topUp : 0n))
  const product = units * (core + excess) * BigInt(parts.mff)
  const perPenny = 1_000n * 10_000n * 1_000_000n
  const agreed = latestAgreed(
    facts.roundings.filter(({ provider }) => provider === line.provider),
    day,
  )
  return agreed?.wholePounds ? rounded(product, perPenny * 100n) * 100n : rounded(product, perPenny)
}

export function priceLine(
  facts: BookFacts,
  line: OracleLine,
  spellsWithExtraDayLines: ReadonlySet<string>,
): OraclePrice {
  const { pod } = line
  const isClinic = clinics.test(pod)
  const isStay = stays.includes(pod)
  const isExtra = extraDays.includes(pod)
  const nothing = (basis: string): OraclePrice => ({ pence: null, basis, excessDays: null })
  const free = (basis: string): OraclePrice => ({ pence: 0n, basis, excessDays: null })

  if (passThrough.includes(pod)) {
    return {
      pence: line.billedPence === null ? null : BigInt(line.billedPence),
      basis: 'pass-through',
      excessDays: null,
    }
  }
  if (line.hrg === 'UZ01Z') return free('not-billable')
  if (isClinic && line.firstAttendance === '5') return free('not-billable')
  if (isClinic && line.attended !== null && ['0', '2', '3', '4', '7'].includes(line.attended))
    return free('not-attended')

  const day = isStay ? line.endDate : isExtra ? (line.endDate ?? line.startDate) : line.startDate
  if (day === null && (isStay || isExtra)) return nothing('not-discharged')
  const list = listFor(facts, day)
  const mff = list?.parts.marketForces.findLast((factor) => factor.provider === line.provider)?.mffMicro ?? 1_000_000

  const byAgreement = (otherwise: string): OraclePrice => {
    const agreed = localPrice(facts, line, day)
    if (!agreed) return nothing(otherwise)
    const pence = finalPence(facts, line, day!, { core: agreed.pence, mff: agreed.applyMff ? mff : 1_000_000 })
    return { pence, basis: 'local-price', excessDays: null }
  }
  const priced = (basis: string, core: number | null | undefined): OraclePrice =>
    core === null || core === undefined
      ? byAgreement('no-national-price')
      : { pence: finalPence(facts, line, day!, { core, mff }), basis, excessDays: null }

  if (line.nationalTariff === 'N') return byAgreement('no-local-price')
  const hasNationalPrices =
    isStay || isExtra || pod === 'AE' || /^OPPROC(FA|FUP)?$/.test(pod) || /^OP(FA|FUP)([SM]PCL)?$/.test(pod)
  if (!hasNationalPrices) return byAgreement('no-national-price')
  if (!list) return nothing('no-tariff-loaded')
  if ((isStay || isExtra || pod === 'AE') && line.hrg === null) return nothing('no-hrg')

  const rule = facts.rules.dated.filter(({ from }) => from <= day!).at(-1) ?? facts.rules.dated[0]!
  const apc = line.hrg === null ? undefined : hrgOf(list, line.hrg)
  const topUp = list.parts.topUps.find(({ serviceCode }) => serviceCode === line.serviceCode)?.rateBp ?? 0

  if (isExtra) {
    if (!apc || apc.perDayPence === null) return byAgreement('no-national-price')
    const onExcess = rule.top_up_on_excess_days ? topUp : 0
    return {
      pence: finalPence(facts, line, day!, { core: apc.perDayPence, topUp: onExcess, mff }),
      basis: 'excess-bed-days',
      excessDays: null,
    }
  }

  if (isStay) {
    const isElective = pod === 'DC' || pod === 'EL'
    const full =
      pod === 'DC'
        ? (apc?.dayCasePence ?? apc?.combinedPence)
        : pod === 'EL'
          ? (apc?.electivePence ?? apc?.combinedPence)
          : apc?.nonElectivePence
    if (!apc || full === null || full === undefined) return byAgreement('no-national-price')
    const taken =
      (line.criticalCareDays ?? 0) +
      (line.rehabilitationDays ?? 0) +
      (line.palliativeDays ?? 0) +
      (line.delayedDays ?? 0)
    const los = Math.max(0, dayNumber(day!) - dayNumber(line.startDate!) - taken)
    const isShort =
      (pod === 'NEL' || pod === 'NELST') &&
      apc.shortStayApplies &&
      apc.shortStayPence !== null &&
      los <= 1 &&
      line.age !== null &&
      line.age >= rule.short_stay_minimum_age &&
      emergencyAdmission.includes(line.admissionMethod ?? '') &&
      line.bestPractice === null
    const trim = isElective ? apc.electiveTrimDays : apc.nonElectiveTrimDays
    const billedApart = line.spellId !== null && spellsWithExtraDayLines.has(`${line.provider} ${line.spellId}`)
    const excessDays = isShort || billedApart || trim === null || apc.perDayPence === null ? 0 : Math.max(0, los - trim)
    const pence = finalPence(facts, line, day!, {
      core: isShort ? apc.shortStayPence! : full,
      excessDays,
      perDay: apc.perDayPence ?? 0,
      topUp,
      topUpOnExcess: rule.top_up_on_excess_days,
      mff,
    })
    return {
      pence,
      basis: isShort ? 'short-stay' : pod === 'DC' ? 'day-case' : pod === 'EL' ? 'elective' : 'non-elective',
      excessDays,
    }
  }

  if (pod === 'AE') {
    const prices = list.parts.emergency.find(({ hrg }) => hrg === line.hrg)
    const type = line.departmentType === null ? 1 : Number(line.departmentType)
    if (type === 1 || type === 2) return priced('emergency-attendance', prices?.type12Pence)
    return type === 3 || type === 4
      ? priced('emergency-attendance', prices?.type3Pence)
      : byAgreement('no-national-price')
  }

  const clinic = list.parts.outpatient.find(({ tfc }) => tfc === line.tfc)
  const team = line.multiProfessional === '2' || line.multiProfessional === '3'
  if (pod.startsWith('OPPROC')) {
    if (apc && apc.outpatientProcedurePence !== null)
      return priced('outpatient-procedure', apc.outpatientProcedurePence)
    const first =
      pod === 'OPPROCFA' || (pod === 'OPPROC' && (line.firstAttendance === '1' || line.firstAttendance === '3'))
    const single = first ? clinic?.firstSinglePence : clinic?.followUpSinglePence
    const multi = first ? clinic?.firstMultiPence : clinic?.followUpMultiPence
    return priced('outpatient-procedure-as-attendance', team ? (multi ?? single) : single)
  }
  const first = pod.startsWith('OPFA')
  const generic = pod === 'OPFA' || pod === 'OPFUP'
  const byHrg = line.hrg?.startsWith('WF02') ? true : line.hrg?.startsWith('WF01') ? false : team
  const multi = generic ? byHrg : pod.endsWith('MPCL')
  const prices = first
    ? [clinic?.firstSinglePence, clinic?.firstMultiPence]
    : [clinic?.followUpSinglePence, clinic?.followUpMultiPence]
  return priced('outpatient-attendance', prices[multi ? 1 : 0])
}

const indexes = new WeakMap<List, Map<string, List['parts']['apc'][number]>>()

function hrgOf(list: List, hrg: string) {
  if (!indexes.has(list)) indexes.set(list, new Map(list.parts.apc.map((price) => [price.hrg, price])))
  return indexes.get(list)!.get(hrg)
}
