import type { Scope } from '#shared'
import type { Logger } from 'pino'
import type { Clock } from './clock/clock.ts'
import type { Database } from './db/database.ts'
import type { DataFolder } from './files/data-folder.ts'
import type { Progress } from './jobs/progress.ts'
import type { Lake } from './lake/lake.ts'
import type { Vocabulary } from './vocabulary/vocabulary.ts'

/** Who asks: the name that the audit trail keeps. */
export interface Actor {
  readonly name: string
}

/** Everything a command may touch, handed to it; nothing is reached for. */
export interface Ctx {
  readonly db: Database
  readonly lake: Lake
  readonly folder: DataFolder
  readonly clock: Clock
  readonly actor: Actor
  readonly scope: Scope
  readonly log: Logger
  readonly vocabulary: Vocabulary
  /** Called with the progress of long work by whoever waits for it, such as the terminal. */
  readonly onProgress?: (progress: Progress, secondsLeft: number | undefined) => void
  /** Read committed: lock the rows that you decide about. Rolls back when the work throws. */
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>
  /** Appends to the audit trail within the transaction given, so a deed and its record land together. */
  audit(tx: Database, action: string, subject: string, detail?: Record<string, unknown>): Promise<void>
}

/** A promise of the stores that `locality verify` holds them to; answers with what is wrong, in sentences. */
export interface Check {
  readonly name: string
  run(ctx: Ctx): Promise<string[]>
}
