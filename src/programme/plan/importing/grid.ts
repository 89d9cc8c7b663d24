/** A cell as it lies in a grid: one that covers several places stands in each of them. */
export interface GridCell {
  readonly text: string
  /** It was merged with the one on its left, or above. */
  readonly isAcross: boolean
  readonly isDown: boolean
}

/** `number` counts as people see it: the first row of a table is 1. */
export interface GridRow {
  readonly number: number
  readonly cells: readonly GridCell[]
}

export type Grid = readonly GridRow[]

/** A cell of a table as it is written, which may cover several columns and rows. */
export interface SpanningCell {
  readonly text: string
  readonly columns: number
  readonly rows: number
}

/** No table of a plan is wider. */
const mostColumns = 60

const plain = (text: string): GridCell => ({ text, isAcross: false, isDown: false })

/** Lines of a cell without blanks at their ends and without empty ones; `\u00A0` is a blank. */
export const tidyCell = (text: string): string =>
  text
    .replaceAll('\u00A0', ' ')
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')

export const isBlankRow = ({ cells }: GridRow): boolean => cells.every(({ text }) => text.trim() === '')

/** Rows of text as a grid without merged cells. */
export const plainGrid = (rows: readonly { readonly number: number; readonly cells: readonly string[] }[]): Grid =>
  rows.map(({ number, cells }) => ({ number, cells: cells.map((text) => plain(tidyCell(text))) }))

interface Hanging {
  readonly text: string
  left: number
}

/** Lays out the cells of a table: each stands in every place that it covers. */
export function layOut(rows: readonly (readonly SpanningCell[])[]): Grid {
  const hanging = new Map<number, Hanging>()
  return rows
    .map((row, at): GridRow => {
      const cells: GridCell[] = []
      const fill = (): void => {
        for (let above = hanging.get(cells.length); above && above.left > 0; above = hanging.get(cells.length)) {
          above.left -= 1
          cells.push({ text: above.text, isAcross: false, isDown: true })
        }
      }
      for (const { text, columns, rows: down } of row) {
        fill()
        const tidy = tidyCell(text)
        for (let across = 0; across < Math.min(columns, mostColumns) && cells.length < mostColumns; across += 1) {
          if (down > 1) hanging.set(cells.length, { text: tidy, left: down - 1 })
          cells.push({ text: tidy, isAcross: across > 0, isDown: false })
        }
      }
      fill()
      return { number: at + 1, cells }
    })
    .filter((row) => !isBlankRow(row))
}

/** A stretch of a sheet that was merged into one cell; rows and columns from 0. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Cells of a sheet with those that were merged filled in. */
export function withMerges(grid: Grid, merges: readonly Merge[]): Grid {
  const texts = new Map(grid.map((row) => [row.number - 1, row.cells]))
  return grid.map((row) => ({
    ...row,
    cells: row.cells.map((cell, column) => {
      const at = row.number - 1
      const merge = merges.find(
        ({ top, left, bottom, right }) => at >= top && at <= bottom && column >= left && column <= right,
      )
      if (!merge || (at === merge.top && column === merge.left)) return cell
      const text = texts.get(merge.top)?.[merge.left]?.text ?? cell.text
      return { text, isAcross: column > merge.left, isDown: at > merge.top }
    }),
  }))
}
