import { readFile, readdir } from 'node:fs/promises'
import { nouns, packagePath } from '#platform'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const forms = z.strictObject({
  one: z.string().min(2),
  many: z.string().min(2),
  short: z.string().min(2),
  short_many: z.string().min(2),
})
const vocabularyFile = z.strictObject({
  name: z.string(),
  title: z.string(),
  words: z.record(z.string().regex(/^[a-z-]+$/), forms),
})

const folder = packagePath('reference/vocabularies')
const names = (await readdir(folder)).map((file) => file.replace('.yaml', ''))
const read = async (name: string) => vocabularyFile.parse(parse(await readFile(`${folder}/${name}.yaml`, 'utf8')))

describe.each(names)('the words of %s', (name) => {
  test('are of the file’s own name, with every form of every noun', async () => {
    const { name: written, words } = await read(name)
    expect(written).toBe(name)
    expect(Object.keys(words)).toEqual(expect.arrayContaining([...nouns]))
  })
})

test('every file of reference/vocabularies has a word for the same things, so that a page can be shown in each', async () => {
  const [first, ...others] = await Promise.all(names.map(read))
  expect(others.length).toBeGreaterThan(0)
  for (const other of others) expect(Object.keys(other.words)).toEqual(Object.keys(first!.words))
})
