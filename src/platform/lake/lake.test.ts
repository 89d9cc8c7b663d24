import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lake, lakeFiles, openLake } from '#lake'

let lake: Lake
let outside: string

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), "a lake's "))
  lake = await openLake({ folder: join(outside, 'lake folder') })
  await lake.build((builder) =>
    builder.run(
      `COPY (SELECT 1::BIGINT AS id, 2.50::DECIMAL(10,2) AS cost) TO '${lake.folder.replaceAll("'", "''")}/one.parquet' (FORMAT parquet)`,
    ),
  )
})

afterAll(async () => {
  await lake.close()
  await rm(outside, { recursive: true })
})

test('whole numbers come back as numbers, decimals and days as their exact text', async () => {
  const rows =
    await lake.read(`SELECT 9007199254740991::BIGINT AS whole, 0.1::DECIMAL(18,8) AS part, DATE '2007-10-31' AS day,
    NULL::INTEGER AS none, ['a', 'b'] AS many, {'x': 1::BIGINT} AS both`)
  expect(rows).toEqual([
    {
      whole: 9007199254740991,
      part: '0.10000000',
      day: '2007-10-31',
      none: null,
      many: ['a', 'b'],
      both: { x: 1 },
    },
  ])
})

test('a number that cannot be held exactly is not answered wrongly', async () => {
  await expect(lake.read('SELECT 9007199254740993::BIGINT AS whole')).rejects.toThrow('too large')
})

test('parameters are named and keep their types', async () => {
  const rows = await lake.read(
    'SELECT $text AS text, typeof($whole) AS whole, typeof($big) AS big, $none IS NULL AS none',
    {
      text: "O'Brien; DROP TABLE x",
      whole: 1,
      big: 1n,
      none: null,
    },
  )
  expect(rows).toEqual([{ text: "O'Brien; DROP TABLE x", whole: 'INTEGER', big: 'BIGINT', none: true }])
})

test('files are read from a folder whose name has spaces and a quote', async () => {
  expect(await lake.read(`SELECT * FROM ${lakeFiles(lake, ['one.parquet'])}`)).toEqual([{ id: 1, cost: '2.50' }])
})

test('a path that leaves the lake is not made into a query', () => {
  expect(() => lakeFiles(lake, ['../keys/vault.key'])).toThrow('not a path inside the lake')
  expect(() => lakeFiles(lake, ['/etc/passwd'])).toThrow('not a path inside the lake')
})

test.each([
  ["SELECT * FROM read_csv('/etc/passwd')", 'disabled by configuration'],
  ["SELECT * FROM read_text('/etc/hostname')", 'disabled by configuration'],
  ["COPY (SELECT 1) TO '/tmp/out.parquet' (FORMAT parquet)", 'disabled by configuration'],
  ["ATTACH '/tmp/other.db'", 'changes nothing'],
  ['SET enable_external_access = true', 'changes nothing'],
  ['CREATE TABLE t (a INTEGER)', 'changes nothing'],
  ['SELECT 1; DROP TABLE t', 'multiple statements'],
  ['INSTALL httpfs', 'changes nothing'],
])('the reading engine refuses: %s', async (sql, words) => {
  await expect(lake.read(sql)).rejects.toThrow(words)
})

test('a copy into the lake itself is refused to a reader', async () => {
  const target = join(lake.folder, 'evil.parquet')
  await expect(lake.read(`COPY (SELECT 1) TO '${target.replaceAll("'", "''")}' (FORMAT parquet)`)).rejects.toThrow(
    'changes nothing',
  )
  expect(existsSync(target)).toBe(false)
})

test('a builder writes in its folders and nowhere else', async () => {
  const beside = `${outside.replaceAll("'", "''")}/beside.parquet`
  const copy = `COPY (SELECT 1 AS a) TO '${beside}' (FORMAT parquet)`
  await expect(lake.build((builder) => builder.run(copy))).rejects.toThrow('disabled by configuration')
  await lake.build((builder) => builder.run(copy), { folders: [outside] })
})

test('rows are inserted exactly, column by column, across more than one chunk', async () => {
  const rows = await lake.build(async (builder) => {
    await builder.run('CREATE TABLE line (no BIGINT, name VARCHAR, cost DECIMAL(18,8), day DATE, days SMALLINT)')
    await builder.insertRows(
      'line',
      Array.from({ length: 5000 }, (_, no) => [no, null, '-0.00000001', '2008-02-29', no % 7]),
    )
    return builder.read(
      'SELECT count(*) AS lines, sum(no)::BIGINT AS total, sum(cost) AS cost, max(day) AS day, count(name) AS names FROM line',
    )
  })
  expect(rows).toEqual([{ lines: 5000, total: 12497500, cost: '-0.00005000', day: '2008-02-29', names: 0 }])
})

test('a value that would lose something is refused when it is inserted', async () => {
  const insert = (value: string) =>
    lake.build(async (builder) => {
      await builder.run('CREATE TABLE price (cost DECIMAL(6,2))')
      await builder.insertRows('price', [[value]])
    })
  await expect(insert('1.005')).rejects.toThrow('does not fit')
  await expect(insert('123456')).rejects.toThrow('does not fit')
  await expect(insert('1e3')).rejects.toThrow('does not fit')
})

test('many queries at once are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, no) => lake.read<{ no: number }>('SELECT $no AS no', { no })),
  )
  expect(answers.map((rows) => rows[0]!.no)).toEqual(Array.from({ length: 40 }, (_, no) => no))
})
