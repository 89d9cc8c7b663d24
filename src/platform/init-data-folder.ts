import { type Result } from '#shared'

export type InitRefusal = 'exists' | 'not-empty' | 'unusable' | 'no-vocabulary'

export async function initDataFolder(wanted: { data: string; vocabulary?: string }): Promise<Result<void, InitRefusal>> {
  throw new Error(`being built: ${wanted.data}`)
}
