import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importPrescribing } from '#budgets/prescribing'
import type { Ctx } from '#platform'
import { epdFile, epdRow } from '../support/prescribing-files.ts'
import { type Place, type Relation, places, relations } from './world.ts'

/** What a practice's prescribing cost: in each relation an amount that nothing else in the world has. */
export const spentPence = (relation: Relation): number => 9_310_017 + relations.indexOf(relation) * 11_113

/** Files of prescribing by their numbers: one taken and one refused for each commissioner. */
export const prescribingFiles = { taken: { C01: 1, C02: 2 }, refused: { C01: 3, C02: 4 } } as const

export const prescribingName = (commissioner: string): string => `planted-prescribing-of-${commissioner}.csv`

const rowOf = (relation: Relation, practice: string): string => {
  const pounds = (spentPence(relation) / 100).toFixed(2)
  return epdRow({ month: '200710', practice, items: 60, nic: pounds, actual: pounds })
}

const of = (commissioner: string): [Relation, Place][] =>
  relations
    .map((relation): [Relation, Place] => [relation, places[relation]])
    .filter(([, place]) => place.commissioner === commissioner)

/** A month of prescribing for both commissioners, and for each a file that was refused. */
export async function plantPrescribing(ctx: Ctx, folder: string): Promise<void> {
  const take = async (commissioner: string, name: string, rows: readonly string[]) => {
    const path = join(folder, name)
    writeFileSync(path, epdFile(rows))
    return importPrescribing(ctx, { files: [{ path, name }], commissioner })
  }
  for (const commissioner of ['C01', 'C02']) {
    const rows = of(commissioner).flatMap(([relation, { practice }]) =>
      practice === null ? [] : [rowOf(relation, practice)],
    )
    const taken = await take(commissioner, prescribingName(commissioner), rows)
    if (!taken.ok) throw new Error(taken.message)
  }
  for (const commissioner of ['C01', 'C02']) {
    const refused = await take(commissioner, `broken-prescribing-of-${commissioner}.csv`, [
      epdRow({ practice: 'A99001', items: 'many', nic: '1.00' }),
      epdRow({ practice: 'Z99001', items: 'many' }),
    ])
    if (refused.ok) throw new Error('a broken file of prescribing was taken')
  }
}
