import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Ctx, openWorkbench } from '#platform'
import { type Month, type Result, toMonth } from '#shared'

/** Where a bench works, and on how much. */
export interface Place {
  readonly folder: string
  readonly rows: number
  readonly seed: number
}

export const filesOf = ({ folder }: Place): string => join(folder, 'files')
export const dataOf = ({ folder }: Place): string => join(folder, 'data')

/** The last version of every month, in order of months. The last month of all is kept for the month's end. */
export function lastFiles(place: Place): { name: string; path: string; month: Month }[] {
  const names = readdirSync(filesOf(place))
    .filter((name) => /^activity-.*\.csv$/.test(name))
    .toSorted()
  const last = new Map(names.map((name) => [name.slice(9, 16), name]))
  return [...last].map(([month, name]) => ({ name, path: join(filesOf(place), name), month: toMonth(month) }))
}

export const paths = (place: Place): string[] => lastFiles(place).map(({ path }) => path)

export function expectOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

export async function withWorkbench<T>(place: Place, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const opened = expectOk(await openWorkbench({ data: dataOf(place), actor: { name: 'bench' } }))
  try {
    return await work(opened.ctx)
  } finally {
    await opened.close()
  }
}
