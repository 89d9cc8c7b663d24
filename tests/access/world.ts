import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadContracts } from '#activity/contracts'
import { importActivity } from '#activity/import'
import { loadLocalPrices, loadTariff, priceMonth } from '#activity/pricing'
import { importMemberships, importOrganisations } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, findFinancialYear, toMonth } from '#shared'
import { plantChallenges } from './challenge-world.ts'
import { contractFiles } from './contract-world.ts'
import { plantBudgets } from './budget-world.ts'
import { plantEnvelopes } from './envelope-world.ts'
import { shareTheRisk } from './risk-world.ts'
import { plantFindings } from './finding-world.ts'
import { plantPlans } from './plan-world.ts'
import { plantFramework } from './framework-world.ts'
import { plantPrescribing } from './prescribing-world.ts'
import { plantStatements } from './monitoring-world.ts'
import { plantRules } from './rule-world.ts'
import { plantLeads } from './lead-world.ts'
import { payTheWorld } from './payment-world.ts'
import type { Filling } from '../support/filled.ts'
import { plantMeetings } from './meeting-world.ts'
import { plantSavings } from './savings-world.ts'

/**
 * Two invented commissioners with everything that could be seen of one by the other. Seen from practice A99001 of group GA of commissioner C01
 * and from provider RAA, whatever there is stands in one of five relations.
 */
export const relations = ['own', 'group', 'commissioner', 'elsewhere', 'nobody'] as const
export type Relation = (typeof relations)[number]

export interface Place {
  readonly practice: string | null
  readonly group: string | null
  readonly commissioner: string
}

export const places: Readonly<Record<Relation, Place>> = {
  own: { practice: 'A99001', group: 'GA', commissioner: 'C01' },
  group: { practice: 'A99002', group: 'GA', commissioner: 'C01' },
  commissioner: { practice: 'B99001', group: 'GB', commissioner: 'C01' },
  elsewhere: { practice: 'Z99001', group: 'GZ', commissioner: 'C02' },
  /** Billed to the commissioner for a patient of no practice that anybody named. */
  nobody: { practice: null, group: null, commissioner: 'C01' },
}

export const providers = ['RAA', 'RBB'] as const
export type Provider = (typeof providers)[number]

export const month = '2007-10'

/** What betrays one line wherever it is shown: nothing else in the world holds any of it. */
export interface Planted {
  readonly relation: Relation
  readonly provider: Provider
  readonly lineId: string
  readonly nhsNumber: string
  readonly birthDate: string
  readonly billed: string
  /** As statements and lines write it. */
  readonly billedPence: number
}

/** Ten digits from 999 whose last one checks (modulus 11). */
export function nhsNumber(at: number): string {
  for (let number = 999_000_000 + at * 7; ; number += 1) {
    const digits = String(number)
    const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
    const check = (11 - (sum % 11)) % 11
    if (check < 10) return digits + String(check)
  }
}

export const planted: readonly Planted[] = relations.flatMap((relation, at) =>
  providers.map((provider, other): Planted => {
    const serial = at * providers.length + other
    const pence = 700_013 + serial * 10_007
    return {
      relation,
      provider,
      lineId: `PLANTED-${relation.toUpperCase()}-${provider}`,
      nhsNumber: nhsNumber(serial + 1),
      birthDate: `19${30 + serial}-0${1 + (serial % 9)}-1${serial % 9}`,
      billed: (pence / 100).toFixed(2),
      billedPence: pence,
    }
  }),
)

export const plantedAt = (relation: Relation, provider: Provider = 'RAA'): Planted =>
  planted.find((one) => one.relation === relation && one.provider === provider)!

/** Those called quiet exist as all others do, and nobody billed for them: what nothing is known of looks so. */
const organisations = `code,name,kind,open_date,close_date,postcode
C01,First Invented Commissioner,commissioner,2002-04-01,,
C02,Second Invented Commissioner,commissioner,2002-04-01,,
GA,Alder Group,group,2005-04-01,,
GB,Birch Group,group,2005-04-01,,
GZ,Zinnia Group,group,2005-04-01,,
GQ,Quiet Group,group,2005-04-01,,
A99001,Alder First Practice,practice,1990-04-01,,
A99002,Alder Second Practice,practice,1990-04-01,,
B99001,Birch Practice,practice,1990-04-01,,
Z99001,Zinnia Practice,practice,1990-04-01,,
RAA,Invented Hospital,provider,1994-04-01,,
RBB,Other Invented Hospital,provider,1994-04-01,,
RQQ,Quiet Hospital,provider,1994-04-01,,
Q99001,Quiet Practice of C01,practice,1990-04-01,,
Q99002,Quiet Practice of C02,practice,1990-04-01,,
`

