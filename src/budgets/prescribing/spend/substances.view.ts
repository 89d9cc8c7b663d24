import { type Lake, lakeFiles } from '#lake'
import type { Asker } from '#platform'
import { type Pence, addPence, shortDecimal, toPence } from '#shared'
import { tablesOf } from '../imports/prescribing-tables.store.ts'
import { lakeQuery, quoted } from '../reading/lake-query.ts'
import { exactOf, footedPence } from './footed-pence.ts'
import { groupedBy } from './grouped-by.ts'
import type { Costs, MonthQuestion } from './spend.view.ts'

type LakeAsker = Asker & { readonly lake: Lake }

/** One chemical substance of those prescribed in a month. */
export interface SubstanceCosts extends Costs {
  readonly substance: string
  /** As the file names it, where it does. */
  readonly name: string | null
  readonly example: string | null
  readonly practices: number
  readonly drugItems: number
  readonly genericItems: number
}

interface SubstanceRow {
  readonly substance: string
  readonly name: string | null
  readonly example: string | null
  readonly items: number
  readonly drug_items: number
  readonly generic_items: number
  readonly practices: number
  readonly nic_pence: number
  readonly actual_pence: number
}

/** The file of a month that counts, as the FROM item that reads as much of it as may be seen. */
async function fileOf(
  asker: LakeAsker,
  { commissioner, month }: MonthQuestion,
  holds: 'rows' | 'rollup',
): Promise<string | undefined> {
  const file = await tablesOf(asker.db)
    .selectFrom('prescribing.lake_file as f')
    .innerJoin('prescribing.v_standing as s', 's.import_no', 'f.import_no')
    .select('f.path')
    .where('s.commissioner', '=', commissioner)
    .where('s.month', '=', month)
    .where('f.holds', '=', holds)
    .executeTakeFirst()
  return file && lakeFiles(asker.lake, [file.path])
}

/** The substances that practices prescribed in a month, by code: of one practice, or of several together. */
export async function substances(
  asker: LakeAsker,
  question: MonthQuestion & { readonly practices: readonly string[] },
): Promise<SubstanceCosts[]> {
  const rollup = await fileOf(asker, question, 'rollup')
  if (rollup === undefined || question.practices.length === 0) return []
  const practices = `r.practice IN (${question.practices.map(quoted).join(', ')})`
  const rows = await asker.lake.read<SubstanceRow>(
    lakeQuery(new URL('./substances.lake.sql', import.meta.url), { rollup, practices }),
  )
  return rows.map((row) => ({
    substance: row.substance,
    name: row.name,
    example: row.example,
    practices: row.practices,
    items: row.items,
    drugItems: row.drug_items,
    genericItems: row.generic_items,
    nicPence: toPence(row.nic_pence),
    actualCostPence: toPence(row.actual_pence),
  }))
}

/** One presentation of a substance, as the rows of the file add up. */
export interface PresentationCosts extends Costs {
  readonly code: string
  readonly name: string | null
  readonly rows: number
  readonly quantity: string | null
}

interface PresentationRow {
  readonly bnf_code: string
  readonly name: string | null
  readonly rows: number
  readonly items: number
  readonly quantity: string | null
  readonly nic: string
  readonly actual_cost: string
}

/** The presentations of a substance that a practice prescribed, footing to the pence of the substance. */
export async function presentations(
  asker: LakeAsker,
  question: MonthQuestion & { readonly practice: string },
  whole: SubstanceCosts,
): Promise<PresentationCosts[]> {
  const rows = await fileOf(asker, question, 'rows')
  if (rows === undefined) return []
  const found = await asker.lake.read<PresentationRow>(
    lakeQuery(new URL('./presentations.lake.sql', import.meta.url), { rows }),
    { practice: question.practice, substance: whole.substance },
  )
  const nic = footedPence(
    whole.nicPence,
    found.map((row) => exactOf(row.nic)),
  )
  const actual = footedPence(
    whole.actualCostPence,
    found.map((row) => exactOf(row.actual_cost)),
  )
  return found.map((row, at) => ({
    code: row.bnf_code,
    name: row.name,
    rows: row.rows,
    items: row.items,
    quantity: row.quantity === null ? null : shortDecimal(row.quantity),
    nicPence: nic[at]!,
    actualCostPence: actual[at]!,
  }))
}

/** One level of the BNF: the chapter, section (4 characters), paragraph (6) or substance (9) that a code begins with. */
export const levels = { section: 4, paragraph: 6, substance: 9 } as const
export type Level = keyof typeof levels

export interface LevelCosts extends Costs {
  readonly code: string
  readonly substances: number
}

/** Substances added up to a level above; sums of pence, so they foot as well. */
export function atLevel(all: readonly SubstanceCosts[], level: Level): LevelCosts[] {
  const groups = groupedBy(all, ({ substance }) => substance.slice(0, levels[level]))
  const sum = (own: readonly SubstanceCosts[], pence: (one: SubstanceCosts) => Pence) => addPence(...own.map(pence))
  return [...groups].map(([code, own]) => ({
    code,
    substances: own.length,
    items: own.reduce((items, one) => items + one.items, 0),
    nicPence: sum(own, (one) => one.nicPence),
    actualCostPence: sum(own, (one) => one.actualCostPence),
  }))
}

/** Items by generic name among those of drugs: appliances have no such name. */
export const genericItems = (all: readonly SubstanceCosts[]): { readonly generic: number; readonly drugs: number } => ({
  generic: all.reduce((sum, one) => sum + one.genericItems, 0),
  drugs: all.reduce((sum, one) => sum + one.drugItems, 0),
})
