import type { Ctx } from '#platform'
import { addDays } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, redirect } from '#ui'
import { z } from 'zod'
import { type GiveRefusal, givePost } from '../posts/give-post.command.ts'
import { dayInput, dayOrNothing } from './day-input.ts'
import { organisationTyped } from './organisation-typed.ts'
import { personPage } from './person-body.tsx'
import { personAddress } from './tables.ts'

export const personRoute: Route = defineRoute({
  method: 'GET',
  path: '/people/:id',
  permission: 'person.read',
  audit: null,
  input: z.object({ id: z.string() }),
  handle: (ctx, { id }) => personPage(ctx, id),
})

const form = z.object({
  id: z.string(),
  role: z.string().min(1, 'Choose a role.'),
  organisation: z.string().default(''),
  from: dayInput,
  last_day: dayOrNothing.default(null),
})

/** The field that a refusal is about. */
const fieldOf: Readonly<Record<GiveRefusal, string>> = {
  'no-person': 'form',
  'no-role': 'role',
  'no-organisation': 'organisation',
  'wrong-place': 'organisation',
  dates: 'last_day',
  'same-post': 'role',
  separation: 'role',
}

async function give(
  ctx: Ctx,
  { id, role, organisation, from, last_day: lastDay }: z.output<typeof form>,
): Promise<Reply> {
  const values: FormValues = { role, organisation, from, last_day: lastDay ?? '' }
  const again = (errors: FormErrors) => personPage(ctx, id, { errors, values })
  const meant = await organisationTyped(ctx, organisation, role)
  if (!meant.ok) return again({ organisation: meant.message })
  const to = lastDay === null ? null : addDays(lastDay, 1)
  const given = await givePost(ctx, { personId: id, role, organisation: meant.value, from, to })
  return given.ok
    ? redirect(personAddress(id), 'The post was given. It counts from its first day, at their next click.')
    : again({ [fieldOf[given.code]]: given.message })
}

/** The id of the person, as the address had it. */
export const idOf = ({ values }: { values: FormValues }): string => String(values['id'] ?? '')

export const givePostRoute: Route = defineRoute({
  method: 'POST',
  path: '/people/:id/posts',
  permission: 'person.change',
  audit: 'post.give',
  input: form,
  invalid: (ctx, problem) => personPage(ctx, idOf(problem), problem),
  handle: give,
})
