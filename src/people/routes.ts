import type { Route } from '#ui'
import type { Accounts } from './persons/accounts.ts'
import { standingOf } from './posts/standing.view.ts'
import { permissionWords } from './roles/permission-words.ts'
import { rolesRoute } from './roles/roles.page.tsx'
import { accessRoutes } from './showing/access.page.tsx'
import { addPersonRoute, newPersonRoute } from './showing/add-person.page.tsx'
import { endPostRoute, postRoute } from './showing/end-post.page.tsx'
import { peopleRoute } from './showing/people.page.tsx'
import { givePostRoute, personRoute } from './showing/person.page.tsx'
import { choosePostRoute, postsRoute } from './showing/post.page.tsx'
import { tokenRoutes } from './tokens/routes.ts'

export { signInRoutes } from './signing-in/routes.ts'

/** The addresses of this room. What sign-in does for it is handed in; `/people/new` comes before whoever might be called so. */
export const peopleRoutes = (accounts: Accounts): readonly Route[] => [
  peopleRoute,
  newPersonRoute,
  addPersonRoute(accounts),
  personRoute,
  givePostRoute,
  postRoute,
  endPostRoute,
  ...accessRoutes(accounts),
  postsRoute,
  choosePostRoute,
  rolesRoute,
  ...tokenRoutes({ findStanding: standingOf, permissionWords }),
]
