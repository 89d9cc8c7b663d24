import { type BookFacts, priceRules } from '#activity/pricing'
import { type Pence, type PlainDate, addDays, toFinancialYear, toPence, toPlainDate } from '#shared'
import type { Chance } from './chance.ts'
import type { OracleLine } from './price-line.ts'

const providers = ['RAA', 'RBB', 'RCC', 'RDD', 'NT1']
const hrgs = ['AA22C', 'AA22D', 'BZ01A', 'CZ02B', 'DZ11A', 'EB03D', 'FZ04C', 'HB21B', 'H04', 'XX99Z']
const emergencyHrgs = ['VB01Z', 'VB02Z', 'VB11Z', 'VB99Z']
const specialties = ['100', '110', '300', '501', '999']
const services = ['NCBPS01', 'NCBPS02', 'LOCAL1']
const pods = priceRules().pointsOfDelivery.map(({ code }) => code)
const commonPods = [
  'DC',
  'EL',
  'NEL',
  'NEL',
  'NELST',
  'NELNE',
  'ELXBD',
  'NELXBD',
  'OPFA',
  'OPFUP',
  'OPFASPCL',
  'OPFAMPCL',
  'OPFUPSPCL',
  'OPFUPMPCL',
  'OPPROC',
  'OPPROCFA',
  'OPPROCFUP',
  'AE',
  'AE',
]
const firstDay = toPlainDate('2007-04-01')

type Maybe = (share: number) => Pence | null

/** Mostly whole pounds, sometimes pence, often none. */
const priceFrom =
  (draw: Chance, most: number): Maybe =>
  (missing) =>
    draw.often(missing) ? null : toPence(draw.often(0.8) ? draw.whole(1, most) * 100 : draw.whole(1, most * 100))

function generatedParts(draw: Chance): BookFacts['tariffs'][number]['parts'] {
  const spell = priceFrom(draw, 20_000)
  const visit = priceFrom(draw, 400)
  return {
    apc: [...hrgs, 'UZ01Z']
      .filter(() => draw.often(0.9))
      .map((hrg) => ({
        hrg,
        name: null,
        outpatientProcedurePence: visit(0.5),
        combinedPence: spell(0.2),
        dayCasePence: spell(0.6),
        electivePence: spell(0.6),
        electiveTrimDays: draw.often(0.2) ? null : draw.whole(0, 12),
        nonElectivePence: spell(0.1),
        nonElectiveTrimDays: draw.often(0.2) ? null : draw.whole(0, 30),
        perDayPence: draw.often(0.2) ? null : toPence(draw.whole(150, 400) * 100),
        shortStayApplies: draw.often(0.6),
        shortStayBp: null,
        shortStayPence: spell(0.2),
      })),
    outpatient: specialties
      .filter(() => draw.often(0.9))
      .map((tfc) => ({
        tfc,
        firstSinglePence: visit(0.1),
        firstMultiPence: visit(0.4),
        followUpSinglePence: visit(0.1),
        followUpMultiPence: visit(0.4),
      })),
    emergency: emergencyHrgs
      .filter(() => draw.often(0.8))
      .map((hrg) => ({ hrg, type12Pence: visit(0.1), type3Pence: visit(0.3) })),
    marketForces: providers
      .filter(() => draw.often(0.8))
      .map((provider) => ({
        provider,
        mffMicro: draw.often(0.5) ? draw.whole(1_000_000, 1_320_000) : 1_000_000 + draw.whole(0, 60) * 5_000,
      })),
    topUps: services
      .filter(() => draw.often(0.5))
      .map((serviceCode) => ({ serviceCode, rateBp: draw.whole(1, 7_800) })),
  }
}

/** Lists of three years with a gap, one that starts within a year, one that replaces another, all loaded in no order of their dates. */
function generatedTariffs(draw: Chance): BookFacts['tariffs'] {
  const starts = [
    ['2008/09', '2008-04-01'],
    ['2007/08', '2007-04-01'],
    ['2020/21', '2020-04-01'],
    ['2007/08', '2007-10-01'],
    ['2008/09', '2008-04-01'],
    ['2007/08', '2008-01-15'],
  ] as const
  return starts.map(([year, from], at) => ({
    tariffId: at + 1,
    year: toFinancialYear(year),
    from: toPlainDate(from),
    parts: generatedParts(draw),
  }))
}

