import { sql } from '#db'
import { expect, test } from 'vitest'
import { useWorkbench } from '../../tests/support/workbench.ts'

const workbench = useWorkbench()

test('a deed and its record in the audit trail land together or not at all', async () => {
  const { ctx } = workbench()
  await ctx.transaction((tx) => ctx.audit(tx, 'practice.close', 'A12345', { reason: 'merged' }))
  await expect(
    ctx.transaction(async (tx) => {
      await ctx.audit(tx, 'practice.close', 'B12345')
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  const { rows } = await sql`SELECT e.actor, e.action, e.subject, e.detail, e.at FROM audit.entry AS e`.execute(ctx.db)
  expect(rows).toEqual([
    {
      actor: 'a tester',
      action: 'practice.close',
      subject: 'A12345',
      detail: { reason: 'merged' },
      at: new Date('2008-06-02T09:00:00Z'),
    },
  ])
})

test.each(['UPDATE audit.entry SET actor = $1', 'DELETE FROM audit.entry WHERE actor = $1', 'TRUNCATE audit.entry'])(
  'the audit trail cannot be rewritten by the application: %s',
  async (statement) => {
    const { ctx } = workbench()
    const text = statement.replace('$1', "'nobody'")
    await expect(sql.raw(text).execute(ctx.db)).rejects.toThrow('permission denied')
  },
)

test('whole numbers, days and decimals come back exactly', async () => {
  const { rows } =
    await sql`SELECT 9007199254740991::int8 AS whole, DATE '2008-03-30' AS day, 0.10::numeric(10,2) AS part,
    ARRAY[1, NULL]::int8[] AS many, ARRAY[DATE '2008-02-29'] AS days`.execute(workbench().ctx.db)
  expect(rows).toEqual([
    { whole: 9007199254740991, day: '2008-03-30', part: '0.10', many: [1, null], days: ['2008-02-29'] },
  ])
})

test('a number too large to be exact is not answered wrongly', async () => {
  await expect(sql`SELECT 9007199254740993::int8 AS whole`.execute(workbench().ctx.db)).rejects.toThrow('too large')
})
