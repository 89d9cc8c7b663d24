import type { Ctx } from '#platform'
import type { Result } from '#shared'
import { type Reply, type Route, defineRoute, page, redirect } from '#ui'
import { z } from 'zod'
import type { Accounts } from '../persons/accounts.ts'
import { findPersonDetail } from '../persons/person.view.ts'
import { type ShutOutRefusal, disablePerson, enablePerson } from '../persons/shut-out.command.ts'
import { endPersonSessions, forgetSecondStep, invitePerson } from '../persons/sign-in-again.command.ts'
import { CodeBody } from './code-body.tsx'
import { peopleCrumbs, personPage } from './person-body.tsx'
import { idOf } from './person.page.tsx'
import { personAddress } from './tables.ts'

const form = z.object({
  id: z.string(),
  reason: z.string().max(500, 'Say it in at most 500 letters.').default(''),
})
type Given = z.output<typeof form>

/** Back to the person: with what was done, or with why it was not. */
async function back(
  ctx: Ctx,
  { id, reason }: Given,
  done: Result<unknown, ShutOutRefusal>,
  banner: string,
): Promise<Reply> {
  if (done.ok) return redirect(personAddress(id), banner)
  const field = done.code === 'names-patient' ? 'reason' : 'form'
  return personPage(ctx, id, { errors: { [field]: done.message }, values: { reason } })
}

const shared = {
  method: 'POST',
  permission: 'person.change',
  invalid: (ctx, problem) => personPage(ctx, idOf(problem), problem),
} as const satisfies Partial<Route>

const disableRoute = ({ endSessions }: Accounts): Route =>
  defineRoute({
    ...shared,
    path: '/people/:id/disable',
    audit: 'person.disable',
    input: form,
    async handle(ctx, given) {
      const done = await disablePerson(ctx, endSessions, { personId: given.id, reason: given.reason || undefined })
      return back(ctx, given, done, 'They are shut out and signed out everywhere.')
    },
  })

const enableRoute: Route = defineRoute({
  ...shared,
  path: '/people/:id/enable',
  audit: 'person.enable',
  input: form,
  async handle(ctx, given) {
    const done = await enablePerson(ctx, { personId: given.id, reason: given.reason || undefined })
    return back(ctx, given, done, 'They may sign in again.')
  },
})

const byId = z.object({ id: z.string() })

const sessionsRoute = ({ endSessions }: Accounts): Route =>
  defineRoute({
    ...shared,
    path: '/people/:id/sessions',
    audit: 'person.end-sessions',
    input: byId,
    async handle(ctx, { id }) {
      const done = await endPersonSessions(ctx, endSessions, id)
      const words =
        done.ok && done.value.sessions === 1 ? 'one browser' : `${done.ok ? done.value.sessions : 0} browsers`
      return back(ctx, { id, reason: '' }, done, `They were signed out from ${words}.`)
    },
  })

const inviteRoute = ({ invite }: Accounts): Route =>
  defineRoute({
    ...shared,
    path: '/people/:id/invite',
    audit: 'person.invite',
    input: byId,
    async handle(ctx, { id }) {
      const invited = await invitePerson(ctx, invite, id)
      if (!invited.ok) return personPage(ctx, id, { errors: { form: invited.message } })
      const name = (await findPersonDetail(ctx, id))?.person.name ?? ''
      const body = <CodeBody heading={`A new code for ${name}`} name={name} code={invited.value.code} personId={id} />
      return page({ title: 'A new code', breadcrumbs: peopleCrumbs, body })
    },
  })

const forgetRoute = (accounts: Accounts): Route =>
  defineRoute({
    ...shared,
    path: '/people/:id/second-step',
    audit: 'person.forget-second-step',
    input: byId,
    async handle(ctx, { id }) {
      const done = await forgetSecondStep(ctx, accounts, id)
      return back(
        ctx,
        { id, reason: '' },
        done,
        'Their authenticator was taken off, and they were signed out everywhere.',
      )
    },
  })

/** Shutting out and letting in, signing out everywhere, and new codes. */
export const accessRoutes = (accounts: Accounts): readonly Route[] => [
  disableRoute(accounts),
  enableRoute,
  sessionsRoute(accounts),
  inviteRoute(accounts),
  forgetRoute(accounts),
]
