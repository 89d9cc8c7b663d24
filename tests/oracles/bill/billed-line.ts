/** One line of a bill as a rule sees it, in plain values: days and months are text, money whole pence. */
export interface BilledLine {
  readonly key: number
  readonly lineId: string
  readonly provider: string
  readonly practice: string
  readonly patient: number | null
  /** `invalid` for a number that fails its check digit and may stand for several people. */
  readonly patientStatus: string
  readonly age: number | null
  readonly month: string
  readonly pod: string
  readonly family: string
  readonly isOutpatient: boolean
  readonly isFirst: boolean
  readonly spellId: string | null
  readonly attendanceId: string | null
  readonly startDate: string
  readonly startTime: string | null
  readonly endDate: string | null
  readonly admissionMethod: string | null
  readonly admissionSource: string | null
  readonly dischargeMethod: string | null
  readonly dischargeDestination: string | null
  readonly hrg: string | null
  readonly tfc: string | null
  readonly firstAttendance: string | null
  readonly attended: string | null
  readonly outcome: string | null
  readonly referralDate: string | null
  readonly referralSource: string | null
  readonly ubrn: string | null
  readonly multiProfessional: string | null
  readonly diagnoses: string | null
  readonly nationalTariff: string | null
  readonly priceBasis: string | null
  readonly units: number | null
  readonly billedPence: number
}

export interface FollowUpCap {
  readonly provider: string
  readonly tfc: string
  readonly ratioThousandths: number
  readonly from: string
  readonly to: string | null
}

export interface FollowUpPrice {
  readonly tfc: string
  readonly single: number | null
  readonly multi: number | null
}

/** A month to be checked, with what counts around it. */
export interface Bill {
  readonly month: string
  readonly every: readonly BilledLine[]
  readonly caps: readonly FollowUpCap[]
  readonly followUpPrices: readonly FollowUpPrice[]
  readonly mffMicro: Readonly<Record<string, number>>
}

/** Pence by the key of a line, or by what a sum is about. */
export type Raised = Map<string, number>

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

export const linesOfMonth = ({ month, every }: Bill): BilledLine[] => every.filter((line) => line.month === month)

const nobody: readonly BilledLine[] = []

/** All lines of the same person; nobody's lines belong together. */
export function personsLines(every: readonly BilledLine[]): (line: BilledLine) => readonly BilledLine[] {
  const lines = new Map<number, BilledLine[]>()
  for (const line of every) {
    if (line.patient === null) continue
    const own = lines.get(line.patient) ?? []
    lines.set(line.patient, own)
    own.push(line)
  }
  return ({ patient }) => (patient === null ? nobody : lines.get(patient)!)
}

/** What is said of one person can be said of the line. */
export const isOfOnePerson = ({ patient, patientStatus }: BilledLine): boolean =>
  patient !== null && patientStatus !== 'invalid'

export const isStay = ({ family }: BilledLine): boolean => family === 'admitted'

/** The smallest by an order of several steps: each says below, above or equal. */
export function firstBy<Item>(items: readonly Item[], ...steps: ((a: Item, b: Item) => number)[]): Item | undefined {
  return items.toSorted((a, b) => {
    for (const step of steps) if (step(a, b) !== 0) return step(a, b)
    return 0
  })[0]
}

export const byText =
  <Item>(of: (item: Item) => string) =>
  (a: Item, b: Item): number =>
    of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0
