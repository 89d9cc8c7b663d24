import { type Lake } from './lake.ts'

export interface LakeOptions {
  readonly folder: string
  readonly threads?: number
  readonly memoryLimit?: string
}

export async function openLake(options: LakeOptions): Promise<Lake> {
  throw new Error(`being built: ${options.folder}`)
}
