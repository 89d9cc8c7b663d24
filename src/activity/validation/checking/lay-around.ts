import type { Lake, LakeBuilder } from '#lake'
import { type Month, addMonths } from '#shared'
import { quoted } from './lake-text.ts'
import { type BilledMonth, monthsAfter, monthsBefore } from './month-to-check.ts'
import { seenLines } from './seen-lines.ts'

interface Chunk {
  readonly table: string
  readonly months: readonly Month[]
}

/** The months around one another, each laid out once and kept while some month to be checked looks at it. */
export interface Around {
  /** Makes `around` what the month sees. Months are asked for in order. */
  show(month: Month): Promise<void>
}

export function layAround(
  builder: LakeBuilder,
  lake: Pick<Lake, 'files'>,
  all: readonly BilledMonth[],
  columns: readonly string[],
): Around {
  let chunks: readonly Chunk[] = []
  let made = 0

  async function load(months: readonly BilledMonth[]): Promise<void> {
    const table = `around_${(made += 1)}`
    const seen = seenLines(lake, months, columns.includes('price_pence'))
    const picked = columns.map((name) => `s.${name}`).join(', ')
    await builder.run(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${picked} FROM ${seen} AS s`)
    chunks = [...chunks, { table, months: months.map(({ month }) => month) }]
  }

  async function forget(before: Month): Promise<void> {
    const old = chunks.filter(({ months }) => months.every((month) => month < before))
    chunks = chunks.filter((chunk) => !old.includes(chunk))
    for (const { table } of old) await builder.run(`DROP TABLE ${table}`)
  }

  return {
    async show(month) {
      const [first, last] = [addMonths(month, -monthsBefore), addMonths(month, monthsAfter)]
      const loaded = new Set(chunks.flatMap(({ months }) => months))
      const missing = all.filter((one) => one.month >= first && one.month <= last && !loaded.has(one.month))
      if (missing.length > 0) await load(missing)
      await forget(first)
      const parts = chunks.map(
        ({ table }) => `SELECT * FROM ${table} WHERE month >= ${quoted(first)} AND month <= ${quoted(last)}`,
      )
      await builder.run(`CREATE OR REPLACE TEMP VIEW around AS ${parts.join(' UNION ALL ')}`)
    },
  }
}
