import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#db'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { checks, importMemberships, importOrganisations } from '../index.ts'

const workbench = useWorkbench()
let folder: string
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broken-'))
  path = join(folder, 'broken.csv')
  await writeFile(
    path,
    'code,name,kind\nP1,Mill Lane,practice\nP2,Station Road,practice\nG1,East,group\nG2,West,group\n',
  )
  await importOrganisations(workbench().ctx, { file: path, name: 'organisations.csv' })
})
afterAll(() => rm(folder, { recursive: true }))

const good = ['member,parent,from,to', 'P1,G1,2006-04-01,2007-04-01', 'P1,G2,2007-04-01,', 'P2,G1,2006-04-01,'].join(
  '\r\n',
)

const dirt = fc.constantFrom(
  '"',
  ',',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u00a0',
  ';',
  "'",
  'é',
  '\uFEFF',
  '2007-02-30',
  '31/04/2007',
  'G9',
  'p1',
  '1e9',
  '--',
  'NULL',
  '=1+1',
)

/** Bytes cut out, put in or doubled anywhere. */
const damage = fc.array(fc.tuple(fc.nat({ max: good.length }), fc.nat({ max: 6 }), fc.option(dirt)), {
  minLength: 1,
  maxLength: 4,
})
const damaged = damage.map((cuts) =>
  cuts.reduce((text, [at, length, put]) => text.slice(0, at) + (put ?? '') + text.slice(at + length), good),
)

/** The slow obvious reading of a row that may be taken: two known codes, a day, and a later day or none. */
const day = String.raw`(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})`
const plainRow = new RegExp(String.raw`^\s*P[12]\s*,\s*G[12]\s*,\s*${day}\s*,\s*(?:${day})?\s*(?:,\s*)*$`)

const wronglyTaken = (text: string): string[] =>
  text.includes('"')
    ? []
    : text
        .split(/[\r\n]+/)
        .slice(1)
        .filter((line) => /[^\s,]/.test(line) && !plainRow.test(line))

const recorded = async (): Promise<string> => {
  const { rows } = await sql<{ all: string | null }>`
    select string_agg(concat_ws(' ', m.member_code, m.parent_code, m.from_date, m.to_date), ';' order by m.member_code, m.from_date) as all
    from organisations.membership m
  `.execute(workbench().ctx.db)
  return rows[0]!.all ?? ''
}

test('a damaged file is taken or refused with what to do, never half, never with a crash, and the tables stay sound', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(damaged, fc.boolean(), async (text, utf16) => {
      await writeFile(path, utf16 ? Buffer.from(`\uFEFF${text}`, 'utf16le') : text)
      const before = await recorded()
      const result = await importMemberships(workbench().ctx, { file: path, name: 'broken.csv' })
      if (result.ok) {
        taken++
        expect(wronglyTaken(text)).toEqual([])
        return
      }
      expect(await recorded()).toBe(before)
      expect(result.message.length).toBeGreaterThan(20)
      for (const reject of result.rejects) {
        expect(reject.row).toBeGreaterThan(1)
        expect(reject.column).not.toBe('')
        expect(reject.message).toMatch(/\w.*[.]$/)
      }
    }),
    { numRuns: 400 },
  )
  expect(taken).toBeGreaterThan(0)
  for (const check of checks) expect(await check.run(workbench().ctx), check.name).toEqual([])
})
