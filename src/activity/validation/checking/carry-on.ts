import type { LakeBuilder } from '#lake'
import type { Rule } from '../rules/rule.ts'
import { fillTable } from './fill-table.ts'
import type { KnownFinding, RaisedFinding } from './raised-finding.ts'
import { keptColumns } from './wanted-columns.ts'

type LineRow = Readonly<Record<(typeof keptColumns)[number], unknown>>

/** All that was billed stays all that is billed now; any other value stays, up to that. */
const carriedValue = (was: KnownFinding, billed: number): number =>
  was.valuePence === was.billedPence ? billed : Math.min(was.valuePence, Math.max(0, billed))

function carried(was: KnownFinding, line: LineRow): RaisedFinding {
  const billed = (line.billed_pence as number | null) ?? 0
  return {
    ...was,
    snapshot: line.snapshot as string,
    importNo: line.import_no as number,
    lineNo: line.line_no as number,
    practice: line.practice as string | null,
    pod: line.pod as string | null,
    hrg: line.hrg as string | null,
    tfc: line.tfc as string | null,
    startDate: line.start_date as string | null,
    units: line.units as string | null,
    billedPence: billed,
    pricePence: line.price_pence as number | null,
    valuePence: carriedValue(was, billed),
  }
}

/**
 * What practices raised stands as long as its line does, with the line as it is now: no check looks for it, so none can miss it.
 * A line that another practice has now is no longer theirs to speak of.
 */
export async function carryOn(
  builder: LakeBuilder,
  known: readonly KnownFinding[],
  rules: readonly Rule[],
): Promise<RaisedFinding[]> {
  const codes = new Set(rules.filter(({ kind }) => kind === 'practice').map(({ code }) => code))
  const own = known.filter(({ rule, stands }) => stands && codes.has(rule))
  if (own.length === 0) return []
  const asked = own.map(({ findingId, provider, lineId, practice }) => ({
    finding_id: findingId,
    provider,
    line_id: lineId,
    practice,
  }))
  const columns = { finding_id: 'BIGINT', provider: 'VARCHAR', line_id: 'VARCHAR', practice: 'VARCHAR' }
  await fillTable(builder, 'carried', columns, asked)
  const rows = await builder.read<LineRow & { finding_id: number }>(
    `SELECT c.finding_id, ${keptColumns.map((name) => `l.${name}`).join(', ')} FROM carried AS c
     JOIN line AS l ON l.provider = c.provider AND l.line_id = c.line_id AND l.practice IS NOT DISTINCT FROM c.practice`,
  )
  const lines = new Map(rows.map((row) => [row.finding_id, row]))
  return own.flatMap((one) => {
    const line = lines.get(one.findingId)
    return line ? [carried(one, line)] : []
  })
}
