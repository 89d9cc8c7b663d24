import type { PlainDate } from '#shared'
import { byStart, overlap, without } from './interval.ts'
import type { Kind } from './organisation.ts'

export interface Membership {
  readonly member: string
  readonly parent: string
  readonly parentKind: Kind
  readonly from: PlainDate
  /** The first day it no longer holds; nothing = still. */
  readonly to: PlainDate | null
  /** The kind of file that said so. */
  readonly dataset: string
}

const parents: Readonly<Record<Kind, readonly Kind[]>> = {
  practice: ['group', 'commissioner'],
  group: ['commissioner'],
  provider: ['commissioner', 'region'],
  commissioner: ['region'],
  region: [],
}

export const parentKindsOf = (member: Kind): readonly Kind[] => parents[member]

export const sameMembership = (a: Membership, b: Membership): boolean =>
  a.parent === b.parent && a.from === b.from && a.to === b.to

/** What a newer statement leaves of a recorded membership in the same kind of parent. */
function remainder(recorded: Membership, stated: Membership): Membership[] {
  if (recorded.parent === stated.parent && recorded.from === stated.from) return []
  if (!overlap(recorded, stated)) return [recorded]
  const pieces = without(recorded, stated) as { from: PlainDate; to: PlainDate | null }[]
  const kept = recorded.parent === stated.parent ? pieces.filter((piece) => piece.from < stated.from) : pieces
  return kept.map((piece) => ({ ...recorded, ...piece }))
}

/**
 * One member's memberships of one kind of parent after a newer file has spoken. The file is right about the
 * days it names; what was recorded keeps its other days. Practice P1 recorded in G1 since 1 April 2006, and
 * stated to be in G2 from 1 April 2007: in G1 until 1 April 2007. Stated again in G1 from 1 April 2006, now
 * to 1 June 2008: that end is taken, and nothing of the earlier open end remains.
 */
export function restate(recorded: readonly Membership[], stated: readonly Membership[]): Membership[] {
  const kept = stated.reduce<readonly Membership[]>(
    (left, statement) => left.flatMap((membership) => remainder(membership, statement)),
    recorded,
  )
  return [...kept, ...stated].toSorted(byStart)
}

/** Pairs among memberships of one member in one kind of parent that share a day: each with an earlier one. */
export function clashes<M extends Membership>(memberships: readonly M[]): { earlier: M; later: M }[] {
  const found: { earlier: M; later: M }[] = []
  let reaching: M | undefined
  for (const later of memberships.toSorted(byStart)) {
    if (reaching && overlap(reaching, later)) found.push({ earlier: reaching, later })
    if (!reaching || reachesFurther(later, reaching)) reaching = later
  }
  return found
}

const reachesFurther = (a: Membership, b: Membership): boolean => b.to !== null && (a.to === null || a.to > b.to)