const memberships = `member,parent,from,to
A99001,GA,2005-04-01,
A99002,GA,2005-04-01,
B99001,GB,2005-04-01,
Z99001,GZ,2005-04-01,
A99001,C01,2002-04-01,
A99002,C01,2002-04-01,
B99001,C01,2002-04-01,
Z99001,C02,2002-04-01,
Q99001,GQ,2005-04-01,
Q99001,C01,2002-04-01,
Q99002,GZ,2005-04-01,
Q99002,C02,2002-04-01,
`

const tariff = {
  'tariff-apc.csv': `hrg,name,outpatient_procedure,combined,day_case,elective,elective_trim_days,non_elective,non_elective_trim_days,per_day,short_stay_applies,short_stay_percent,short_stay
B02,Invented stay,,800,,,5,1500,10,100,N,,
`,
  'tariff-outpatient.csv': `tfc,first_single,first_multi,follow_up_single,follow_up_multi
100,160,200,75,90
`,
  'tariff-ae.csv': `hrg,type_1_2,type_3
V01,110,55
`,
}

const localPrices = `provider,service,price,from
RAA,B99,1234.56,2007-04-01
RBB,B98,6543.21,2007-04-01
`

const header =
  'line_id,provider,practice,patient,birth_date,sex,pod,start_date,end_date,admission_method,hrg,diagnoses,procedures,price,month,snapshot'

const rowOf = ({ relation, provider, lineId, nhsNumber: number, birthDate, billed }: Planted): string =>
  [
    lineId,
    provider,
    places[relation].practice ?? 'V81999',
    number,
    birthDate,
    '2',
    'EL',
    '2007-10-03',
    '2007-10-05',
    '11',
    'B02',
    'B20|J45',
    'Q13.1|W37',
    billed,
    month,
    'freeze',
  ].join(',')

/** Ten lines that betray nobody, so that no group of lines is a small number by itself. */
const plainRows = (relation: Relation, provider: Provider): string[] =>
  Array.from({ length: 10 }, (_, at) =>
    rowOf({
      ...plantedAt(relation, provider),
      lineId: `PLAIN-${relation}-${provider}-${at}`,
      nhsNumber: nhsNumber(10_000 + relations.indexOf(relation) * 100 + providers.indexOf(provider as 'RAA') * 50 + at),
      birthDate: '1950-01-01',
      billed: '800.00',
    }),
  )

export const fileName = (commissioner: string): string => `planted-bill-of-${commissioner}.csv`

function billOf(commissioner: string): string {
  const own = planted.filter(({ relation }) => places[relation].commissioner === commissioner)
  const plain = own.flatMap(({ relation, provider }) => plainRows(relation, provider))
  return `${header}\n${[...own.map(rowOf), ...plain].join('\n')}\n`
}

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

/** Takes the world in through the doors that a user has. */
async function fillWorld(ctx: Ctx, folder: string): Promise<void> {
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  await must(importOrganisations(ctx, { file: put('organisations.csv', organisations), name: 'organisations.csv' }))
  await must(importMemberships(ctx, { file: put('memberships.csv', memberships), name: 'memberships.csv' }))
  mkdirSync(join(folder, 'tariff'), { recursive: true })
  for (const [name, text] of Object.entries(tariff)) put(join('tariff', name), text)
  await must(loadTariff(ctx, { source: join(folder, 'tariff'), year: findFinancialYear('2007/08')! }))
  await must(loadLocalPrices(ctx, { file: put('local-prices.csv', localPrices) }))
  await must(loadContracts(ctx, contractFiles(put)))
  for (const commissioner of ['C01', 'C02']) {
    const path = put(fileName(commissioner), billOf(commissioner))
    await must(importActivity(ctx, { files: [{ path, name: fileName(commissioner) }], commissioner }))
  }
  await must(priceMonth(ctx, { month: toMonth(month) }))
  // In this order: what is paid is whole, and what is found later stands in no challenge.
  await payTheWorld(ctx)
  await plantChallenges(ctx)
  await plantFindings(ctx)
  await plantRules(ctx)
  await plantEnvelopes(ctx, put)
  await plantBudgets(ctx)
  await plantPrescribing(ctx, folder)
  await plantStatements(ctx)
  await shareTheRisk(ctx)
  await plantSavings(ctx)
  await plantFramework(ctx)
  await plantLeads(ctx)
  // First of the programme: its documents have the first numbers.
  await plantMeetings(ctx)
  await plantPlans(ctx)
}

/** The world, for a test file to begin from. */
export const world: Filling = { name: 'world', fill: fillWorld }
