import {
  type Bill,
  type BilledLine,
  type Raised,
  dayNumber,
  firstBy,
  isOfOnePerson,
  isStay,
  linesOfMonth,
  personsLines,
} from './billed-line.ts'

const emergencies = ['21', '22', '23', '24', '25', '28', '2A', '2C', '2D']
const leftOutGroups = ['N', 'SB', 'SC', 'LD', 'LE', 'LA01', 'LA02', 'LA03', 'DZ01', 'VA14', 'VA15']

const codesOf = ({ diagnoses }: BilledLine): string[] => diagnoses?.split('|') ?? []

const isCancer = (code: string): boolean =>
  code.startsWith('C') || code.startsWith('D0') || (code >= 'D37' && code < 'D40') || (code >= 'D40' && code < 'D49')

/** Maternity and childbirth, cancer and its treatment, dialysis, transplants, multiple trauma: on either stay. */
const isOfAKindLeftOut = (stay: BilledLine): boolean =>
  leftOutGroups.some((group) => stay.hrg?.startsWith(group)) ||
  stay.tfc === '501' ||
  stay.tfc === '560' ||
  codesOf(stay).some(isCancer)

function mayBeReadmission(line: BilledLine): boolean {
  if (
    !isStay(line) ||
    line.billedPence <= 0 ||
    !isOfOnePerson(line) ||
    !emergencies.includes(line.admissionMethod ?? '')
  )
    return false
  if (['51', '52', '53'].includes(line.admissionSource ?? '')) return false
  if (line.age !== null && line.age < 4) return false
  if (['W', 'S', 'Z'].includes(line.practice[0]!)) return false
  if (line.nationalTariff === 'N') return false
  if (['local-price', 'no-local-price', 'no-national-price', 'not-billable'].includes(line.priceBasis ?? ''))
    return false
  const secondary = codesOf(line).slice(1)
  return !isOfAKindLeftOut(line) && !secondary.some((code) => code.startsWith('V'))
}

const isPlanned = ({ admissionMethod, pod }: BilledLine): boolean =>
  admissionMethod === null ? pod === 'DC' || pod === 'EL' : ['11', '12', '13'].includes(admissionMethod)

/** Days from discharge; empty where the other was not before. On one day a planned stay comes first, and two emergencies in no order. */
function daysAfter(line: BilledLine, before: BilledLine): number | undefined {
  if (before === line || !isStay(before) || before.endDate === null || before.endDate < before.startDate)
    return undefined
  if (before.provider === line.provider && before.spellId !== null && before.spellId === line.spellId) return undefined
  const days = dayNumber(line.startDate) - dayNumber(before.endDate)
  const beganBefore = before.startDate < line.startDate || (before.startDate === line.startDate && isPlanned(before))
  return beganBefore && days >= 0 && days <= 30 ? days : undefined
}

/** C57: nothing is paid after a planned stay, a quarter less after an emergency; the latest discharge decides, at whichever provider. */
export function readmissions(bill: Bill): Raised {
  const raised: Raised = new Map()
  const own = personsLines(bill.every)
  for (const line of linesOfMonth(bill).filter(mayBeReadmission)) {
    const latest = firstBy(
      own(line).filter((other) => daysAfter(line, other) !== undefined),
      (a, b) => dayNumber(b.endDate!) - dayNumber(a.endDate!),
      (a, b) => dayNumber(b.startDate) - dayNumber(a.startDate),
      (a, b) => Number(isPlanned(b)) - Number(isPlanned(a)),
      (a, b) => (a.provider < b.provider ? -1 : a.provider > b.provider ? 1 : a.key - b.key),
    )
    if (!latest || latest.dischargeMethod === '2' || isOfAKindLeftOut(latest)) continue
    const pence = isPlanned(latest) ? line.billedPence : Math.floor((line.billedPence * 25 + 50) / 100)
    if (pence > 0) raised.set(String(line.key), pence)
  }
  return raised
}
