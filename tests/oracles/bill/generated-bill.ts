import type { Chance } from '../chance.ts'
import { type Bill, type BilledLine, type FollowUpCap, type FollowUpPrice, dayNumber, dayText } from './billed-line.ts'

const providers = ['RAA', 'RBB', 'RCC']
const specialties = ['100', '110', '300', '501']
const practices = ['A99001', 'A99002', 'A99003', 'W99001']
const amounts = [-50_000, 0, 9_000, 9_001, 15_800, 50_000, 120_002, 200_000]
const families: Readonly<Record<string, string>> = {
  DC: 'admitted',
  EL: 'admitted',
  NEL: 'admitted',
  NELNE: 'admitted',
  ELXBD: 'excess-bed-days',
  OPFASPCL: 'attendance',
  OPFAMPCL: 'attendance',
  OPFA: 'attendance',
  OPFUPSPCL: 'attendance',
  OPFUP: 'attendance',
  OPPROC: 'procedure',
  OPFASPNCL: 'outpatient-other',
  AE: 'emergency',
  DRUG: 'pass-through',
}

const addMonths = (month: string, count: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

const some = <Item>(draw: Chance, share: number, item: Item): Item | null => (draw.often(share) ? item : null)

/** What every line has, whatever it is about. Few values each, so that lines of one person meet often. */
function common(draw: Chance, patient: number | null, startDate: string) {
  return {
    provider: draw.often(0.75) ? providers[(patient ?? 0) % 3]! : draw.pick(providers),
    practice: practices[Math.floor((patient ?? 0) / 3) % (draw.often(0.02) ? 4 : 3)]!,
    patient,
    patientStatus: draw.often(0.97) ? 'nhs-number' : 'invalid',
    age: some(draw, 0.97, draw.often(0.1) ? draw.whole(2, 5) : draw.whole(18, 90)),
    startDate,
    tfc: some(draw, 0.97, draw.often(0.6) ? specialties[(patient ?? 0) % 3]! : draw.pick(specialties)),
    units: draw.often(0.9) ? 1 : draw.pick([null, 2]),
    billedPence: draw.often(0.8) ? draw.pick(amounts.slice(2)) : draw.pick(amounts),
    nationalTariff: draw.often(0.95) ? draw.pick([null, 'Y']) : 'N',
    priceBasis: draw.often(0.9) ? draw.pick([null, 'non-elective', 'short-stay']) : 'local-price',
  }
}

const outpatientNothing = {
  spellId: null,
  endDate: null,
  admissionMethod: null,
  admissionSource: null,
  dischargeMethod: null,
  dischargeDestination: null,
  diagnoses: null,
}
const stayNothing = {
  attendanceId: null,
  firstAttendance: null,
  attended: null,
  outcome: null,
  referralDate: null,
  referralSource: null,
  ubrn: null,
  multiProfessional: null,
}

const lengthOfStay = (draw: Chance, pod: string): number =>
  pod === 'DC' ? 0 : draw.often(0.6) ? draw.whole(0, 3) : draw.often(0.98) ? draw.whole(4, 15) : -1

function stayParts(draw: Chance, startDate: string) {
  const pod = draw.pick(['DC', 'DC', 'EL', 'EL', 'NEL', 'NEL', 'NEL', 'NEL', 'NELNE', 'ELXBD'])
  const planned = pod === 'DC' || pod === 'EL'
  return {
    ...stayNothing,
    pod,
    startTime: null,
    spellId: some(draw, 0.95, `S${draw.whole(1, 6)}`),
    endDate: some(draw, 0.96, dayText(dayNumber(startDate) + lengthOfStay(draw, pod))),
    admissionMethod: draw.often(0.05)
      ? draw.pick([null, '31', '81', '2B'])
      : draw.pick(planned ? ['11', '12', '13'] : ['21', '21', '22', '24', '28', '2A', '2D', '31', '81', '2B']),
    admissionSource: draw.often(0.9) ? draw.pick([null, '19']) : draw.pick(['51', '53', '29']),
    dischargeMethod: draw.often(0.9) ? draw.pick([null, '1']) : draw.pick(['2', '4']),
    dischargeDestination: draw.often(0.9) ? draw.pick([null, '19']) : draw.pick(['51', '30', '29']),
    hrg: some(
      draw,
      0.97,
      draw.often(0.9)
        ? draw.pick(['DZ11A', 'DZ11B', 'EB03D', 'EB01Z', 'D10'])
        : draw.pick(['NZ16Z', 'SB97Z', 'VA14A', 'LD01A']),
    ),
    diagnoses: draw.often(0.85)
      ? draw.pick([null, 'J189', 'J189|I10X', 'D509', 'V031'])
      : draw.pick(['S720|V031', 'C349', 'J189|D381', 'D480']),
  }
}

function clinicParts(draw: Chance) {
  const pod = draw.pick([
    'OPFASPCL',
    'OPFASPCL',
    'OPFAMPCL',
    'OPFA',
    'OPFUPSPCL',
    'OPFUPSPCL',
    'OPFUP',
    'OPPROC',
    'OPFASPNCL',
  ])
  return {
    ...outpatientNothing,
    pod,
    attendanceId: some(draw, 0.9, `A${draw.whole(1, 9)}`),
    startTime: some(draw, 0.8, draw.pick(['09:00', '10:00', '14:00'])),
    hrg: pod === 'OPPROC' ? 'DZ11A' : draw.pick([null, null, 'WF01A', 'WF02A']),
    firstAttendance: draw.pick([null, '1', '1', '2', '2', '3', '5']),
    attended: draw.pick([null, '5', '5', '5', '5', '6', '3', '2']),
    outcome: draw.pick([null, '1', '2', '2', '3']),
    referralDate: some(draw, 0.9, `2011-0${draw.whole(1, 3)}-01`),
    referralSource: draw.pick([null, '03', '03', '03', '05']),
    ubrn: some(draw, 0.3, `U${draw.whole(1, 2)}`),
    multiProfessional: draw.pick([null, '1', '2', '3']),
  }
}

function otherParts(draw: Chance) {
  const pod = draw.pick(['AE', 'AE', 'DRUG'])
  const startTime = some(draw, 0.9, draw.pick(['01:00', '13:00']))
  const hrg = pod === 'AE' ? 'VB01Z' : null
  return {
    ...stayNothing,
    ...outpatientNothing,
    pod,
    startTime,
    hrg,
    attendanceId: some(draw, 0.9, `E${draw.whole(1, 9)}`),
  }
}

type Drawn = Omit<BilledLine, 'key' | 'lineId' | 'month' | 'family' | 'isOutpatient' | 'isFirst'>

function drawnLine(draw: Chance, patient: number | null, startDate: string): Drawn {
  const turn = draw.next()
  const parts = turn < 0.55 ? stayParts(draw, startDate) : turn < 0.93 ? clinicParts(draw) : otherParts(draw)
  return { ...common(draw, patient, startDate), ...parts }
}

const shifted = (draw: Chance, day: string | null): string | null =>
  day === null ? null : dayText(dayNumber(day) + draw.pick([-366, -365, -30, -29, -2, -1, 1, 2, 29, 30, 31]))

/** The same line again with some of its particulars changed: what nearly breaks a rule is of this kind. */
function alteredCopy(draw: Chance, line: Drawn): Drawn {
  const fresh = drawnLine(draw, line.patient, line.startDate)
  const sometimes = <Item>(changed: Item, kept: Item, share = 0.12): Item => (draw.often(share) ? changed : kept)
  return {
    ...line,
    provider: sometimes(fresh.provider, line.provider),
    billedPence: draw.often(0.1) ? -line.billedPence : sometimes(fresh.billedPence, line.billedPence, 0.3),
    tfc: sometimes(fresh.tfc, line.tfc),
    hrg: line.pod === fresh.pod ? sometimes(fresh.hrg, line.hrg, 0.3) : line.hrg,
    startTime: sometimes(fresh.startTime, line.startTime),
    spellId: sometimes(fresh.spellId, line.spellId, 0.3),
    attendanceId: sometimes(fresh.attendanceId, line.attendanceId, 0.3),
    startDate: sometimes(shifted(draw, line.startDate)!, line.startDate, 0.4),
    endDate: sometimes(shifted(draw, line.endDate), line.endDate, 0.2),
    attended: sometimes(fresh.attended, line.attended),
    outcome: sometimes(fresh.outcome, line.outcome),
    ubrn: sometimes(fresh.ubrn, line.ubrn),
    referralSource: sometimes(fresh.referralSource, line.referralSource),
    patientStatus: sometimes(fresh.patientStatus, line.patientStatus),
    referralDate: sometimes(fresh.referralDate, line.referralDate),
  }
}

/** The month in which care is billed: mostly that of its end, now and then one or two later. */
function monthOf(draw: Chance, { startDate, endDate }: Drawn, first: string, last: string): string {
  const own = (endDate ?? startDate).slice(0, 7)
  const billed = draw.often(0.8) ? own : addMonths(own, draw.whole(1, 2))
  return billed < first ? first : billed > last ? last : billed
}

const isFirst = ({ pod, firstAttendance }: Drawn): boolean =>
  pod.startsWith('OPFA') || (!pod.startsWith('OPFUP') && (firstAttendance === '1' || firstAttendance === '3'))

/** A day of the person's, mostly near home; often one on which, or after which, something of theirs began or ended. */
function nextDay(draw: Chance, own: readonly Drawn[], centre: number, home: number): string {
  if (own.length > 0 && draw.often(0.4)) {
    const { startDate, endDate } = draw.pick(own)
    return dayText(
      dayNumber(draw.often(0.5) ? startDate : (endDate ?? startDate)) +
        draw.pick([0, 0, 0, 0, 1, 1, 2, 30, 31, 31, -365, -366]),
    )
  }
  return dayText(draw.often(0.8) ? home + draw.whole(-15, 15) : centre + draw.whole(-360, 60))
}

function nextLine(draw: Chance, patient: number | null, own: readonly Drawn[], centre: number, home: number): Drawn {
  if (own.length > 0 && draw.often(0.35)) return alteredCopy(draw, draw.pick(own))
  return drawnLine(draw, patient, nextDay(draw, own, centre, home))
}

const unclear = 1_000_003

function generatedLines(draw: Chance, count: number, month: string): BilledLine[] {
  const [first, last] = [addMonths(month, -12), addMonths(month, 2)]
  const centre = dayNumber(`${month}-15`)
  const drawn: Drawn[] = []
  while (drawn.length < count) {
    const patient = draw.often(0.02) ? null : draw.whole(1, 2_000_000_000)
    const home = centre + draw.whole(-35, 20)
    const own: Drawn[] = []
    for (let left = draw.whole(6, 24); left > 0; left--) own.push(nextLine(draw, patient, own, centre, home))
    drawn.push(...own)
  }
  return drawn.slice(0, count).map((line, at) => ({
    ...line,
    key: 2 ** 32 + at,
    // The names of lines are in another order than the lines.
    lineId: `L${String(((at + 1) * 7919) % unclear).padStart(7, '0')}`,
    month: monthOf(draw, line, first, last),
    family: families[line.pod]!,
    isOutpatient: line.pod.startsWith('OP'),
    isFirst: isFirst(line),
  }))
}

const generatedCaps = (draw: Chance, month: string): FollowUpCap[] =>
  providers.flatMap((provider) =>
    specialties
      .flatMap((tfc) => (draw.often(0.15) ? [tfc, tfc] : draw.often(0.8) ? [tfc] : []))
      .map((tfc) => ({
        provider,
        tfc,
        ratioThousandths: draw.whole(100, 2_000),
        from: `${addMonths(month, draw.pick([-12, -3, 0, 1]))}-01`,
        to: draw.often(0.7) ? null : `${addMonths(month, draw.pick([0, 1]))}-01`,
      }))
      .filter(({ from, to }) => to === null || from < to),
  )

const generatedPrices = (draw: Chance): FollowUpPrice[] =>
  specialties.map((tfc) => ({
    tfc,
    single: some(draw, 0.95, draw.whole(50, 120) * 100),
    multi: some(draw, 0.8, draw.whole(60, 150) * 100),
  }))

/** A bill of so many lines around one month, dense with lines that repeat, overlap and follow one another. */
export function generatedBill(draw: Chance, count: number): Bill {
  const month = draw.pick(['2012-04', '2012-10', '2013-01', '2013-03'])
  return {
    month,
    every: generatedLines(draw, count, month),
    caps: generatedCaps(draw, month),
    followUpPrices: generatedPrices(draw),
    mffMicro: Object.fromEntries(providers.map((provider) => [provider, draw.whole(1_000_000, 1_300_000)])),
  }
}
