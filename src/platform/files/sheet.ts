/** One row of a received file as text. `number` counts as people see it: the first row of the file is 1. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly string[]
}

/**
 * A CSV is one sheet with the file's name; a workbook has one for each of its tabs. Blank rows are left out.
 */
export interface Sheet {
  readonly name: string
  readonly rows: readonly SheetRow[]
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

export const toSheet = (name: string, rows: readonly (readonly string[])[]): Sheet => ({
  name,
  rows: rows.map((cells, at) => ({ number: at + 1, cells })).filter(({ cells }) => !isBlank(cells)),
})
