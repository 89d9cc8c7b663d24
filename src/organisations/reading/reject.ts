/** A row that could not be taken: where it is, which cell, what stands there and what to do about it. */
export interface Reject {
  /** Of a workbook, the tab; of a CSV, the name of the file. */
  readonly sheet: string
  /** As people count: the first row of the file is 1, so with a header the first data row is 2. */
  readonly row: number
  readonly column: string
  readonly value: string
  /** A whole sentence: what is wrong and what to do. */
  readonly message: string
}
