import { countedLines, currentActivity, monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import { type Month, type Pence, toPence } from '#shared'
import type { CreditLine, Owed } from './credit.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const listOf = (texts: readonly string[]): string => [...new Set(texts)].map(quoted).join(', ')

interface LineRow {
  readonly lineId: string
  readonly importNo: number
  readonly billedPence: number
  readonly adjustment: boolean
  readonly localPod: string | null
}

/** Lines of a month that may give something back: those of the ids that are owed for, and negative adjustments. */
async function linesOfMonth(ctx: Ctx, month: Month, provider: string, ids: readonly string[]) {
  const current = await currentActivity(ctx, month)
  const billed = current.counted.some((one) => one.provider === provider)
  if (current.files.length === 0 || !billed) return undefined
  const among = ids.length === 0 ? 'false' : `l.line_id IN (${listOf(ids)})`
  return ctx.lake.read<LineRow>(
    `SELECT l.line_id AS "lineId", max(l.import_no) AS "importNo", sum(l.billed_pence)::BIGINT AS "billedPence",
       bool_or(l.pod = 'ADJUSTMENT') AS adjustment, max(l.local_pod) AS "localPod"
     FROM ${countedLines(ctx.lake, current)} AS l
     WHERE l.provider = $provider AND (${among} OR (l.pod = 'ADJUSTMENT' AND l.billed_pence < 0))
     GROUP BY l.line_id ORDER BY l.line_id`,
    { provider },
  )
}

/** What a later version of the same month no longer bills. */
function corrections(owed: readonly Owed[], month: Month, rows: readonly LineRow[]): CreditLine[] {
  const found = new Map(rows.map((row) => [row.lineId, row]))
  const wanted = new Map(owed.filter((one) => one.lineId !== '').map((one) => [one.lineId, one]))
  return [...wanted.values()].flatMap(({ lineId, billedPence }) => {
    const now = found.get(lineId)
    const amount = billedPence - Number(now?.billedPence ?? 0)
    if (amount <= 0) return []
    const kind = now ? 'corrected' : 'vanished'
    return [{ kind, month, importNo: now?.importNo ?? 0, lineId, names: null, amountPence: toPence(amount) } as const]
  })
}

const namedIn = (row: LineRow, references: ReadonlySet<string>): string | undefined =>
  [...references].find((reference) => `${row.lineId} ${row.localPod ?? ''}`.toUpperCase().includes(reference))

/** Negative lines of the same id, and adjustments that name a challenge in their id or in the provider’s own description. */
function reversals(owed: readonly Owed[], month: Month, rows: readonly LineRow[]): CreditLine[] {
  const ids = new Set(owed.filter((one) => one.month < month).map(({ lineId }) => lineId))
  const references = new Set(owed.map(({ reference }) => reference))
  return rows.flatMap((row): CreditLine[] => {
    if (Number(row.billedPence) >= 0) return []
    const { lineId, importNo } = row
    const amountPence = -Number(row.billedPence) as Pence
    const names = row.adjustment ? namedIn(row, references) : undefined
    if (names) return [{ kind: 'adjustment', month, importNo, lineId, names, amountPence }]
    return ids.has(lineId) ? [{ kind: 'reversed', month, importNo, lineId, names: null, amountPence }] : []
  })
}

/** Where one provider may have given back what it owes: the months of its challenges as they stand now, and every later one. */
export async function creditLines(ctx: Ctx, provider: string, owed: readonly Owed[]): Promise<CreditLine[]> {
  const first = owed.map(({ month }) => month).toSorted()[0]
  const months = (await monthsWithActivity(ctx)).filter((month) => first !== undefined && month >= first)
  const lines: CreditLine[] = []
  for (const month of months) {
    const rows = await linesOfMonth(ctx, month, provider, owed.map(({ lineId }) => lineId).filter(Boolean))
    if (!rows) continue
    lines.push(
      ...corrections(
        owed.filter((one) => one.month === month),
        month,
        rows,
      ),
      ...reversals(owed, month, rows),
    )
  }
  // What speaks of one item goes before what speaks of a whole challenge.
  return lines.toSorted((a, b) => Number(a.kind === 'adjustment') - Number(b.kind === 'adjustment'))
}
