import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Lake, LakeBuildOptions, LakeBuilder } from './lake.ts'
import { openBuilder } from './open-builder.ts'
import { parquetFiles } from './lake-files.ts'
import type { ReadEngine } from './read-engine.ts'

export interface LakeOptions {
  readonly folder: string
  readonly threads?: number
  readonly memoryLimit?: string
}

let spills = 0

/** Where an engine may put what does not fit in memory: named by process, so that a dead one's can be swept. */
const spillFolder = (folder: string): string => join(folder, 'spill', `${process.pid}-${(spills += 1)}`)

async function buildIn<T>(
  folder: string,
  work: (builder: LakeBuilder) => Promise<T>,
  options: LakeBuildOptions = {},
): Promise<T> {
  const builder = await openBuilder({
    ...options,
    folders: [folder, ...(options.folders ?? [])],
    tempFolder: spillFolder(folder),
  })
  try {
    return await work(builder)
  } finally {
    await builder.close()
  }
}

export async function openLake({ folder: given, threads = 2, memoryLimit = '1GB' }: LakeOptions): Promise<Lake> {
  const folder = resolve(given)
  await mkdir(join(folder, 'spill'), { recursive: true })
  const options = { folders: [folder], tempFolder: spillFolder(folder), threads, memoryLimit }
  let engine: Promise<ReadEngine> | undefined
  const start = async (): Promise<ReadEngine> => new (await import('./read-engine.ts')).ReadEngine(options)
  return {
    folder,
    files: (paths, more) => parquetFiles(folder, paths, more),
    read: async (sql, parameters) => (await (engine ??= start())).read(sql, parameters),
    build: (work, more) => buildIn(folder, work, more),
    close: async () => (await engine)?.close(),
  }
}
