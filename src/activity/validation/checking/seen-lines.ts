import { type CurrentActivity, countedLines, linesIn } from '#activity/import'
import { priceRules } from '#activity/pricing'
import { type Lake, lakeFiles } from '#lake'
import { priceColumns } from '../rules/line-columns.ts'
import { lakeText, quoted } from './lake-text.ts'
import type { BilledMonth } from './month-to-check.ts'

type Files = Pick<Lake, 'files'>

/** A FROM item of the lines that count in some months. Months of which every line counts are read as one. */
export function countedIn(lake: Files, activities: readonly CurrentActivity[]): string {
  const whole = activities.filter((one) => one.whole)
  const all: CurrentActivity = { files: whole.flatMap(({ files }) => files), counted: [], whole: true }
  const parts = [
    ...(whole.length > 0 ? [all] : []),
    ...activities.filter((one) => !one.whole && one.files.length > 0),
  ].map((part) => `SELECT * FROM ${countedLines(lake, part)}`)
  return parts.length === 0 ? linesIn(lake, []) : `(${parts.join(' UNION ALL BY NAME ')})`
}

const pricePaths = ({ activity, priced }: BilledMonth): string[] =>
  activity.current.files.flatMap((file) =>
    priced.filter(({ lakeFileId }) => lakeFileId === file.lakeFileId).map(({ pricePath }) => pricePath),
  )

const emptyPrices = Object.entries(priceColumns).map(([name, type]) => `NULL::${type} AS ${name}`)
const readPrices = Object.entries(priceColumns).map(([name, type]) => `q.${name}::${type} AS ${name}`)

/** A FROM item of lines as rules see them; without prices where none is wanted or there are none. */
export function seenLines(lake: Files, months: readonly BilledMonth[], withPrices: boolean): string {
  const paths = withPrices ? months.flatMap(pricePaths) : []
  const text = lakeText(new URL('./seen-lines.lake.sql', import.meta.url), {
    lines: countedIn(
      lake,
      months.map(({ activity }) => activity.current),
    ),
    price_columns: (paths.length > 0 ? readPrices : emptyPrices).join(', '),
    first_attendances: priceRules().codes.first_attendances.map(quoted).join(', '),
    join_prices:
      paths.length > 0
        ? `LEFT JOIN ${lakeFiles(lake, paths)} AS q ON q.import_no = l.import_no AND q.line_no = l.line_no`
        : '',
  })
  return `(${text})`
}
