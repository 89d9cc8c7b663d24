import { addWorkingDays } from '#activity/contracts'
import { type Month, type PlainDate, addMonths, firstDay } from '#shared'
import { chance } from '../chance.ts'
import type { CaseMix } from '../reference.ts'
import { timeOf } from '../world/time.ts'
import type { World } from '../world/world.ts'
import { csvText } from './csv.ts'

/** By which both sides know the contract with a provider. */
export const contractReference = (provider: string): string => `K-${provider}`

/** Contracts are older than the first month that is billed: stays that end in it began before. */
const began = '2002-04-01'

const contractsFile = (world: World): string =>
  csvText(
    'reference,commissioner,provider,mechanism,from,line_tolerance,batch_tolerance',
    world.providers.map(({ code }) => [
      contractReference(code),
      world.commissioner.code,
      code,
      'tariff',
      began,
      '0.00',
      '100.00',
    ]),
  )

/** Clinics with several professionals are agreed wherever there is a price for them: what is billed without one is the mistake. */
const multiProfessionalFile = (world: World, casemix: CaseMix): string =>
  csvText(
    'provider,tfc,from',
    world.providers.flatMap(({ code }) => casemix.specialties.map(({ code: tfc }) => [code, tfc, began])),
  )

/** So many working days from a day on; the invented years lie within those whose bank holidays are known. */
function workingDay(day: PlainDate, count: number): PlainDate {
  const found = addWorkingDays(day, count)
  if (!found.ok) throw new Error(found.message)
  return found.value
}

/** The last working day of the month so many after, and the first one of the next. */
const closing = (month: Month, after: number): [PlainDate, PlainDate] => {
  const next = firstDay(addMonths(month, after + 1))
  return [workingDay(next, -1), workingDay(next, 0)]
}

/** Flex closes with the month that follows, freeze a month later; both are published on the next working day. */
const calendarFile = (world: World): string =>
  csvText(
    'month,flex_inclusion,flex_publication,freeze_inclusion,freeze_publication',
    timeOf(world.size).months.map((month) => [month, ...closing(month, 1), ...closing(month, 2)]),
  )

/** Follow-ups for each first attendance that are paid for: some providers see their patients oftener. */
const caps = [
  ['110', '1.8'],
  ['130', '1.8'],
  ['330', '1.8'],
] as const

const capsFile = (world: World): string =>
  csvText(
    'reference,tfc,ratio,from',
    world.providers.flatMap(({ code }) => caps.map(([tfc, ratio]) => [contractReference(code), tfc, ratio, began])),
  )

const measures = [
  { measure: 'Seen within 18 weeks, %', target: 90, direction: 'at-least', mean: 91.5, spread: 6 },
  { measure: 'Emergency department within 4 hours, %', target: 98, direction: 'at-least', mean: 97.8, spread: 2.4 },
  { measure: 'Discharge letters within 2 days, %', target: 85, direction: 'at-least', mean: 82, spread: 14 },
] as const

/** Invented, about the target: some months meet it and some do not. */
function qualityFile(world: World): string {
  const draw = chance(world.seed + 17)
  const rows = world.providers.flatMap(({ code }) =>
    timeOf(world.size).months.flatMap((month) =>
      measures.map(({ measure, target, direction, mean, spread }) => {
        const value = Math.min(100, mean + spread * (draw() - 0.5))
        return [code, month, measure, value.toFixed(1), target, direction]
      }),
    ),
  )
  return csvText('provider,month,measure,value,target,direction', rows)
}

/** The register of contracts, file name to text. The plan of activity comes from what was billed, once that is priced. */
export const contractFiles = (world: World, casemix: CaseMix): Readonly<Record<string, string>> => ({
  'contracts.csv': contractsFile(world),
  'follow-up-caps.csv': capsFile(world),
  'multi-professional.csv': multiProfessionalFile(world, casemix),
  'calendar.csv': calendarFile(world),
  'quality-measures.csv': qualityFile(world),
})
