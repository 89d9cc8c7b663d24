import type { LakeBuilder } from './lake.ts'

export interface BuilderOptions {
  /** The only folders it may read from and write to. */
  readonly folders: readonly string[]
  readonly tempFolder: string
  readonly threads?: number
  readonly memoryLimit?: string
}

/**
 * An engine that builds: for one piece of work, here or in a child process. Close it, always. The engine's library
 * takes a while to load, so it is loaded by whoever first needs it: most commands never do.
 */
export async function openBuilder(options: BuilderOptions): Promise<LakeBuilder> {
  const { startBuilder } = await import('./builder.ts')
  return startBuilder(options)
}
