import { chance } from '../chance.ts'
import type { ProviderKind, Reference, Size } from '../reference.ts'

export interface Practice {
  readonly code: string
  readonly name: string
  readonly group: number
  /** The people of a practice are numbered in one run: from `firstPatient`, `patients` of them. */
  readonly firstPatient: number
  readonly patients: number
  /** Above 1 the list is older than the whole; below, younger. */
  readonly tilt: number
  /** Share of the care that its people might have had that they do have: practices differ in how much they refer. */
  readonly appetite: number
}

export interface Provider {
  readonly code: string
  readonly name: string
  readonly kind: ProviderKind
  readonly mff: number
  readonly share: number
  readonly separate: boolean
}

/** An invented commissioner: everything that is decided before a single patient is drawn. */
export interface World {
  readonly seed: number
  readonly size: Size
  readonly commissioner: { code: string; name: string }
  readonly region: { code: string; name: string }
  /** Another commissioner and a practice of its own, whose patients turn up on our bills by mistake. */
  readonly neighbour: {
    commissioner: { code: string; name: string }
    practice: { code: string; name: string }
  }
  readonly groups: readonly { code: string; name: string }[]
  readonly practices: readonly Practice[]
  readonly providers: readonly Provider[]
}

export function makeWorld(reference: Reference, size: Size, seed: number): World {
  const { places } = reference
  const marked = (name: string): string => `${name} ${places.mark}`
  return {
    seed,
    size,
    commissioner: { ...places.commissioner, name: marked(places.commissioner.name) },
    region: { ...places.region, name: marked(places.region.name) },
    neighbour: {
      commissioner: { ...places.neighbour.commissioner, name: marked(places.neighbour.commissioner.name) },
      practice: { ...places.neighbour.practice, name: marked(places.neighbour.practice.name) },
    },
    groups: groupsOf(places.groups, size.groups, marked),
    practices: practicesOf(places.practices, size, seed, marked),
    providers: providersOf(places, size.providers, marked),
  }
}

function groupsOf(names: readonly string[], count: number, marked: (name: string) => string): World['groups'] {
  return Array.from({ length: count }, (_, at) => {
    const round = Math.floor(at / names.length)
    return {
      code: `ZG${String(at + 1).padStart(2, '0')}`,
      name: marked(names[at % names.length]! + (round ? ` ${round + 1}` : '')),
    }
  })
}

/** List sizes differ about fourfold, as they do; each block of people is shared out among practices of its own. */
function practicesOf(
  names: { first: string[]; second: string[] },
  size: Size,
  seed: number,
  marked: (name: string) => string,
): Practice[] {
  const draw = chance(seed)
  const perBlock = size.practices / size.blocks
  const weights = Array.from({ length: size.practices }, () => 0.35 + 1.3 * draw() ** 1.4)
  let next = 0
  return weights.map((weight, at) => {
    const block = Math.floor(at / perBlock)
    const whole = weights.slice(block * perBlock, (block + 1) * perBlock).reduce((sum, part) => sum + part, 0)
    const isLast = (at + 1) % perBlock === 0
    const end = (size.patients / size.blocks) * (block + 1)
    const patients = isLast ? end - next : Math.round((size.patients / size.blocks) * (weight / whole))
    const firstPatient = next
    next += patients
    return {
      code: `P99${String(at + 1).padStart(3, '0')}`,
      name: marked(
        `${names.first[(at * 7) % names.first.length]!} ${names.second[(at + Math.floor(at / 40)) % names.second.length]!}`,
      ),
      group: Math.floor((at * size.groups) / size.practices),
      firstPatient,
      patients,
      tilt: 0.85 + 0.3 * draw(),
      appetite: 0.78 + 0.22 * draw(),
    }
  })
}

function providersOf(places: Reference['places'], count: number, marked: (name: string) => string): Provider[] {
  const { further } = places
  const more = further.names.map((name, at) => ({
    code: `ZF${'ABCDEFGHJKLMNPQRSTUVWXYZ123456789'[at]!}`,
    name: `${name} Hospital`,
    kind: further.kind,
    mff: further.mff + at / 1000,
    share: further.share,
    separate: false,
  }))
  return [...places.providers, ...more]
    .slice(0, count)
    .map((provider) => ({ ...provider, name: marked(provider.name) }))
}
