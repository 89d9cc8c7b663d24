import {
  type Bill,
  type BilledLine,
  type Raised,
  byText,
  dayNumber,
  firstBy,
  isOfOnePerson,
  isStay,
  linesOfMonth,
  personsLines,
} from './billed-line.ts'

const otherHospitals = ['49', '50', '51', '52', '53', '84', '87']
const toOtherHospitals = ['30', '48', ...otherHospitals]
const transfers = ['81', '2B']
const emergencies = ['21', '22', '23', '24', '25', '28', '2A', '2C', '2D']
const planned = ['11', '12', '13']

const isAmong = (code: string | null, codes: readonly string[]): boolean => code !== null && codes.includes(code)

const isTransferred = ({ admissionSource, dischargeDestination, admissionMethod }: BilledLine): boolean =>
  isAmong(admissionSource, otherHospitals) ||
  isAmong(dischargeDestination, toOtherHospitals) ||
  isAmong(admissionMethod, transfers)

/** What each line of the month is worth by a look at the lines of the same person; nothing is no finding. */
function raise(bill: Bill, worth: (line: BilledLine, others: readonly BilledLine[]) => number | undefined): Raised {
  const raised: Raised = new Map()
  const own = personsLines(bill.every)
  for (const line of linesOfMonth(bill)) {
    if (line.billedPence <= 0 || !isOfOnePerson(line)) continue
    const pence = worth(
      line,
      own(line).filter((other) => other !== line),
    )
    if (pence !== undefined) raised.set(String(line.key), pence)
  }
  return raised
}

/** More than the day on which one ends and the other begins. */
const overlap = (a: BilledLine, b: BilledLine): boolean =>
  a.endDate !== null && b.endDate !== null && a.startDate < b.endDate && b.startDate < a.endDate

/** The one billed earlier stands; of one month the one that began earlier, then by the code of the provider. */
const comesFirst = (a: BilledLine, b: BilledLine): boolean => {
  const [one, other] = [a, b].map(({ month, startDate, provider }) => `${month} ${startDate} ${provider}`)
  return one! < other!
}

/** C14: stays of one person at two providers on the same days, neither of which says that it was a transfer. */
export const twoHospitals = (bill: Bill): Raised =>
  raise(bill, (line, others) =>
    isStay(line) &&
    !isTransferred(line) &&
    others.some(
      (other) =>
        isStay(other) &&
        other.billedPence > 0 &&
        other.provider !== line.provider &&
        overlap(line, other) &&
        comesFirst(other, line) &&
        !isTransferred(other),
    )
      ? line.billedPence
      : undefined,
  )

/** The other ended before, or as, this one began, and within a day. Where both are of that one day, the one received first was first. */
function isJustBefore(other: BilledLine, line: BilledLine): boolean {
  if (other.endDate === null) return false
  const days = dayNumber(line.startDate) - dayNumber(other.endDate)
  if (days !== 0 && days !== 1) return false
  if (other.startDate === line.startDate && line.endDate === other.endDate) return other.key < line.key
  return (
    other.startDate < line.startDate || (line.endDate !== null && other.endDate < line.endDate) || other.key < line.key
  )
}

const isSameStay = (a: BilledLine, b: BilledLine): boolean =>
  a.pod === b.pod && a.startDate === b.startDate && a.endDate === b.endDate && a.hrg === b.hrg

const hasSpellOf = (a: BilledLine, b: BilledLine): boolean => a.spellId !== null && a.spellId === b.spellId

/** C15: an emergency of the same chapter, or a transfer, within a day of another stay at the same hospital. The smaller is too much. */
export const contiguousStays = (bill: Bill): Raised =>
  raise(bill, (line, others) => {
    if (!isStay(line) || line.pod === 'DC') return undefined
    const before = others.filter((other) => {
      const goesOn =
        isAmong(line.admissionMethod, transfers) ||
        (isAmong(line.admissionMethod, emergencies) && line.hrg !== null && line.hrg[0] === other.hrg?.[0])
      return (
        goesOn &&
        isStay(other) &&
        other.pod !== 'DC' &&
        other.billedPence > 0 &&
        other.provider === line.provider &&
        other.dischargeMethod !== '4' &&
        isJustBefore(other, line) &&
        !hasSpellOf(line, other) &&
        !isSameStay(line, other)
      )
    })
    const latest = firstBy(
      before,
      (a, b) => dayNumber(b.endDate!) - dayNumber(a.endDate!),
      (a, b) => dayNumber(b.startDate) - dayNumber(a.startDate),
      byText((other) => other.lineId),
    )
    return latest && Math.min(line.billedPence, latest.billedPence)
  })

/** The day lies after the one's admission and before its discharge. A credit is no stay. */
const liesWithin = (line: BilledLine, stay: BilledLine): boolean =>
  isStay(stay) &&
  stay.billedPence >= 0 &&
  stay.provider === line.provider &&
  stay.endDate !== null &&
  stay.startDate < line.startDate &&
  line.startDate < stay.endDate

/** C16: a day case or a planned stay while the patient lay in the same hospital, under another spell number. */
export const staysInStays = (bill: Bill): Raised =>
  raise(bill, (line, others) =>
    (line.pod === 'DC' || line.pod === 'EL') && others.some((stay) => liesWithin(line, stay) && !hasSpellOf(line, stay))
      ? line.billedPence
      : undefined,
  )

/** C17: a clinic while the patient lay in the same hospital. */
export const clinicsInStays = (bill: Bill): Raised =>
  raise(bill, (line, others) =>
    line.isOutpatient && others.some((stay) => liesWithin(line, stay)) ? line.billedPence : undefined,
  )

/** C18: a clinic on the day of a planned admission in its specialty at the same hospital. */
export const clinicsOnAdmission = (bill: Bill): Raised =>
  raise(bill, (line, others) =>
    line.isOutpatient &&
    others.some(
      (stay) =>
        isStay(stay) &&
        stay.billedPence >= 0 &&
        stay.provider === line.provider &&
        stay.startDate === line.startDate &&
        line.tfc !== null &&
        stay.tfc === line.tfc &&
        isAmong(stay.admissionMethod, planned),
    )
      ? line.billedPence
      : undefined,
  )
