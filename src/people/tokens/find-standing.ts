import type { Database } from '#db'
import type { PlainDate } from '#shared'
import type { Standing } from '../posts/standing.ts'

/**
 * What somebody is on a day, in one of their posts where it is named: `standingOf` of this room. A post that is not held that day is
 * none; somebody shut out has no standing.
 */
export type FindStanding = (
  db: Database,
  who: { readonly personId: string; readonly postId?: string },
  today: PlainDate,
) => Promise<Standing | undefined>
