import {
  type Bill,
  type BilledLine,
  type Raised,
  byText,
  firstBy,
  isOfOnePerson,
  isStay,
  linesOfMonth,
  personsLines,
} from './billed-line.ts'

/** C11: of lines of the month that are the same in every particular the lowest line id stands; each other is worth what was billed. */
export function exactDuplicates(bill: Bill): Raised {
  const raised: Raised = new Map()
  const month = linesOfMonth(bill)
  const own = personsLines(month)
  const particulars = ({ provider, pod, startDate, startTime, endDate, hrg, tfc, billedPence }: BilledLine): string =>
    JSON.stringify([provider, pod, startDate, startTime, endDate, hrg, tfc, billedPence])
  for (const line of month)
    if (
      line.billedPence > 0 &&
      own(line).some((other) => particulars(other) === particulars(line) && other.lineId < line.lineId)
    )
      raised.set(String(line.key), line.billedPence)
  return raised
}

const lastKnownDay = ({ startDate, endDate }: BilledLine): string => endDate ?? startDate

const isSameSpell = (a: BilledLine, b: BilledLine): boolean =>
  a.provider === b.provider && a.spellId !== null && a.spellId === b.spellId

/** C11 or C13 has it already: the same line of the month, or the same stay billed again in a later month. */
function isAlike(line: BilledLine, other: BilledLine): boolean {
  const sameStay =
    other.pod === line.pod && other.startDate === line.startDate && other.hrg === line.hrg && other.tfc === line.tfc
  return (
    sameStay && (other.month < line.month || (other.endDate === line.endDate && other.billedPence === line.billedPence))
  )
}

/** Of one month the dearer stands, then the lower line id; of two months the earlier. */
function standsBefore(other: BilledLine, line: BilledLine): boolean {
  if (other.month !== line.month) return other.month < line.month
  if (other.billedPence !== line.billedPence) return other.billedPence > line.billedPence
  return other.lineId < line.lineId
}

/** C12: one spell number for the same patient, provider and days; a day that both share is an overlap. The smaller amount is too much. */
export function sameSpells(bill: Bill): Raised {
  const raised: Raised = new Map()
  const own = personsLines(bill.every)
  for (const line of linesOfMonth(bill)) {
    if (!isStay(line) || line.billedPence <= 0 || !isOfOnePerson(line)) continue
    const spell = own(line).filter((other) => isSameSpell(line, other))
    if (spell.some(({ billedPence }) => billedPence < 0)) continue
    const standing = spell.filter(
      (other) =>
        other !== line &&
        isStay(other) &&
        other.billedPence > 0 &&
        other.startDate <= lastKnownDay(line) &&
        line.startDate <= lastKnownDay(other) &&
        standsBefore(other, line) &&
        !isAlike(line, other),
    )
    const one = firstBy(
      standing,
      byText((other) => other.month),
      (a, b) => b.billedPence - a.billedPence,
    )
    if (one) raised.set(String(line.key), Math.min(line.billedPence, one.billedPence))
  }
  return raised
}

const number = ({ spellId, attendanceId }: BilledLine): string | null => spellId ?? attendanceId

/** The same day, time where both give one, and then the same number, or time, or for a stay the same end; or no number on either side. */
function isSameVisit(a: BilledLine, b: BilledLine): boolean {
  if (a.provider !== b.provider || a.pod !== b.pod || a.startDate !== b.startDate || a.tfc !== b.tfc || a.hrg !== b.hrg)
    return false
  const bothTimed = a.startTime !== null && b.startTime !== null
  if (bothTimed && a.startTime !== b.startTime) return false
  if (bothTimed) return true
  if (number(a) === null && number(b) === null) return true
  if (number(a) !== null && number(a) === number(b)) return true
  return isStay(a) && a.endDate !== null && a.endDate === b.endDate
}

const visits = ['admitted', 'attendance', 'procedure', 'emergency', 'outpatient-other']

/** C13: care that an earlier month billed, unless that bill was credited in between: not before it, and not after the bill in question. */
export function billedAgain(bill: Bill): Raised {
  const raised: Raised = new Map()
  const own = personsLines(bill.every)
  for (const line of linesOfMonth(bill)) {
    if (line.billedPence <= 0 || !isOfOnePerson(line) || !visits.includes(line.family)) continue
    const isCredited = (earlier: BilledLine): boolean =>
      own(line).some(
        (credit) =>
          credit.billedPence < 0 &&
          credit.provider === line.provider &&
          credit.pod === line.pod &&
          credit.startDate === line.startDate &&
          credit.month >= earlier.month &&
          credit.month <= line.month,
      )
    const earlier = own(line).filter(
      (other) => other.month < line.month && other.billedPence > 0 && isSameVisit(line, other),
    )
    if (earlier.some((other) => !isCredited(other))) raised.set(String(line.key), line.billedPence)
  }
  return raised
}
