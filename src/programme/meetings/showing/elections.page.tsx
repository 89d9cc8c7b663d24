import { practicesOf } from '#organisations'
import type { Ctx } from '#platform'
import { type Table, mayDo } from '#shared'
import {
  Button,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { findBody } from '../bodies/bodies.view.ts'
import { castVote, closeElection, mayNominate, nominate, openElection } from '../elections/election.command.ts'
import { type Election, findElection } from '../elections/elections.view.ts'
import { mayRun, today } from '../meeting/reach.view.ts'
import { memberKinds } from '../model/body.ts'
import { bodyAddress, electionAddress } from './addresses.ts'
import { bodyCrumbs } from './bodies.page.tsx'
import { MemberKindField } from './body-forms.tsx'
import { noSuchBody } from './body.page.tsx'
import { ElectionBody } from './election-body.tsx'
import { day, dayHint, number, optionalCode, severalNumbers, short } from './input.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const noSuchElection = notFound('There is no such election that you may see. Look on the page of its body.')

const nominationsTable = ({ nominations }: Election): Table => ({
  name: 'nominations',
  caption: 'Who was put forward',
  columns: [
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'organisation', label: 'Of', kind: 'code' },
    { key: 'words', label: 'Why they', kind: 'text' },
    { key: 'votes', label: 'Votes', kind: 'count', counts: 'open' },
    { key: 'elected', label: 'Elected', kind: 'text' },
  ],
  rows: nominations.map(({ name, organisation, words, votes, isElected }) => ({
    name,
    organisation,
    words,
    votes,
    elected: isElected ? 'Yes' : null,
  })),
})

async function electionPage(ctx: Ctx, electionNo: number, problem: Problem = {}): Promise<Reply> {
  const election = await findElection(ctx, electionNo)
  if (!election) return noSuchElection
  const table = nominationsTable(election)
  const practices = await practicesOf(ctx.db, election.owner, today(ctx))
  const own = ctx.actor.post?.organisation ?? ''
  const shown = {
    election,
    day: today(ctx),
    practices: practices.length,
    table,
    nominates: await mayNominate(ctx, election),
    votes: mayDo(ctx.scope, 'meeting.attend') && practices.includes(own),
    counts: await mayRun(ctx, election.owner),
  }
  return page({
    title: election.title,
    body: <ElectionBody {...shown} />,
    tables: [table],
    breadcrumbs: [...bodyCrumbs, { text: election.bodyName, href: bodyAddress(election.bodyNo) }],
    ...problem,
  })
}

const again = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> =>
  electionPage(ctx, Number(values['election']) || 0, { values, errors })

async function newPage(ctx: Ctx, bodyNo: number, problem: Problem = {}): Promise<Reply> {
  const body = await findBody(ctx, bodyNo)
  if (!body || !(await mayRun(ctx, body.owner))) return noSuchBody
  return page({
    title: 'Open an election',
    body: (
      <>
        <PageHeading caption={body.name}>Open an election</PageHeading>
        <p>Member practices put names forward, then each votes once. Whoever is elected joins the {body.name}.</p>
        <Form action={bodyAddress(bodyNo, 'election')}>
          <TextField name="title" label="Title" value={`Election to the ${body.name}`} />
          <TextField name="places" label="Places" width={2} numeric />
          <MemberKindField label="They join as" />
          <TextField name="nominations_until" label="No more names from" hint={dayHint} width={10} />
          <TextField name="votes_until" label="No more votes from" hint={dayHint} width={10} />
          <Button>Open it</Button>
        </Form>
      </>
    ),
    breadcrumbs: [...bodyCrumbs, { text: body.name, href: bodyAddress(bodyNo) }],
    ...problem,
  })
}

const newRoute = defineRoute({
  method: 'GET',
  path: '/meetings/bodies/:body/election',
  permission: 'meeting.run',
  audit: null,
  input: z.object({ body: number }),
  handle: (ctx, { body }) => newPage(ctx, body),
})

const openRoute = defineRoute({
  method: 'POST',
  path: '/meetings/bodies/:body/election',
  permission: 'meeting.run',
  audit: 'election.open',
  input: z.object({
    body: number,
    title: short,
    places: z.coerce.number().int(),
    kind: z.enum(memberKinds, 'Choose as what.'),
    nominations_until: day,
    votes_until: day,
  }),
  invalid: (ctx, { values, errors }) => newPage(ctx, Number(values['body']) || 0, { values, errors }),
  async handle(ctx, { body, title, places, kind, nominations_until: nominationsUntil, votes_until: votesUntil }) {
    const done = await openElection(ctx, { bodyNo: body, title, places, kind, nominationsUntil, votesUntil })
    if (done.ok) return redirect(electionAddress(done.value.electionNo), 'The election is open.')
    if (done.code === 'not-found') return noSuchBody
    const values = { title, places: String(places), kind, nominations_until: nominationsUntil, votes_until: votesUntil }
    return newPage(ctx, body, { errors: { [done.code]: done.message }, values })
  },
})

const electionRoute = defineRoute({
  method: 'GET',
  path: '/meetings/elections/:election',
  permission: 'programme.read',
  audit: null,
  input: z.object({ election: number }),
  handle: (ctx, { election }) => electionPage(ctx, election),
})

const nominateRoute = defineRoute({
  method: 'POST',
  path: '/meetings/elections/:election/nominate',
  permission: 'meeting.attend',
  audit: 'election.nominate',
  input: z.object({ election: number, name: short, organisation: optionalCode, words: short }),
  invalid: again,
  async handle(ctx, { election, name, organisation, words }) {
    const done = await nominate(ctx, { electionNo: election, name, organisation, words })
    if (done.ok) return redirect(electionAddress(election), 'The name is put forward.')
    if (done.code === 'not-found') return noSuchElection
    const values = { name, organisation: organisation ?? '', words }
    return electionPage(ctx, election, { errors: { [done.code]: done.message }, values })
  },
})

const voteRoute = defineRoute({
  method: 'POST',
  path: '/meetings/elections/:election/vote',
  permission: 'meeting.attend',
  audit: 'election.vote',
  input: z.object({ election: number, choices: severalNumbers }),
  invalid: again,
  async handle(ctx, { election, choices }) {
    const practice = ctx.actor.post?.organisation ?? ''
    const done = await castVote(ctx, { electionNo: election, practice, choices })
    if (done.ok) return redirect(electionAddress(election), 'Your practice has voted.')
    if (done.code === 'not-found') return noSuchElection
    return electionPage(ctx, election, {
      errors: { [done.code]: done.message },
      values: { choices: choices.map(String) },
    })
  },
})

const countRoute = defineRoute({
  method: 'POST',
  path: '/meetings/elections/:election/count',
  permission: 'meeting.run',
  audit: 'election.count',
  input: z.object({ election: number, lot: severalNumbers, words: short }),
  invalid: again,
  async handle(ctx, { election, lot, words }) {
    const done = await closeElection(ctx, { electionNo: election, lot, words })
    if (done.ok) return redirect(electionAddress(election), `It is counted: ${done.value.elected} elected.`)
    if (done.code === 'not-found') return noSuchElection
    return electionPage(ctx, election, {
      errors: { [done.code]: done.message },
      values: { lot: lot.map(String), words },
    })
  },
})

export const electionsRoutes: readonly Route[] = [
  newRoute,
  openRoute,
  electionRoute,
  nominateRoute,
  voteRoute,
  countRoute,
]
