import type { Ctx } from '#platform'
import { type Crumb, type Reply, notFound } from '#ui'
import type { Challenge, Side } from '../model/challenge.ts'
import { type Standing, standingOf } from '../model/standing.ts'
import { findChallenge } from '../views/challenge.view.ts'
import { challengeAddress } from './addresses.ts'

export interface Found {
  readonly challenge: Challenge
  readonly standing: Standing
  readonly side: Side
}

/** A scope of single providers is a provider’s own. */
export const sideOf = ({ scope }: Pick<Ctx, 'scope'>): Side => (scope.providers === 'all' ? 'us' : 'provider')

export const noSuchChallenge: Reply = notFound('There is no such challenge. The list of challenges has them all.')
export const noSuchItem: Reply = notFound('There is no such item in this challenge.')

/** The challenge of an address, within what the asker may see. */
export async function find(ctx: Ctx, reference: string): Promise<Found | undefined> {
  const challenge = await findChallenge(ctx, reference)
  return challenge && { challenge, standing: standingOf(challenge), side: sideOf(ctx) }
}

export const crumbs = (reference?: string): Crumb[] => [
  { text: 'Home', href: '/' },
  { text: 'Challenges', href: '/challenges' },
  ...(reference === undefined ? [] : [{ text: reference, href: challengeAddress(reference) }]),
]

/** The status of a refusal: somebody else was quicker, there is no such thing, or it cannot be done. */
export const statusOf = (code: string): number => (code === 'not-found' || code === 'no-item' ? 404 : 409)
