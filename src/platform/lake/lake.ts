/** What may be given to a query as `$name`, and appended to a table. Days are text, `YYYY-MM-DD`. */
export type LakeValue = string | number | bigint | boolean | null

/** Whole numbers come back as numbers, decimals and days as text, lists as arrays, nothing as null. */
export type LakeRow = Record<string, unknown>

export interface FilesOptions {
  /** A query of no rows whose columns all files are given; one that a file lacks is empty. */
  readonly shape?: string
}

/** The derived store: Parquet files in one folder, read by a caged engine. */
export interface Lake {
  readonly folder: string
  /** The FROM item that reads files, named within the folder. In somebody's hands it holds only rows that they may see. */
  files(relativePaths: readonly string[], options?: FilesOptions): string
  /** The engine that answers can read nothing outside the folder, write nothing and load nothing. */
  read<Row = LakeRow>(sql: string, parameters?: Record<string, LakeValue>): Promise<Row[]>
  /** A separate engine for one piece of work, which may write inside the folder and the folders named. */
  build<T>(work: (builder: LakeBuilder) => Promise<T>, options?: LakeBuildOptions): Promise<T>
  close(): Promise<void>
}

export interface LakeBuilder {
  /** One or several statements; parameters only with one. */
  run(sql: string, parameters?: Record<string, LakeValue>): Promise<void>
  read<Row = LakeRow>(sql: string, parameters?: Record<string, LakeValue>): Promise<Row[]>
  /** Appends rows, values in the order of the table's columns. */
  insertRows(table: string, rows: readonly (readonly LakeValue[])[]): Promise<void>
  /** Stops the statement that is running, which then fails. */
  interrupt(): void
  /** Another connection to the same engine: its statements run beside these, its temporary tables are its own. */
  beside(): Promise<LakeBuilder>
  /** Closes the engine, or only the connection of a builder that stands beside another. */
  close(): Promise<void>
}

export interface LakeBuildOptions {
  readonly threads?: number
  /** As DuckDB writes it: `2GB`. */
  readonly memoryLimit?: string
  readonly folders?: readonly string[]
}