const days = (draw: Chance): PlainDate => addDays(firstDay, draw.whole(-100, draw.often(0.8) ? 800 : 5_200))

export function generatedFacts(draw: Chance): BookFacts {
  const localPrices = Array.from({ length: 60 }, () => {
    const from = days(draw)
    return {
      provider: draw.pick(providers),
      service: draw.pick([...hrgs, ...specialties, ...services, 'MYPOD']),
      pod: draw.often(0.4) ? draw.pick(pods) : null,
      pence: toPence(draw.whole(0, 90_000)),
      from,
      to: draw.often(0.5) ? null : addDays(from, draw.whole(1, 400)),
      applyMff: draw.often(0.5),
    }
  })
  const roundings = Array.from({ length: 5 }, () => {
    const from = days(draw)
    return {
      provider: draw.pick(providers),
      from,
      to: draw.often(0.5) ? null : addDays(from, draw.whole(1, 400)),
      wholePounds: draw.often(0.7),
    }
  })
  return { tariffs: generatedTariffs(draw), localPrices, roundings, rules: priceRules() }
}

const some = <Item>(draw: Chance, share: number, item: Item): Item | null => (draw.often(share) ? item : null)

const lengthOfStay = (draw: Chance): number =>
  draw.often(0.4) ? draw.whole(0, 2) : draw.often(0.95) ? draw.whole(3, 60) : draw.whole(-3, 900)

function generatedHrg(draw: Chance, pod: string): string | null {
  if (draw.often(0.03)) return null
  if (draw.often(0.02)) return 'UZ01Z'
  if (pod === 'AE') return draw.pick(emergencyHrgs)
  return /^OP(FA|FUP)/.test(pod) && draw.often(0.8)
    ? draw.pick(['WF01A', 'WF01B', 'WF02A', 'WF02B', 'WF01C'])
    : draw.pick(hrgs)
}

export function generatedLine(draw: Chance): OracleLine {
  const pod = draw.often(0.8) ? draw.pick(commonPods) : draw.often(0.95) ? draw.pick(pods) : 'UNKNOWN'
  const startDate = days(draw)
  return {
    provider: draw.often(0.02) ? 'RZZ' : draw.pick(providers),
    pod,
    localPod: draw.pick([null, 'MYPOD', 'OTHERPOD']),
    spellId: some(draw, 0.5, `S${draw.whole(1, 30_000)}`),
    startDate,
    endDate: some(draw, 0.98, addDays(startDate, lengthOfStay(draw))),
    age: some(draw, 0.97, draw.pick([0, 17, 18, 19, 20, 45, 99])),
    admissionMethod: draw.pick([null, '11', '21', '22', '23', '24', '25', '28', '2A', '2B', '2C', '2D', '31', '82']),
    criticalCareDays: some(draw, 0.1, draw.whole(0, 9)),
    rehabilitationDays: some(draw, 0.1, draw.whole(0, 9)),
    palliativeDays: some(draw, 0.05, draw.whole(0, 9)),
    delayedDays: some(draw, 0.05, draw.whole(0, 9)),
    hrg: generatedHrg(draw, pod),
    tfc: some(draw, 0.97, draw.pick(specialties)),
    firstAttendance: some(draw, 0.8, draw.pick(['1', '2', '3', '4', '1', '2', '5'])),
    attended: some(draw, 0.8, draw.pick(['5', '6', '5', '6', '5', '6', '0', '2', '3', '4', '7'])),
    multiProfessional: draw.pick([null, '1', '2', '3', '9']),
    departmentType: draw.pick([null, '1', '01', '2', '02', '3', '03', '4', '04', '05']),
    serviceCode: some(draw, 0.2, draw.pick(services)),
    nationalTariff: draw.pick([null, 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'Y', 'N']),
    bestPractice: some(draw, 0.05, 'BP'),
    unitsMilli: draw.often(0.8)
      ? draw.pick([null, 1000, 1000, 1000])
      : draw.pick([0, 1, 500, 2000, 3000, 12_345, -1000, 250_000]),
    billedPence: some(draw, 0.98, draw.whole(-10_000, 900_000)),
  }
}
