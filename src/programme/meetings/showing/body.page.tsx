import { organisationNames, ownersFor } from '#organisations'
import { listColleagues } from '#people'
import type { Ctx } from '#platform'
import {
  type FormErrors,
  type FormValues,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { admitMember, changeTerms, releaseMember } from '../bodies/body.command.ts'
import { issueTerms } from '../bodies/issue-terms.command.ts'
import { findBody, listBodies } from '../bodies/bodies.view.ts'
import { listElections } from '../elections/elections.view.ts'
import { listMeetings } from '../meeting/meetings.view.ts'
import { planAhead } from '../meeting/plan-meeting.command.ts'
import { mayRun, today } from '../meeting/reach.view.ts'
import { memberKinds } from '../model/body.ts'
import { bodyAddress } from './addresses.ts'
import { bodyCrumbs } from './bodies.page.tsx'
import { BodyBody } from './body-body.tsx'
import { day, number, optionalCode, short } from './input.ts'
import { meetingsTable, membersTable, onlyColumns, ownerName } from './meetings-tables.ts'
import { termsFields, termsTyped } from './terms-input.ts'
import { bodyKindWords } from './words.view.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

export const noSuchBody = notFound('There is no such body that you may see. Look in the list of bodies.')

async function bodyPage(ctx: Ctx, bodyNo: number, problem: Problem = {}): Promise<Reply> {
  const body = await findBody(ctx, bodyNo)
  if (!body) return noSuchBody
  const owners = await ownersFor(ctx)
  const members = membersTable(body, await organisationNames(ctx.db))
  const meetings = meetingsTable(await listMeetings(ctx, { bodyNo }), owners)
  const runs = await mayRun(ctx, body.owner)
  const facts = {
    body,
    ownerName: ownerName(owners, body.owner),
    kind: bodyKindWords(ctx)[body.kind],
    day: today(ctx),
    others: await listBodies(ctx),
    colleagues: runs ? await listColleagues(ctx, { on: today(ctx) }) : [],
    members,
    meetings: onlyColumns(meetings, ['on', 'starts', 'title', 'place', 'state']),
    elections: await listElections(ctx, { bodyNo }),
    runs,
  }
  return page({
    title: body.name,
    body: <BodyBody {...facts} />,
    tables: [members, meetings],
    breadcrumbs: bodyCrumbs,
    ...problem,
  })
}

const again = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> =>
  bodyPage(ctx, Number(values['body']) || 0, { values, errors })

const bodyRoute = defineRoute({
  method: 'GET',
  path: '/meetings/bodies/:body',
  permission: 'programme.read',
  audit: null,
  input: z.object({ body: number }),
  handle: (ctx, { body }) => bodyPage(ctx, body),
})

const termsRoute = defineRoute({
  method: 'POST',
  path: '/meetings/bodies/:body/terms',
  permission: 'meeting.run',
  audit: 'body.terms',
  input: z.object({ body: number, ...termsFields }),
  invalid: again,
  async handle(ctx, { body, ...typed }) {
    const values = { ...typed, after: String(typed.after ?? '') }
    const terms = termsTyped(typed)
    if (!terms.ok) return bodyPage(ctx, body, { errors: { rules: terms.message }, values })
    const done = await changeTerms(ctx, body, terms.value)
    if (done.ok) return redirect(bodyAddress(body), 'The terms are changed.')
    if (done.code === 'not-found') return noSuchBody
    return bodyPage(ctx, body, { errors: { [done.code]: done.message }, values })
  },
})

const membersRoute = defineRoute({
  method: 'POST',
  path: '/meetings/bodies/:body/members',
  permission: 'meeting.run',
  audit: 'body.admit',
  input: z.object({
    body: number,
    person: short,
    name: short,
    organisation: optionalCode,
    kind: z.enum(memberKinds, 'Choose as what.'),
    from: day,
  }),
  invalid: again,
  async handle(ctx, { body, person, name, organisation, kind, from }) {
    const [personId = '', of = null] = person.split(' ')
    const colleague = (await listColleagues(ctx, { on: today(ctx) })).find((each) => each.personId === personId)
    const done = await admitMember(ctx, {
      bodyNo: body,
      name: colleague?.name ?? name,
      kind,
      personId: colleague?.personId ?? null,
      organisation: organisation ?? (colleague ? of : null),
      from,
    })
    if (done.ok) return redirect(bodyAddress(body), 'The member is added.')
    if (done.code === 'not-found') return noSuchBody
    const values = { person, name, organisation: organisation ?? '', kind, from }
    return bodyPage(ctx, body, { errors: { [done.code]: done.message }, values })
  },
})

const leaveRoute = defineRoute({
  method: 'POST',
  path: '/meetings/bodies/:body/leave',
  permission: 'meeting.run',
  audit: 'body.release',
  input: z.object({ body: number, member: number, to: day, words: short }),
  invalid: again,
  async handle(ctx, { body, member, to, words }) {
    const done = await releaseMember(ctx, { bodyNo: body, memberNo: member, to, words })
    if (done.ok) return redirect(bodyAddress(body), 'It is written down.')
    if (done.code === 'not-found') return noSuchBody
    return bodyPage(ctx, body, { errors: { [done.code]: done.message }, values: { member: String(member), to, words } })
  },
})

const planRoute = defineRoute({
  method: 'POST',
  path: '/meetings/bodies/:body/plan',
  permission: 'meeting.run',
  audit: 'meeting.plan-ahead',
  input: z.object({ body: number, first: day, until: day }),
  invalid: again,
  async handle(ctx, { body, first, until }) {
    const done = await planAhead(ctx, { bodyNo: body, first, until })
    if (done.ok) {
      const { planned } = done.value
      return redirect(
        bodyAddress(body),
        planned === 0
          ? 'All of them were planned already.'
          : `${planned} ${planned === 1 ? 'meeting' : 'meetings'} planned.`,
      )
    }
    if (done.code === 'not-found') return noSuchBody
    return bodyPage(ctx, body, { errors: { [done.code]: done.message }, values: { first, until } })
  },
})

const issueRoute = defineRoute({
  method: 'POST',
  path: '/meetings/bodies/:body/issue',
  permission: 'meeting.run',
  audit: 'document.issue',
  input: z.object({ body: number }),
  async handle(ctx, { body }) {
    const done = await issueTerms(ctx, body)
    if (done.ok)
      return redirect(bodyAddress(body), `Its terms of reference are issued as document ${done.value.documentNo}.`)
    return done.code === 'not-found' ? noSuchBody : refusal(409, done.message)
  },
})

export const bodyRoutes: readonly Route[] = [bodyRoute, termsRoute, issueRoute, membersRoute, leaveRoute, planRoute]
