import { type FinancialYear, type Pence, type PlainDate, yearInterval } from '#shared'

/** One HRG of a price list. An empty price is 'no national price', never nothing to pay. */
export interface ApcPrice {
  readonly hrg: string
  readonly name: string | null
  readonly outpatientProcedurePence: Pence | null
  readonly combinedPence: Pence | null
  readonly dayCasePence: Pence | null
  readonly electivePence: Pence | null
  readonly electiveTrimDays: number | null
  readonly nonElectivePence: Pence | null
  readonly nonElectiveTrimDays: number | null
  readonly perDayPence: Pence | null
  readonly shortStayApplies: boolean
  readonly shortStayBp: number | null
  readonly shortStayPence: Pence | null
}

export interface OutpatientPrice {
  readonly tfc: string
  readonly firstSinglePence: Pence | null
  readonly firstMultiPence: Pence | null
  readonly followUpSinglePence: Pence | null
  readonly followUpMultiPence: Pence | null
}

export interface EmergencyPrice {
  readonly hrg: string
  readonly type12Pence: Pence | null
  readonly type3Pence: Pence | null
}

/** The factor in millionths: 1.063400 is 1063400. */
export interface MarketForcesFactor {
  readonly provider: string
  readonly mffMicro: number
}

/** The specialised service top-up in ten-thousandths: 25% is 2500. */
export interface TopUp {
  readonly serviceCode: string
  readonly rateBp: number
}

/** The parts a list may have. A source brings some of them; the rest are those of the list it follows. */
export interface TariffParts {
  readonly apc: readonly ApcPrice[]
  readonly outpatient: readonly OutpatientPrice[]
  readonly emergency: readonly EmergencyPrice[]
  readonly marketForces: readonly MarketForcesFactor[]
  readonly topUps: readonly TopUp[]
}

export const noParts: TariffParts = { apc: [], outpatient: [], emergency: [], marketForces: [], topUps: [] }

export type PartName = keyof TariffParts
export const partNames: readonly PartName[] = ['apc', 'outpatient', 'emergency', 'marketForces', 'topUps']

/** A price list as it was loaded; ids grow in the order of loading. */
export interface TariffVersion {
  readonly tariffId: number
  readonly year: FinancialYear
  readonly from: PlainDate
}

export interface Tariff extends TariffVersion {
  readonly parts: TariffParts
}

/** A list with the days it holds, half-open. */
export interface InForce<Version extends TariffVersion> {
  readonly version: Version
  readonly from: PlainDate
  readonly to: PlainDate
}

/**
 * The lists that hold, by the day they price and never by the day they were loaded. Within a year a list that starts later closes the
 * one before; of two that start on one day the one loaded last stands. No list reaches beyond its year.
 * 2007/08 from 1 April and again from 1 October: the first holds until 30 September.
 */
export function listsInForce<Version extends TariffVersion>(versions: readonly Version[]): InForce<Version>[] {
  const standing = new Map<string, Version>()
  for (const version of versions.toSorted((a, b) => a.tariffId - b.tariffId))
    standing.set(`${version.year} ${version.from}`, version)
  const ordered = [...standing.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return ordered.map((version, at) => {
    const next = ordered[at + 1]
    const to = next && next.year === version.year ? next.from : yearInterval(version.year).to
    return { version, from: version.from, to }
  })
}

/** The list that a day belongs to. */
export const listOn = <Version extends TariffVersion>(
  versions: readonly Version[],
  day: PlainDate,
): Version | undefined => listsInForce(versions).find(({ from, to }) => from <= day && day < to)?.version
