import { basename } from 'node:path'
import type { Ctx, Job } from '#platform'
import type { FileToIngest } from '../ingest/ingest-job.ts'
import type { startReader } from '../ingest/run-ingest.step.ts'
import type { ActivityInput } from './delivery-taken.ts'
import { shownName } from './file-name.ts'
import type { NewImport } from './import.store.ts'

/** A delivery while it is under way: who asked, under which run, and the folder it is worked on in. */
export interface Delivery {
  readonly ctx: Ctx
  readonly job: Job
  readonly input: ActivityInput
  readonly staging: string
  /** To whom it was billed, where that is known. */
  readonly commissioner: string | null
  /** Gets ready to read while the files are received. */
  readonly reader: ReturnType<typeof startReader>
}

/** A file that was received, under its name in the staging folder. */
export interface Received extends NewImport {
  readonly spool: string
}

/** The same once it has its number. */
export type Numbered = Received & FileToIngest

export const nameOf = ({ path, name }: ActivityInput['files'][number]): string => shownName(name ?? basename(path))
