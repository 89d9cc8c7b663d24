import type { Format } from '../formats/format.ts'
import type { LineColumn } from '../line/line-column.ts'
import type { FileToIngest } from './ingest-job.ts'
import type { RejectList } from './rejects.ts'
import { type Lane, lineNoOf } from './stage-sql.ts'

/** One file whose rows stand in a table of the engine, each cell clean and typed. */
export interface StagedFile {
  readonly file: FileToIngest
  readonly format: Format
  readonly table: string
  readonly lane: Lane
  readonly columns: readonly LineColumn[]
  /** What the file itself calls a column of ours. */
  readonly titleOf: (name: string) => string
  readonly isPrivate: (title: string) => boolean
  rowsRead: number
  readonly rejects: RejectList
  readonly notes: string[]
}

export const lineNoIn = (staged: StagedFile): string => lineNoOf(staged.lane)

export const namesOf = (staged: StagedFile): Set<string> => new Set(staged.columns.map(({ name }) => name))

/** Only ever so many problems are written down; all are counted. */
export const mostRejects = 10_000
