import {
  type Bill,
  type BilledLine,
  type FollowUpCap,
  type Raised,
  dayNumber,
  firstBy,
  linesOfMonth,
  personsLines,
} from './billed-line.ts'

const wasSeen = ({ attended, firstAttendance }: BilledLine): boolean =>
  (attended === null || attended === '5' || attended === '6') && firstAttendance !== '5'

/** The same day twelve months before, or the last of February. */
function yearBefore(day: string): string {
  const same = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return same.endsWith('02-29') ? same.replace('02-29', '02-28') : same
}

/** By the booking where both have one, else by the day of the referral, and by who referred where both say. */
function isSameReferral(a: BilledLine, b: BilledLine): boolean {
  if (a.ubrn !== null && b.ubrn !== null) return a.ubrn === b.ubrn
  if (a.referralSource !== null && b.referralSource !== null && a.referralSource !== b.referralSource) return false
  return a.referralDate !== null && a.referralDate === b.referralDate
}

const isOfSeveral = ({ pod, hrg, multiProfessional }: BilledLine): boolean => {
  if (pod !== 'OPFA') return pod === 'OPFAMPCL'
  if (hrg?.startsWith('WF02')) return true
  return !hrg?.startsWith('WF01') && (multiProfessional === '2' || multiProfessional === '3')
}

function followUpPence({ followUpPrices, mffMicro }: Bill, line: BilledLine): number | null {
  const prices = followUpPrices.find(({ tfc }) => tfc === line.tfc)
  const pence = isOfSeveral(line) ? prices?.multi : prices?.single
  if (pence === null || pence === undefined) return null
  const millionths = BigInt(pence) * BigInt(mffMicro[line.provider]!) * BigInt(line.units ?? 1)
  return Number((millionths * 2n + 1_000_000n) / 2_000_000n)
}

/** C26: a first attendance after an attendance of the same referral within twelve months that did not end in discharge. */
export function firstsBilledAgain(bill: Bill): Raised {
  const raised: Raised = new Map()
  const own = personsLines(bill.every)
  for (const line of linesOfMonth(bill)) {
    if (line.family !== 'attendance' || !line.isFirst || line.billedPence <= 0 || !wasSeen(line)) continue
    const before = own(line).filter(
      (other) =>
        other.isOutpatient &&
        wasSeen(other) &&
        other.provider === line.provider &&
        other.tfc !== null &&
        other.tfc === line.tfc &&
        other.startDate < line.startDate &&
        other.startDate >= yearBefore(line.startDate) &&
        isSameReferral(line, other),
    )
    // The latest decides; of two on its day one discharge is enough.
    const latest = firstBy(
      before,
      (a, b) => dayNumber(b.startDate) - dayNumber(a.startDate),
      (a, b) => Number(b.outcome === '1') - Number(a.outcome === '1'),
    )
    const price = followUpPence(bill, line)
    if (latest && latest.outcome !== '1' && price !== null && line.billedPence > price)
      raised.set(String(line.key), line.billedPence - price)
  }
  return raised
}

/** What the year up to a month has beyond the ratio, at the average price of its follow-ups. */
function excessPence(lines: readonly BilledLine[], ratioThousandths: number): bigint {
  const firsts = BigInt(lines.filter(({ isFirst }) => isFirst).length)
  const followUps = lines.filter(({ isFirst }) => !isFirst)
  const beyond = BigInt(followUps.length) * 1_000n - BigInt(ratioThousandths) * firsts
  if (beyond <= 0n) return 0n
  const pence = BigInt(followUps.reduce((sum, { billedPence }) => sum + billedPence, 0))
  const under = BigInt(followUps.length) * 1_000n
  return (beyond * pence * 2n + under) / (under * 2n)
}

function firstMonthOfYear(month: string): string {
  const year = Number(month.slice(0, 4))
  return `${Number(month.slice(5)) >= 4 ? year : year - 1}-04`
}

/** Whole pence by follow-ups used; what is left over goes penny by penny to the largest remainders, then by the code of the practice. */
function sharedOut(pence: bigint, used: ReadonlyMap<string, number>): Map<string, bigint> {
  const all = BigInt([...used.values()].reduce((sum, count) => sum + count, 0))
  const parts = [...used].map(([practice, count]) => ({
    practice,
    whole: (pence * BigInt(count)) / all,
    rest: (pence * BigInt(count)) % all,
  }))
  const left = Number(pence - parts.reduce((sum, { whole }) => sum + whole, 0n))
  const order = parts.toSorted((a, b) =>
    a.rest !== b.rest ? (a.rest > b.rest ? -1 : 1) : a.practice < b.practice ? -1 : 1,
  )
  return new Map(order.map(({ practice, whole }, at) => [practice, at < left ? whole + 1n : whole]))
}

function ratioFindings(bill: Bill, { provider, tfc, ratioThousandths }: FollowUpCap, raised: Raised): void {
  const year = bill.every.filter(
    (line) =>
      line.provider === provider &&
      line.tfc === tfc &&
      line.family === 'attendance' &&
      line.billedPence > 0 &&
      wasSeen(line) &&
      line.month >= firstMonthOfYear(bill.month) &&
      line.month <= bill.month,
  )
  const upTo = (month: string): bigint =>
    excessPence(
      year.filter((line) => line.month <= month),
      ratioThousandths,
    )
  const earlier = [...new Set(year.map(({ month }) => month))].filter((month) => month < bill.month).map(upTo)
  const added = upTo(bill.month) - earlier.reduce((most, pence) => (pence > most ? pence : most), 0n)
  if (added <= 0n) return
  const used = new Map<string, number>()
  for (const { practice, isFirst } of year) if (!isFirst) used.set(practice, (used.get(practice) ?? 0) + 1)
  for (const [practice, pence] of sharedOut(added, used))
    if (pence > 0n) raised.set(`${provider} tfc ${tfc} practice ${practice}`, Number(pence))
}

/** C28: what the month adds to the greatest excess that its year had reached before, by provider, specialty and practice. */
export function followUpRatios(bill: Bill): Raised {
  const raised: Raised = new Map()
  const day = `${bill.month}-01`
  // Of several contracts with one provider the lowest ratio holds.
  const holding = bill.caps.filter(({ from, to }) => from <= day && (to === null || day < to))
  const isLower = (one: FollowUpCap, other: FollowUpCap): boolean =>
    one.provider === other.provider && one.tfc === other.tfc && one.ratioThousandths < other.ratioThousandths
  for (const cap of holding) if (!holding.some((other) => isLower(other, cap))) ratioFindings(bill, cap, raised)
  return raised
}
