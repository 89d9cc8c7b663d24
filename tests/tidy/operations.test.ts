import { permissions } from '#shared'
import { shapeOf } from '#ui'
import { describe, expect, test } from 'vitest'
import { roomOperations } from '../../src/delivery/room-operations.ts'
import { filesUnder, isTest } from './source.ts'

const source = filesUnder('src', /\.tsx?$/).filter(({ path }) => !isTest(path))

describe('what programs may ask', () => {
  test('says of each who may, what is kept of it, and what it takes with a word about each', () => {
    for (const { name, path, summary, permission, audit, input } of roomOperations) {
      expect(name, path).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(path).toMatch(/^\/api\/v1\/[a-z]/)
      expect(summary.length, path).toBeGreaterThan(10)
      expect(permissions, path).toContain(permission)
      expect(audit === null || /^[a-z]+\.[a-z-]+$/.test(audit), path).toBe(true)
      for (const [field, schema] of Object.entries(shapeOf(input)!))
        expect(schema.description, `${path} ${field}`).toMatch(/\.$/)
    }
  })

  test('is there once each, by name and by address', () => {
    const addresses = roomOperations.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
    expect(new Set(addresses).size).toBe(roomOperations.length)
    expect(new Set(roomOperations.map(({ name }) => name)).size).toBe(roomOperations.length)
  })

  test('is all offered: an operation that is declared but listed nowhere answers nobody', () => {
    const declared = source
      .filter(({ path }) => path.endsWith('.api.ts'))
      .reduce((count, { text }) => count + (text.match(/\bdefineOperation\(/g)?.length ?? 0), 0)
    expect(roomOperations.length).toBeGreaterThanOrEqual(declared)
    expect(declared).toBeGreaterThan(0)
  })

  test('never asks who a patient is, and what is about one patient or a month of lines is kept', () => {
    expect(roomOperations.filter(({ permission }) => permission.startsWith('identity.'))).toEqual([])
    const kept = roomOperations.filter(({ permission }) => permission === 'line.read')
    expect(kept.map(({ audit }) => audit)).toEqual(['line.pull', 'line.read'])
  })
})
