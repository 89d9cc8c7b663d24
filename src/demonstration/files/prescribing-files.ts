import { type Month, addMonths, firstDay, monthsThrough } from '#shared'
import { chance } from '../chance.ts'
import type { Formulary } from '../reference.ts'
import { timeOf } from '../world/time.ts'
import type { Practice, World } from '../world/world.ts'
import { csvText } from './csv.ts'

const header =
  'YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,AREA_TEAM_NAME,AREA_TEAM_CODE,PCO_NAME,PCO_CODE,PRACTICE_NAME,PRACTICE_CODE,' +
  'ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,BNF_CHEMICAL_SUBSTANCE,CHEMICAL_SUBSTANCE_BNF_DESCR,BNF_CODE,BNF_DESCRIPTION,' +
  'BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQUSAGE,NIC,ACTUAL_COST,UNIDENTIFIED'

export interface PrescribingFile {
  readonly month: Month
  readonly name: string
}

/** The months of prescribing that are published: some years before the first bill, and none of the last two months. */
export function prescribingFiles(world: World, { months, lag }: Formulary): PrescribingFile[] {
  const billed = timeOf(world.size).months
  const published = monthsThrough(addMonths(billed[0]!, -months), addMonths(billed.at(-1)!, -lag))
  return published.map((month) => ({ month, name: `epd-${month}.csv` }))
}

type Presentation = Formulary['presentations'][number]

const daysIn = (month: Month): number =>
  Math.round((Date.parse(firstDay(addMonths(month, 1))) - Date.parse(firstDay(month))) / 86_400_000)

/** Names its substance where the code is of the generic product, whose presentations begin with it. */
const substanceName = ({ code, name }: Presentation): string =>
  code.length === 15 && code.slice(9, 11) === 'AA' ? name.split('_')[0]! : ''

interface Written {
  readonly world: World
  readonly formulary: Formulary
  readonly month: Month
}

/** How many items are likely: by the list and how old it is, the season, the days of the month, and the years that passed. */
function likely(practice: Practice, { code, items }: Presentation, { formulary, month, world }: Written): number {
  const season = formulary.seasons[code.slice(0, 2)]?.[Number(month.slice(5)) - 1] ?? 1
  const years = (Date.parse(firstDay(month)) - Date.parse(`${world.size.first}-01`)) / (365.25 * 86_400_000)
  const grown = (1 + formulary.growth) ** years
  return (practice.patients / 1000) * items * practice.tilt * season * grown * (daysIn(month) / 30.4)
}

function rowOf(
  practice: Practice,
  presentation: Presentation,
  draw: () => number,
  written: Written,
): string[] | undefined {
  const { world, formulary, month } = written
  const { code, name, pounds, quantity } = presentation
  // Three draws make it lumpy in small practices, as it is.
  const items = Math.round(likely(practice, presentation, written) * (0.55 + 0.3 * (draw() + draw() + draw())))
  if (items === 0) return undefined
  const nic = items * pounds
  const whole = String(quantity * items)
  return [
    month.replace('-', ''),
    world.region.name,
    world.region.code,
    '',
    '',
    world.commissioner.name,
    world.commissioner.code,
    practice.name,
    practice.code,
    '',
    '',
    '',
    '',
    '',
    code.slice(0, 9),
    substanceName(presentation),
    code,
    name,
    '',
    String(quantity),
    String(items),
    whole,
    '0',
    nic.toFixed(2),
    (nic * formulary.discount + items * formulary.container).toFixed(5),
    'N',
  ]
}

/** One month in the layout of the national file; a neighbour's practice is in it, as all of England's are in the real one. */
export function prescribingFile(written: Written): string {
  const { world, formulary, month } = written
  const draw = chance(world.seed * 1_000 + Number(month.replace('-', '')))
  const far: Practice = { ...world.practices[0]!, ...world.neighbour.practice }
  const rows = [...world.practices, far].flatMap((practice) =>
    formulary.presentations.flatMap((presentation) => {
      const row = rowOf(practice, presentation, draw, written)
      return row ? [row] : []
    }),
  )
  return csvText(header, rows)
}
