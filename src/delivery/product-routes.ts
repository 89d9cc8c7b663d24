import type { SignIn } from '#auth'
import { addFirstAdministrator, hasPeople, listInvented, standingOf } from '#people'
import { peopleRoutes, signInRoutes } from '#people/pages'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import type { Route } from '#ui'
import { apiPage } from './api/api.page.tsx'
import { roomOperations } from './room-operations.ts'
import { roomRoutes } from './room-routes.ts'
import { accounts } from './sign-in.ts'

const today = ({ clock }: Ctx) => dayInLondon(clock.now())

/** Somebody who is known and not shut out; the post they hold is no matter for coming in. */
const findPerson = async (ctx: Ctx, personId: string): Promise<{ name: string } | undefined> =>
  (await standingOf(ctx.db, { personId }, today(ctx)))?.person

async function invented(ctx: Ctx) {
  const found = await listInvented(ctx.db, { vocabulary: ctx.vocabulary, today: today(ctx) })
  return found.map(({ organisation, ...person }) => ({ ...person, ...(organisation === null ? {} : { organisation }) }))
}

/** Every address of the product but the shell's own: those of the rooms, and those at which people come in. */
export const productRoutes = (signIn: SignIn, isDemonstration: boolean): readonly Route[] => [
  ...roomRoutes,
  apiPage(roomOperations),
  ...peopleRoutes(accounts),
  ...signInRoutes({
    signIn,
    isDemonstration,
    listInvented: invented,
    findPerson,
    hasPeople: ({ db }) => hasPeople(db),
    addFirstAdministrator,
  }),
]
