import { type LakeBuilder } from './lake.ts'

export interface BuilderOptions {
  /** The only folders it may read from and write to. */
  readonly folders: readonly string[]
  readonly tempFolder: string
  readonly threads?: number
  readonly memoryLimit?: string
}

export async function openBuilder(options: BuilderOptions): Promise<LakeBuilder> {
  throw new Error(`being built: ${options.tempFolder}`)
}
