import type { Progress } from '#platform'
import type { Table } from '#shared'
import type { TableFormat as FileFormat } from '../table-files/index.ts'

export type TableFormat = 'text' | FileFormat

/** What a command may say. Answers go to standard output; warnings and progress to standard error. */
export interface Terminal {
  /** True after `--json`: the answer is one JSON value and no prose. */
  readonly wantsJson: boolean
  /** Prose for people; after `--json` it goes to standard error, so that standard output stays one value. */
  print(text: string): void
  /** Without a format: drawn for people, or JSON after `--json`. */
  table(table: Table, format?: TableFormat): Promise<void>
  /** The one value of `--json`. */
  json(value: unknown): void
  /** Output too long to hold, piece by piece; waits while the reader is slow. */
  write(piece: string | Uint8Array): Promise<void>
  progress(progress: Progress, secondsLeft?: number): void
  warn(text: string): void
}
