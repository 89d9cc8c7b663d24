import { type Result } from '#shared'
import { type Actor, type Ctx } from './context.ts'

export interface Workbench {
  readonly ctx: Ctx
  close(): Promise<void>
}

export interface WorkbenchOptions {
  readonly data: string
  readonly actor?: Actor
  readonly readOnly?: boolean
}

export type WorkbenchRefusal = 'no-data' | 'busy' | 'unusable' | 'changed-migration'

export async function openWorkbench(options: WorkbenchOptions): Promise<Result<Workbench, WorkbenchRefusal>> {
  throw new Error(`being built: ${options.data}`)
}
