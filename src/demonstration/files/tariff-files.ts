import type { CaseMix, ProviderKind } from '../reference.ts'
import type { Hrg } from '../world/price-list.ts'
import type { Provider, World } from '../world/world.ts'
import { csvText } from './csv.ts'

/** Pounds of a year: tariffs are published in whole pounds. */
export const inYear = (pounds: number | null | undefined, uplift: number): number | null =>
  pounds === null || pounds === undefined ? null : Math.round((pounds * uplift) / 100)

const apcHeader =
  'hrg,name,outpatient_procedure,combined,day_case,elective,elective_trim_days,non_elective,non_elective_trim_days,' +
  'per_day,short_stay_applies,short_stay_percent,short_stay'

function apcRow(hrg: Hrg, uplift: number) {
  const priced = (pounds: number | null) => inYear(pounds, uplift)
  const percent = hrg.shortStayPercent
  return [
    hrg.code,
    hrg.name,
    priced(hrg.outpatientProcedure),
    priced(hrg.combined),
    priced(hrg.dayCase),
    priced(hrg.elective),
    hrg.electiveTrim,
    priced(hrg.nonElective),
    hrg.nonElectiveTrim,
    priced(hrg.perDay),
    percent === null ? 'N' : 'Y',
    percent === null ? null : percent / 100,
    null,
  ]
}

/** A year's tariff folder: file name to text. */
export function tariffFolder(
  world: World,
  casemix: CaseMix,
  hrgs: readonly Hrg[],
  uplift: number,
): Record<string, string> {
  return {
    'tariff-apc.csv': csvText(
      apcHeader,
      hrgs.map((hrg) => apcRow(hrg, uplift)),
    ),
    'tariff-outpatient.csv': csvText(
      'tfc,first_single,first_multi,follow_up_single,follow_up_multi',
      casemix.specialties
        .filter(({ unpriced }) => !unpriced)
        .map(({ code, prices }) => [code, ...prices.map((price) => inYear(price, uplift))]),
    ),
    'tariff-ae.csv': csvText(
      'hrg,type_1_2,type_3',
      casemix.emergency.map(({ hrg, large, minor }) => [hrg, inYear(large, uplift), inYear(minor, uplift)]),
    ),
    'mff.csv': csvText(
      'provider,mff',
      world.providers.map(({ code, mff }) => [code, mff.toFixed(6)]),
    ),
  }
}

/** What a provider has agreed for one unit of a local service, in whole pounds. */
export const localPrice = (casemix: CaseMix, kind: ProviderKind, price: number): number =>
  Math.round((price * casemix.localSpread[kind]!) / 100)

export const sellsLocally = (provider: Provider, pod: string): boolean =>
  provider.kind === 'teaching' || provider.kind === 'district' || (pod !== 'UNBACC' && provider.kind === 'community')

/** The prices agreed locally, in pounds for each unit; the factor of the provider is in them already. */
export function localPricesFile(world: World, casemix: CaseMix): string {
  const rows = world.providers.flatMap((provider) =>
    casemix.local
      .filter(({ pod }) => sellsLocally(provider, pod))
      .map(({ pod, service, price }) => [
        provider.code,
        service,
        pod,
        localPrice(casemix, provider.kind, price),
        '2004-04-01',
        null,
        'N',
      ]),
  )
  return csvText('provider,service,pod,price,from,to,apply_mff', rows)
}

export const tariffFolderName = (year: string): string => `tariff-${year.replace('/', '-')}`
