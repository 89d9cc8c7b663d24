import type { LakeBuilder, LakeValue } from '#lake'

export type Cells = Readonly<Record<string, LakeValue>>

/** Makes a table of these columns and fills it; every cell goes in as text, which the engine turns into the column's type. */
export async function fillTable(
  builder: LakeBuilder,
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Cells[],
): Promise<void> {
  const names = Object.keys(columns)
  await builder.run(
    `CREATE OR REPLACE TEMP TABLE ${name} (${names.map((each) => `${each} ${columns[each]}`).join(', ')})`,
  )
  if (rows.length === 0) return
  await builder.run(`CREATE OR REPLACE TEMP TABLE given (${names.map((each) => `${each} VARCHAR`).join(', ')})`)
  await builder.insertRows(
    'given',
    rows.map((row) => names.map((each) => textOf(row[each]))),
  )
  const cast = names.map((each) => `g.${each}::${columns[each]}`)
  await builder.run(`INSERT INTO ${name} SELECT ${cast.join(', ')} FROM given AS g; DROP TABLE given`)
}

const textOf = (value: LakeValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value)
