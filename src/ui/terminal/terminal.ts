import { type Progress } from '#platform'
import { type Table } from '#shared'

export type TableFormat = 'text' | 'csv' | 'json' | 'xlsx'

/** What a command may say. Answers go to standard output; warnings and progress to standard error. */
export interface Terminal {
  /** True after `--json`: the answer is one JSON value and no prose. */
  readonly wantsJson: boolean
  print(text: string): void
  /** Without a format: drawn for people, or JSON after `--json`. */
  table(table: Table, format?: TableFormat): Promise<void>
  json(value: unknown): void
  progress(progress: Progress): void
  warn(text: string): void
}
