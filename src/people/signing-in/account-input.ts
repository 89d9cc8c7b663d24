import type { PageRequest, Visitor } from '#ui'
import { z } from 'zod'

/** The account's pages need somebody, and the shell lets nobody else through. */
export function visitorOf({ visitor }: PageRequest): Visitor {
  if (!visitor) throw new Error('an account is shown to its owner alone')
  return visitor
}

export const proofField = z.string().max(1000, 'A passphrase has at most 256 characters.').default('')

/** As the journal names somebody. */
export const personSubject = ({ personId }: Visitor): string => `person ${personId}`

export const accountCrumbs = [{ text: 'Your account', href: '/account' }]
