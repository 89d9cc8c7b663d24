import { sql } from '#db'
import { type Scope, nothingAtAll, practicesOnly, wholeCommissioner } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../tests/support/billed-month.ts'
import { useWorkbench } from '../../tests/support/workbench.ts'
import type { Ctx } from './context.ts'

const workbench = useWorkbench()

const somebody = (scope: Partial<Scope>, organisation?: string): Ctx =>
  workbench().ctx.handTo({
    actor: {
      name: 'Somebody',
      userId: 'p-1',
      post: { postId: '1', role: 'x', ...(organisation === undefined ? {} : { organisation }) },
    },
    scope: { ...nothingAtAll, personId: 'p-1', ...scope },
  })

/** As if every condition of our own had been forgotten: only the walls are left. */
const unguarded = (ctx: Ctx): Ctx => ({ ...ctx, scope: wholeCommissioner })

beforeAll(async () => {
  const lines = [
    { lineId: 'L1', practice: 'A99001', provider: 'RAA', billedPence: 100 },
    { lineId: 'L2', practice: 'A99002', provider: 'RAA', billedPence: 200 },
    { lineId: 'L3', practice: 'A99002', provider: 'RBB', billedPence: 300 },
    { lineId: 'L4', practice: null, provider: 'RBB', billedPence: 400 },
  ]
  await billMonth(workbench().ctx, { month: '2007-10', lines })
})

const allTables = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    SELECT n.nspname || '.' || c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`.execute(
    workbench().ctx.db,
  )
  return rows.map(({ name }) => name)
}

describe('the database', () => {
  test('holds every table of the product to who asks, but for the list of migrations', async () => {
    const { rows } = await sql<{ name: string }>`
      SELECT n.nspname || '.' || c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND NOT c.relrowsecurity AND n.nspname NOT IN ('pg_catalog', 'information_schema')`.execute(
      workbench().ctx.db,
    )
    expect(rows.map(({ name }) => name)).toEqual(['platform.migration'])
  })

  test('shows nothing at all to a connection that says nothing of who asks', async () => {
    const { db } = unguarded(somebody({ personId: undefined }))
    for (const name of await allTables()) {
      if (name === 'platform.migration') continue
      const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM ${sql.table(name)}`.execute(
        db,
      )
      expect(rows[0]!.count, name).toBe(0)
    }
  })

  test('shows deliveries to whoever may see imports of the commissioner, and their files to whoever may see a line', async () => {
    const count = async (asked: Ctx, table: string): Promise<number> => {
      const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM ${sql.table(table)}`.execute(
        asked.db,
      )
      return rows[0]!.count
    }
    const practice = somebody({ practices: practicesOnly(['A99001']), providers: 'all', commissioners: 'all' })
    expect(await count(practice, 'activity.import')).toBe(0)
    expect(await count(practice, 'activity.v_standing_file')).toBe(1)
    const other = somebody({ permissions: ['activity.read-imports'], commissioners: ['X99'], providers: 'all' })
    expect(await count(other, 'activity.import')).toBe(0)
    expect(await count(other, 'activity.v_standing_file')).toBe(0)
    const operator = workbench().ctx
    expect(await count(operator, 'activity.import')).toBe(1)
  })

  test('refuses a deed that the post does not allow, whatever the product thought', async () => {
    const { db } = unguarded(somebody({ permissions: ['statement.read'] }))
    const deed = sql`INSERT INTO organisations.received_file (sha256, dataset, name, rows_read, rows_taken, rows_skipped,
      rows_unknown, rows_rejected, facts_changed, received_at, received_by) VALUES ('x', 'd', 'n', 0, 0, 0, 0, 0, 0, now(), 'me')`
    await expect(deed.execute(db)).rejects.toMatchObject({ code: '42501' })
  })

  test('does not carry over who asked from one hand to the next', async () => {
    const [one, other] = [somebody({ personId: 'p-1' }), somebody({ personId: 'p-2' })]
    const who = async ({ db }: Ctx) =>
      (await sql<{ who: string }>`SELECT platform.asking_person() AS who`.execute(db)).rows[0]!.who
    const asked = await Promise.all(Array.from({ length: 40 }, (_, at) => who(at % 2 ? one : other)))
    expect(asked).toEqual(Array.from({ length: 40 }, (_, at) => (at % 2 ? 'p-1' : 'p-2')))
  })
})

describe('the lake', () => {
  const linesSeen = async (scope: Partial<Scope>): Promise<string[]> => {
    const ctx = unguarded(
      somebody({
        providers: 'all',
        practices: 'all',
        commissioners: 'all',
        detail: 'lines',
        permissions: ['line.read'],
        ...scope,
      }),
    )
    const { rows } = await sql<{ path: string }>`SELECT f.path FROM activity.v_standing_file AS f`.execute(ctx.db)
    const files = ctx.lake.files(rows.map(({ path }) => path))
    const found = await ctx.lake.read<{ line_id: string }>(`SELECT l.line_id FROM ${files} AS l ORDER BY 1`)
    return found.map(({ line_id: lineId }) => lineId)
  }

  test('keeps lines of other practices, other providers and other months from whoever may not see them', async () => {
    expect(await linesSeen({})).toEqual(['L1', 'L2', 'L3', 'L4'])
    expect(await linesSeen({ practices: practicesOnly(['A99002']) })).toEqual(['L2', 'L3'])
    expect(await linesSeen({ practices: practicesOnly(['A99002']), providers: ['RBB'] })).toEqual(['L3'])
    const left = { practice: 'A99002', to: '2007-10' as never }
    expect(await linesSeen({ practices: [left, { practice: 'A99001', from: '2007-10' as never }] })).toEqual(['L1'])
    expect(await linesSeen({ practices: [] })).toEqual([])
    expect(await linesSeen({ detail: 'sums' })).toEqual([])
    expect(await linesSeen({ permissions: ['statement.read'] }), 'a token for sums of a post with lines').toEqual([])
  })

  test('is read through the files it gives and in no other way', async () => {
    const { lake } = somebody({ detail: 'lines', practices: practicesOnly(['A99001']), providers: 'all' })
    const path = `${lake.folder}/activity/2007-10/x.parquet`
    for (const query of [
      `SELECT * FROM read_parquet('${path}')`,
      `SELECT * FROM '${path}'`,
      `SELECT * FROM parquet_scan('${path}')`,
      `SELECT * FROM (SELECT 1) AS a JOIN '${path}' AS b ON true`,
      `SELECT * FROM glob('${lake.folder}/**')`,
      `SELECT content FROM read_text('${path}')`,
    ])
      await expect(async () => lake.read(query), query).rejects.toThrow('only through the files it was given')
    expect(await lake.read(`SELECT 'read_parquet(x) FROM ''y''' AS said`)).toEqual([
      { said: "read_parquet(x) FROM 'y'" },
    ])
  })
})
