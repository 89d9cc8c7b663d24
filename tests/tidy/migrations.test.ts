import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesUnder, root } from './source.ts'

const landed = new Map(
  readFileSync(join(root, 'migrations/landed.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/) as [string, string])
    .map(([sum, name]) => [name, sum]),
)
const migrations = filesUnder('migrations', /\.sql$/)
const sum = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('migrations that have landed', () => {
  test('are never edited: a database somewhere already ran them', () => {
    const changed = migrations.filter(({ path, text }) => {
      const was = landed.get(path.replace('migrations/', ''))
      return was !== undefined && was !== sum(text)
    })
    expect(changed.map(({ path }) => path)).toEqual([])
  })

  test('are never removed, and a new one is written into migrations/landed.txt', () => {
    expect(migrations.map(({ path }) => path.replace('migrations/', '')).toSorted()).toEqual(
      [...landed.keys()].toSorted(),
    )
  })

  test('say what every table is for', () => {
    const text = migrations.map((migration) => migration.text.toLowerCase()).join('\n')
    const tables = [...text.matchAll(/create table (?:if not exists )?([a-z_.]+)/g)].map((match) => match[1]!)
    expect(tables.length).toBeGreaterThan(0)
    for (const table of tables) expect(text, `comment on table ${table}`).toContain(`comment on table ${table} is`)
  })
})
