import { lakeFiles } from '#lake'
import type { Ctx } from '#platform'
import type { Month, Scope } from '#shared'
import { disputedSums } from './disputed.view.ts'
import type { CommissionerMonth } from './month-files.view.ts'
import type { BillRow } from './unit.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

interface RolledUp {
  readonly provider: string
  readonly practice: string | null
  readonly pod: string | null
  readonly lines: number
  readonly billed: number
  readonly unpriced: number
}

/** A file may hold providers whose lines a later delivery replaced; only the parts that count are added up. */
function countedJoin({ current }: CommissionerMonth): string {
  if (current.whole) return ''
  const pairs = current.counted.map(
    ({ importNo, provider, snapshot, dataset }) =>
      `(${importNo}, ${quoted(provider)}, ${quoted(snapshot)}, ${quoted(dataset)})`,
  )
  return `SEMI JOIN (VALUES ${pairs.join(', ')}) AS c(import_no, provider, snapshot, dataset)
    ON c.import_no = r.import_no AND c.provider = r.provider AND c.snapshot = r.snapshot AND c.dataset = r.dataset`
}

/** What was billed by practice and point of delivery, from the roll-ups of the files that are priced. */
export async function rolledUp(ctx: Pick<Ctx, 'lake'>, month: CommissionerMonth): Promise<RolledUp[]> {
  const paths = month.current.files.flatMap(({ lakeFileId }) => month.priced.get(lakeFileId)?.rollupPath ?? [])
  if (paths.length === 0) return []
  return ctx.lake.read<RolledUp>(
    `SELECT r.provider, r.practice, r.pod, sum(r.lines)::BIGINT AS lines, sum(r.billed_pence)::BIGINT AS billed,
            sum(r.unpriced_billed_pence)::BIGINT AS unpriced
       FROM ${lakeFiles(ctx.lake, paths)} AS r ${countedJoin(month)} GROUP BY 1, 2, 3`,
  )
}

const reaches = ({ practices, providers }: Scope, month: Month, row: Pick<BillRow, 'practice' | 'provider'>): boolean =>
  (providers === 'all' || providers.includes(row.provider)) &&
  (practices === 'all' ||
    practices.some(
      ({ practice, from, to }) =>
        practice === row.practice && (from === undefined || from <= month) && (to === undefined || month < to),
    ))

const keyOf = (row: Pick<BillRow, 'provider' | 'practice' | 'pod'>): string =>
  JSON.stringify([row.provider, row.practice, row.pod])

/** The bill of one commissioner's month at its finest grain, within what the asker may see. */
export async function billRows(
  ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>,
  month: Month,
  files: CommissionerMonth,
): Promise<BillRow[]> {
  const [billed, disputed] = await Promise.all([rolledUp(ctx, files), disputedSums(ctx, month)])
  const rows = new Map<string, BillRow>()
  for (const { billed: billedPence, unpriced: unpricedPence, ...at } of billed) {
    const row = { ...at, billedPence, unpricedPence, adjustedPence: 0, heldPence: 0 }
    rows.set(keyOf(row), row)
  }
  for (const one of disputed.filter(({ commissioner }) => commissioner === files.commissioner)) {
    const { provider, practice, pod } = one
    const none = { provider, practice, pod, lines: 0, billedPence: 0, unpricedPence: 0, adjustedPence: 0, heldPence: 0 }
    const row = rows.get(keyOf(one)) ?? none
    rows.set(keyOf(one), {
      ...row,
      adjustedPence: row.adjustedPence + one.adjustedPence,
      heldPence: row.heldPence + one.heldPence,
    })
  }
  return [...rows.values()].filter((row) => reaches(ctx.scope, month, row))
}
