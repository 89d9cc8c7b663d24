import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { statement } from '#activity/statement'
import type { Ctx } from '#platform'
import { type Month, splitByWeight, toPence } from '#shared'
import { contractReference } from './files/contract-files.ts'
import { csvText } from './files/csv.ts'
import { timeOf } from './world/time.ts'
import type { World } from './world/world.ts'

/** Plans are made from this many months, as somebody would who had no others. */
const monthsLookedAt = 3

interface Planned {
  readonly lines: number
  readonly pence: number
}

/** What was billed by point of delivery in a month. */
async function billedBy(ctx: Ctx, provider: string, month: Month): Promise<ReadonlyMap<string, Planned>> {
  const found = await statement(ctx, { month, by: 'pod', filters: { provider } })
  if (!found.ok) return new Map()
  return new Map(
    found.value.rows.map(({ code, lines, billed_pence }) => [
      String(code),
      { lines: Number(lines), pence: Number(billed_pence) },
    ]),
  )
}

const pounds = (pence: number): string => (pence / 100).toFixed(2)

/** The same plan for each month: the mean of the months looked at. */
async function planRows(ctx: Ctx, provider: string, months: readonly Month[]): Promise<string[][]> {
  const looked = await Promise.all(months.slice(0, monthsLookedAt).map((month) => billedBy(ctx, provider, month)))
  const pods = [...new Set(looked.flatMap((each) => [...each.keys()]))].filter((pod) => pod !== '').toSorted()
  return pods.flatMap((pod) => {
    const all = looked.map((each) => each.get(pod) ?? { lines: 0, pence: 0 })
    const lines = all.reduce((sum, each) => sum + each.lines, 0) / looked.length
    const pence = Math.max(
      0,
      all.reduce((sum, each) => sum + each.pence, 0),
    )
    const each = splitByWeight(
      toPence(pence),
      looked.map(() => 1),
    )[0]!
    return months.map((month) => [contractReference(provider), month, pod, lines.toFixed(3), pounds(each)])
  })
}

/** Writes the plan of every contract beside the other files, made from the first months that were billed. */
export async function writePlan(ctx: Ctx, folder: string, world: World): Promise<void> {
  const { months } = timeOf(world.size)
  const rows: string[][] = []
  for (const { code } of world.providers) rows.push(...(await planRows(ctx, code, months)))
  await writeFile(join(folder, 'contract-plan.csv'), csvText('reference,month,pod,activity,value', rows))
}
