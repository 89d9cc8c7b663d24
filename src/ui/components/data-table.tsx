import { type Column, type Row, type Table, cellOf, discloseTable, heldBackMark } from '#shared'
import classNames from 'classnames'
import type { ReactNode } from 'react'
import { usePage } from '../page-context.ts'
import { cellText, isNumeric } from '../table-files/cell-text.ts'
import { type TableSort, findTableSort, sortTable, tableSortText } from '../table-files/sort-table.ts'
import { tableFormats } from '../table-files/table-format.ts'

interface DataTableProps {
  readonly table: Table
  /** Column heads that sort, where there is more than one row; off where rows have an order of their own, as in a long list. */
  readonly sortable?: boolean
  /** Money without its pence, where pence are noise; the exports stay exact. */
  readonly wholePounds?: boolean
  /** Links to take the table away; on unless the page's `tables` does not have it. */
  readonly exportable?: boolean
  /** What stands where the table has no rows. */
  readonly empty?: ReactNode
  readonly hideCaption?: boolean
}

const formatNames = { csv: 'CSV', xlsx: 'Excel', json: 'JSON' }

/** The address of this page with some of its query changed. */
function withQuery(url: URL, change: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(url.search)
  for (const [name, value] of Object.entries(change)) query.set(name, value)
  return `${url.pathname}?${query}`
}

/** First click: numbers biggest first, words from A. Second click: the other way. */
function nextSort(table: Table, column: Column, sort: TableSort | undefined): TableSort {
  const sorted = sort?.table === table.name && sort.key === column.key
  return { table: table.name, key: column.key, descending: sorted ? !sort.descending : isNumeric(column.kind) }
}

function ariaSort(table: Table, column: Column, sort: TableSort | undefined): 'ascending' | 'descending' | undefined {
  if (sort?.table !== table.name || sort.key !== column.key) return undefined
  return sort.descending ? 'descending' : 'ascending'
}

function ColumnHead({ table, column, sort }: { table: Table; column: Column; sort?: TableSort | 'off' }): ReactNode {
  const { url } = usePage()
  const className = classNames('nhsuk-table__header', { 'nhsuk-table__header--numeric': isNumeric(column.kind) })
  if (sort === 'off')
    return (
      <th scope="col" className={className}>
        {column.label}
      </th>
    )
  const href = withQuery(url, { sort: tableSortText(nextSort(table, column, sort)) })
  return (
    <th scope="col" className={className} aria-sort={ariaSort(table, column, sort)}>
      <a className="app-table__sort" href={`${href}#table-${table.name}`}>
        {column.label}
      </a>
    </th>
  )
}

const missing = (
  <span className="app-table__missing">
    <span aria-hidden="true">–</span>
    <span className="nhsuk-u-visually-hidden">no data</span>
  </span>
)

const heldBack = (
  <span className="app-table__held-back">
    <span aria-hidden="true">{heldBackMark}</span>
    <span className="nhsuk-u-visually-hidden">held back</span>
  </span>
)

interface TableRowProps {
  readonly row: Row
  readonly columns: readonly Column[]
  readonly wholePounds: boolean
  /** What stands for a value that is not there: a dash among rows; in totals, words have nothing to add up. */
  readonly totals?: boolean
}

function CellContent({
  row,
  column,
  wholePounds,
  totals,
}: Omit<TableRowProps, 'columns'> & { column: Column }): ReactNode {
  const text = cellText(cellOf(row, column.key), column.kind, wholePounds)
  const { opens } = usePage()
  const href = row.links?.[column.key]
  if (text === undefined) return totals && !isNumeric(column.kind) ? null : missing
  if (text === heldBackMark) return heldBack
  return href && opens(href) ? <a href={href}>{text}</a> : text
}

const cellClass = (column: Column): string =>
  classNames('nhsuk-table__cell', `app-table__cell--${column.kind}`, {
    'nhsuk-table__cell--numeric': isNumeric(column.kind),
  })

function TableRow({ columns, ...props }: TableRowProps): ReactNode {
  return (
    <tr className="nhsuk-table__row">
      {columns.map((column, position) => {
        const content = <CellContent column={column} {...props} />
        return position === 0 ? (
          <th key={column.key} scope="row" className={cellClass(column)}>
            {content}
          </th>
        ) : (
          <td key={column.key} className={cellClass(column)}>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

interface DownloadLinksProps {
  readonly table: Table
  readonly label?: string
}

/** Links to take a table of the page away, as the page's `tables` has it. */
export function DownloadLinks({ table, label = 'Download this table' }: DownloadLinksProps): ReactNode {
  const page = usePage()
  return (
    <p className="app-table__exports">
      <span>{label}: </span>
      {tableFormats.map((format) => (
        <a key={format} href={withQuery(page.url, { format, table: table.name })}>
          {formatNames[format]}
          <span className="nhsuk-u-visually-hidden"> of {table.caption}</span>
        </a>
      ))}
    </p>
  )
}

const Notes = ({ notes }: { notes: readonly string[] }): ReactNode =>
  notes.length === 0 ? null : (
    <ul className="app-table__notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )

/**
 * One table, drawn with the same rows, in the same order, as its exports have; what is small is held back from whoever may not see
 * it.
 */
export function DataTable({
  table: given,
  sortable = true,
  wholePounds = false,
  exportable = true,
  empty = 'There is nothing to show.',
  hideCaption = false,
}: DataTableProps): ReactNode {
  const page = usePage()
  const table = discloseTable(given, page.disclosure)
  const sort = sortable && table.rows.length > 1 ? findTableSort(page.url.searchParams.get('sort')) : 'off'
  const shown = sort === 'off' ? table : sortTable(table, sort)
  const captionId = `table-${table.name}-caption`
  const rowProps = { columns: shown.columns, wholePounds }
  return (
    <div
      className={classNames('app-table', { 'app-table--few-columns': shown.columns.length <= 4 })}
      id={`table-${table.name}`}
    >
      <div className="app-table__scroll" role="region" aria-labelledby={captionId} tabIndex={0}>
        <table className="nhsuk-table">
          <caption
            id={captionId}
            className={classNames('nhsuk-table__caption', { 'nhsuk-u-visually-hidden': hideCaption })}
          >
            <span className="app-table__caption">{table.caption}</span>
          </caption>
          <thead className="nhsuk-table__head">
            <tr>
              {shown.columns.map((column) => (
                <ColumnHead key={column.key} table={table} column={column} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {shown.rows.map((row, position) => (
              <TableRow key={position} row={row} {...rowProps} />
            ))}
            {shown.rows.length === 0 && (
              <tr className="nhsuk-table__row">
                <td className="nhsuk-table__cell" colSpan={shown.columns.length}>
                  {empty}
                </td>
              </tr>
            )}
          </tbody>
          {shown.totals && (
            <tfoot className="app-table__totals">
              <TableRow row={shown.totals} totals {...rowProps} />
            </tfoot>
          )}
        </table>
      </div>
      <Notes notes={table.notes ?? []} />
      {exportable && shown.rows.length > 0 && <DownloadLinks table={table} />}
    </div>
  )
}
