import { type BookFacts, priceRules } from '#activity/pricing'
import { noPence, roundHalfUp, toFinancialYear, toPence, toPlainDate, yearInterval } from '#shared'
import type { CaseMix } from '../reference.ts'
import type { Hrg } from '../world/price-list.ts'
import type { Provider, World } from '../world/world.ts'
import { inYear, localPrice, sellsLocally } from './tariff-files.ts'

type Tariff = BookFacts['tariffs'][number]
type ApcPrice = Tariff['parts']['apc'][number]

const pence = (pounds: number | null) => (pounds === null ? null : toPence(pounds * 100))

/** The reduced price of a short emergency stay: the percentage of the full price in whole pounds, half up. */
const shortStay = (pounds: number | null, percent: number | null) =>
  pounds === null || percent === null
    ? null
    : toPence(Number(roundHalfUp(BigInt(pounds) * BigInt(percent), 100n)) * 100)

function apcPrice(hrg: Hrg, uplift: number): ApcPrice {
  const nonElective = inYear(hrg.nonElective, uplift)
  return {
    hrg: hrg.code,
    name: hrg.name,
    outpatientProcedurePence: pence(inYear(hrg.outpatientProcedure, uplift)),
    combinedPence: pence(inYear(hrg.combined, uplift)),
    dayCasePence: pence(inYear(hrg.dayCase, uplift)),
    electivePence: pence(inYear(hrg.elective, uplift)),
    electiveTrimDays: hrg.electiveTrim,
    nonElectivePence: pence(nonElective),
    nonElectiveTrimDays: hrg.nonElectiveTrim,
    perDayPence: pence(inYear(hrg.perDay, uplift)),
    shortStayApplies: hrg.shortStayPercent !== null,
    shortStayBp: hrg.shortStayPercent === null ? null : hrg.shortStayPercent * 100,
    shortStayPence: shortStay(nonElective, hrg.shortStayPercent),
  }
}

function tariffOf(world: World, casemix: CaseMix, hrgs: readonly Hrg[], year: string, tariffId: number): Tariff {
  const uplift = casemix.uplift[year]!
  const financialYear = toFinancialYear(year)
  const outpatient = casemix.specialties
    .filter(({ unpriced }) => !unpriced)
    .map(({ code, prices }) => {
      const [firstSinglePence, firstMultiPence, followUpSinglePence, followUpMultiPence] = prices.map((price) =>
        pence(inYear(price, uplift)),
      )
      return {
        tfc: code,
        firstSinglePence: firstSinglePence ?? noPence,
        firstMultiPence: firstMultiPence ?? noPence,
        followUpSinglePence: followUpSinglePence ?? noPence,
        followUpMultiPence: followUpMultiPence ?? noPence,
      }
    })
  const emergency = casemix.emergency.map(({ hrg, large, minor }) => ({
    hrg,
    type12Pence: pence(inYear(large, uplift)),
    type3Pence: pence(inYear(minor, uplift)),
  }))
  return {
    tariffId,
    year: financialYear,
    from: yearInterval(financialYear).from,
    parts: {
      apc: hrgs.map((hrg) => apcPrice(hrg, uplift)),
      outpatient,
      emergency,
      marketForces: world.providers.map(({ code, mff }) => ({
        provider: code,
        mffMicro: Math.round(mff * 1e6),
      })),
      topUps: [],
    },
  }
}

const localOf = (casemix: CaseMix, provider: Provider): BookFacts['localPrices'] =>
  casemix.local
    .filter(({ pod }) => sellsLocally(provider, pod))
    .map(({ pod, service, price }) => ({
      provider: provider.code,
      service,
      pod,
      pence: toPence(localPrice(casemix, provider.kind, price) * 100),
      from: toPlainDate('2004-04-01'),
      to: null,
      applyMff: false,
    }))

/** The same prices that the tariff folders and local price lists say, as the price book takes them. */
export const priceFacts = (world: World, casemix: CaseMix, hrgs: readonly Hrg[]): BookFacts => ({
  tariffs: Object.keys(casemix.uplift)
    .toSorted()
    .map((year, at) => tariffOf(world, casemix, hrgs, year, at + 1)),
  localPrices: world.providers.flatMap((provider) => localOf(casemix, provider)),
  roundings: [],
  rules: priceRules(),
})
