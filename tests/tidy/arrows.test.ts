import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { type Room, arrows, lakeRooms, roomOf } from './arrows.ts'
import { filesUnder, importsOf, isTest, resolveRelative } from './source.ts'

const doors = packageJson.imports as Record<string, { source: string }>
const source = filesUnder('src', /\.tsx?$/)

const roomOfDoor = (name: string): Room | undefined => {
  const door = doors[name]
  return door && roomOf(door.source.replace('./src/', ''))
}

const roomOfFile = (path: string): Room | undefined => roomOf(path.replace('src/', ''))

function faultsOf(path: string, text: string): string[] {
  const room = roomOfFile(path)
  if (!room) return [`${path} lies in no room`]
  const allowed: readonly string[] = [room, ...arrows[room]]
  return importsOf(text).flatMap((name) => {
    if (name.startsWith('.')) {
      const target = roomOfFile(resolveRelative(path, name))
      return target === room ? [] : [`${path} reaches past the front door of ${target ?? 'src'}: ${name}`]
    }
    if (!name.startsWith('#')) return []
    const target = roomOfDoor(name)
    if (!target) return [`${path} knocks at a door that is not there: ${name}`]
    if (!allowed.includes(target)) return [`${path}: ${room} may not use ${target}`]
    return name === '#lake' && !lakeRooms.includes(room) ? [`${path}: ${room} may not open the lake`] : []
  })
}

describe('the arrows between rooms', () => {
  test('every import goes through a front door that its room may use', () => {
    expect(source.filter(({ path }) => !isTest(path)).flatMap(({ path, text }) => faultsOf(path, text))).toEqual([])
  })

  test('a relative path that dodges a front door is caught', () => {
    expect(faultsOf('src/organisations/a.ts', "import { x } from '../platform/db/pool.ts'")).toHaveLength(1)
    expect(faultsOf('src/activity/import/a.ts', "export * from '../pricing/book.ts'")).toHaveLength(1)
    expect(faultsOf('src/shared/a.ts', "import type { Ctx } from '#platform'")).toHaveLength(1)
    expect(faultsOf('src/organisations/a.ts', "const lake = await import('#lake')")).toHaveLength(1)
  })

  test('no room can reach itself by following arrows', () => {
    const reach = (room: Room, seen = new Set<string>()): Set<string> => {
      for (const next of arrows[room]) if (!seen.has(next)) reach(next as Room, seen.add(next))
      return seen
    }
    for (const room of Object.keys(arrows) as Room[]) expect(reach(room), room).not.toContain(room)
  })

  test('every front door is a file that only re-exports', () => {
    for (const { source: door } of Object.values(doors)) {
      const file = source.find(({ path }) => `./${path}` === door)
      expect(file, door).toBeDefined()
      expect(file!.text, door).not.toMatch(/\b(function|class|let|await)\b\s/)
    }
  })
})
