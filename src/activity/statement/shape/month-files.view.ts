import { type CurrentActivity, type LakeFile, currentActivity } from '#activity/import'
import { type PricedFile, pricedFiles } from '#activity/pricing'
import type { Asker } from '#platform'
import type { Month } from '#shared'

/** The files of one month that count now, and the latest price files of each. */
export interface MonthFiles {
  readonly month: Month
  readonly current: CurrentActivity
  readonly priced: ReadonlyMap<number, PricedFile>
}

export async function monthFiles(asker: Asker, month: Month): Promise<MonthFiles> {
  const [current, priced] = await Promise.all([currentActivity(asker, month), pricedFiles(asker, month)])
  return { month, current, priced: new Map(priced.map((file) => [file.lakeFileId, file])) }
}

export const filesWithPrice = (files: MonthFiles): PricedFile[] =>
  files.current.files.flatMap((file) => files.priced.get(file.lakeFileId) ?? [])

export const filesWithoutPrice = (files: MonthFiles): LakeFile[] =>
  files.current.files.filter((file) => !files.priced.has(file.lakeFileId))
