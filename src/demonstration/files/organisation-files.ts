import type { World } from '../world/world.ts'
import { csvText } from './csv.ts'

/** Before the commissioner there was nothing to belong to. */
const began = '2002-04-01'

export function organisationsFile(world: World): string {
  const rows = [
    [world.region, 'region'] as const,
    [world.commissioner, 'commissioner'] as const,
    [world.neighbour.commissioner, 'commissioner'] as const,
    [world.neighbour.practice, 'practice'] as const,
    ...world.groups.map((group) => [group, 'group'] as const),
    ...world.practices.map((practice) => [practice, 'practice'] as const),
    ...world.providers.map((provider) => [provider, 'provider'] as const),
  ].map(([{ code, name }, kind]) => [code, name, kind, began, null, null])
  return csvText('code,name,kind,open_date,close_date,postcode', rows)
}

/** Every eleventh practice moves to the next group at the start of a quarter, so that a date matters. */
const moves = (at: number): string | undefined => (at % 11 === 5 ? (at % 2 ? '2007-07-01' : '2006-10-01') : undefined)

export function membershipsFile(world: World): string {
  const practices = world.practices.flatMap((practice, at): (string | null)[][] => {
    const group = world.groups[practice.group]!.code
    const moved = moves(at)
    if (!moved) return [[practice.code, group, began, null]]
    const next = world.groups[(practice.group + 1) % world.groups.length]!.code
    return [
      [practice.code, group, began, moved],
      [practice.code, next, moved, null],
    ]
  })
  const groups = world.groups.map((group) => [group.code, world.commissioner.code, began, null])
  const commissioners = [world.commissioner, world.neighbour.commissioner].map(({ code }) => [
    code,
    world.region.code,
    began,
    null,
  ])
  const neighbours = [[world.neighbour.practice.code, world.neighbour.commissioner.code, began, null]]
  return csvText('member,parent,from,to', [...commissioners, ...groups, ...practices, ...neighbours])
}
