import type { Scope } from '#shared'
import type { Logger } from 'pino'
import type { Clock } from './clock/clock.ts'
import type { Database } from './db/database.ts'
import type { DataFolder } from './files/data-folder.ts'
import type { Progress } from './jobs/progress.ts'
import type { Lake } from './lake/lake.ts'
import type { Vocabulary } from './vocabulary/vocabulary.ts'

/** The post in which somebody acts, as it is at that moment. */
export interface Post {
  readonly postId: string
  readonly role: string
  /** The code of the organisation whose post it is; nothing where it is the installation's own. */
  readonly organisation?: string
}

/** Who asks, as the journal keeps it. */
export interface Actor {
  readonly name: string
  readonly userId?: string
  readonly post?: Post
}

/** What the journal may keep beside what was done to what. */
export interface AuditMore {
  /** Why, in the words of who asked. */
  readonly purpose?: string
  /** What was changed, as it was and as it became. Only their hashes are kept. */
  readonly before?: unknown
  readonly after?: unknown
}

/** In whose hands a workbench is put, and for which request. */
export interface Handing {
  readonly actor: Actor
  readonly scope: Scope
  readonly requestId?: string
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
  /** Which request this serves, where it serves one: the same in the journal and in the log. */
  readonly requestId?: string
  /** Called with the progress of long work by whoever waits for it, such as the terminal. */
  readonly onProgress?: (progress: Progress, secondsLeft: number | undefined) => void
  /** The same workbench in somebody's hands: its database and its lake hold them to what they may see, and the journal names them. */
  handTo(who: Handing): Ctx
  /** Read committed: lock the rows that you decide about. Rolls back when the work throws. */
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>
  /**
   * Appends to the journal within the transaction given, so a deed and its record land together. Other writers then wait for the end of
   * this transaction: let it be the last thing that one does.
   */
  audit(
    tx: Database,
    action: string,
    subject: string,
    detail?: Record<string, unknown>,
    more?: AuditMore,
  ): Promise<void>
}

/** What a view needs to know: where to look, and for whom. */
export type Asker = Pick<Ctx, 'db' | 'scope'>

/** A promise of the stores that `locality verify` holds them to; answers with what is wrong, in sentences. */
export interface Check {
  readonly name: string
  run(ctx: Ctx): Promise<string[]>
}
