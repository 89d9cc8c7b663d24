import type { LakeBuilder } from '#lake'
import { quoted } from '../query.ts'
import type { Mistake } from '../reference.ts'
import { quarterDays, timeOf } from '../world/time.ts'
import type { World } from '../world/world.ts'

/** Each kind owns as many slots of a draw as its rate says. */
const slotCount = 100_000

function mistakeSlots(mistakes: readonly Mistake[]): [number, string][] {
  let next = 0
  return mistakes.flatMap(({ kind, rate }) => {
    const first = next
    next += Math.round(rate * slotCount)
    return Array.from({ length: next - first }, (_, at): [number, string] => [first + at, kind])
  })
}

const ownTables = `
  CREATE OR REPLACE TABLE mistake (kind VARCHAR, rule VARCHAR, money VARCHAR, words VARCHAR);
  CREATE OR REPLACE TABLE mistake_slot (slot INTEGER, kind VARCHAR);
  CREATE OR REPLACE TABLE answer (provider VARCHAR, month VARCHAR, snapshot VARCHAR, line_id VARCHAR, rule VARCHAR, kind VARCHAR,
    true_price_pence BIGINT, billed_pence BIGINT, excess_pence BIGINT, note VARCHAR);
  CREATE OR REPLACE TABLE total (lines BIGINT, billed_pence BIGINT);
  CREATE OR REPLACE TABLE list_day (day DATE);
  CREATE OR REPLACE TABLE list_size (practice VARCHAR, date DATE, sex VARCHAR, age_band VARCHAR, patients BIGINT);`

/** Makes the tables that mistakes are planted by, and those in which answers, lists and totals gather. */
export async function prepareMistakes(builder: LakeBuilder, world: World, mistakes: readonly Mistake[]): Promise<void> {
  await builder.run(ownTables)
  await builder.insertRows(
    'mistake',
    mistakes.map(({ kind, rule, money, words }) => [kind, rule, money, words]),
  )
  await builder.insertRows('mistake_slot', mistakeSlots(mistakes))
  await builder.insertRows(
    'list_day',
    quarterDays(timeOf(world.size)).map((day) => [day]),
  )
  const dearest = Math.max(...world.providers.map(({ mff }) => Math.round(mff * 1e6)))
  await builder.run(`
    SET VARIABLE commissioner = ${quoted(world.commissioner.code)};
    SET VARIABLE stranger = ${quoted(world.neighbour.practice.code)};
    SET VARIABLE wrong_mff = ${dearest};`)
}
