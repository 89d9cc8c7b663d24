import type { Database } from '#db'
import { memberPractices } from '#organisations'
import { type PlainDate, type Scope, nothingAtAll, practicesOnly } from '#shared'
import { memberMonths } from './member-months.ts'
import type { HeldPost } from './standing.ts'
import { isHeldOn } from './term.ts'

type Reach = Pick<Scope, 'practices' | 'providers' | 'commissioners'>

const everything: Reach = { practices: 'all', providers: 'all', commissioners: 'all' }

/** Whose activity is in reach from the place of a post; the role says how closely it is looked at. */
async function reachOf(db: Database, { place, organisation }: HeldPost): Promise<Reach> {
  if (organisation === null) return everything
  switch (place) {
    case 'practice':
      return { ...everything, practices: practicesOnly([organisation]) }
    case 'group':
      return { ...everything, practices: memberMonths(await memberPractices(db, organisation)) }
    case 'provider':
      return { ...everything, providers: [organisation] }
    case 'commissioner':
      return { ...everything, commissioners: [organisation] }
    case 'installation':
      return everything
  }
}

/** Whoever holds no post may look after their own account and nothing else. */
const withoutPost: Scope = { ...nothingAtAll, permissions: ['account.use'] }

/**
 * What a post lets its holder see on a day; without one, or with one that is not held that day, nothing but their own
 * account. A practice sees its own patients whenever it was; a group its practices in the months when they were members; a
 * commissioner what was billed to it; a provider its own lines.
 */
export async function scopeOf(db: Database, post: HeldPost | undefined, today: PlainDate): Promise<Scope> {
  if (!post || !isHeldOn(post, today)) return withoutPost
  const { detail, smallNumbers, seesRestrictedCodes, permissions } = post.role
  return { ...(await reachOf(db, post)), detail, smallNumbers, seesRestrictedCodes, permissions }
}
