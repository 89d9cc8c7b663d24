import { type Owner, organisationNames, ownersFor, practicesOf } from '#organisations'
import type { Recipient } from '#programme/documents'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import {
  Button,
  CheckboxField,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextAreaField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { issuePlan, issuedPlans } from '../issuing/issue-plan.command.ts'
import { noPlan, whosePlan } from '../items/whose.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { code, longText, line, number, optionalCode, several } from './plan-input.ts'
import { planCrumbs } from './ways.tsx'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

interface Choice {
  readonly code: string
  readonly name: string
}

/** Everybody to whom a plan may go by a tick: its owner, and of a group its practices, of a commissioner its groups. */
async function choicesFor(ctx: Ctx, owner: Owner): Promise<Choice[]> {
  const names = await organisationNames(ctx.db)
  const codes =
    owner.kind === 'group'
      ? await practicesOf(ctx.db, owner.code, dayInLondon(ctx.clock.now()))
      : (await ownersFor(ctx)).own.filter(({ kind }) => kind === 'group').map((each) => each.code)
  return [owner.code, ...codes].map((each) => ({ code: each, name: names.get(each) ?? each }))
}

async function issuePage(ctx: Ctx, asked: string | undefined, problem: Problem = {}): Promise<Reply> {
  const whose = await whosePlan(ctx, asked)
  if (!whose.ok || !(await mayRun(ctx, whose.value.owner.code))) return notFound(noPlan().message)
  const { owner } = whose.value
  const issued = await issuedPlans(ctx, owner.code)
  const choices = await choicesFor(ctx, owner)
  const body = (
    <>
      <PageHeading caption={owner.name}>Issue the plan as a document</PageHeading>
      <p>It goes out as it stands, under a number, and everybody it goes to can confirm that they read it.</p>
      <Form action="/plan/issue">
        <HiddenField name="owner" value={owner.code} />
        <SelectField
          name="document"
          label="As"
          value={String(issued[0]?.documentNo ?? '')}
          options={[
            ...issued.map(({ documentNo, title, version }) => ({
              value: String(documentNo),
              text: `Version ${version + 1} of document ${documentNo}, ${title}`,
            })),
            { value: '', text: 'A document of its own' },
          ]}
        />
        <TextField name="title" label="Title" value={issued[0]?.title ?? `Plan of ${owner.name}`} />
        <TextAreaField name="introduction" label="What stands in front of it" rows={4} />
        <TextAreaField name="changed" label="What changed" hint="For those who read the version before" rows={3} />
        <CheckboxField
          name="to"
          label="To whom it goes"
          options={choices.map((choice) => ({ value: choice.code, text: `${choice.name} (${choice.code})` }))}
        />
        <TextAreaField name="others" label="Others it goes to" hint="One name a line" rows={3} />
        <Button>Issue it</Button>
      </Form>
    </>
  )
  const values = { to: owner.code, ...problem.values }
  return page({ title: 'Issue the plan', body, breadcrumbs: planCrumbs(owner.code), ...problem, values })
}

const issueRoute = defineRoute({
  method: 'GET',
  path: '/plan/issue',
  permission: 'document.issue',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => issuePage(ctx, owner),
})

function recipientsOf(choices: readonly Choice[], ticked: readonly string[], typed: string): Recipient[] {
  const names = typed.split(/\r\n?|\n/).map((name) => name.trim())
  return [
    ...choices
      .filter((choice) => ticked.includes(choice.code))
      .map(({ name, code: organisation }) => ({ name, organisation })),
    ...[...new Set(names)].filter((name) => name !== '').map((name) => ({ name: name.slice(0, 200) })),
  ]
}

const fieldOf: Readonly<Record<string, string>> = {
  title: 'title',
  distribution: 'others',
  'what-changed': 'changed',
  changed: 'document',
}

const sendRoute = defineRoute({
  method: 'POST',
  path: '/plan/issue',
  permission: 'document.issue',
  audit: 'document.issue',
  input: z.object({
    owner: code,
    document: z.union([z.literal('').transform(() => undefined), number]).optional(),
    title: line,
    introduction: longText,
    changed: line,
    to: several,
    others: longText,
  }),
  invalid: (ctx, problem) => issuePage(ctx, String(problem.values['owner'] ?? ''), problem),
  async handle(ctx, { owner, document, title, introduction, changed, to, others }) {
    const whose = await whosePlan(ctx, owner)
    if (!whose.ok) return notFound(noPlan().message)
    const distribution = recipientsOf(await choicesFor(ctx, whose.value.owner), to, others)
    const plan = { owner, title, introduction, distribution, whatChanged: changed }
    const done = await issuePlan(ctx, { ...plan, ...(document !== undefined && { documentNo: document }) })
    if (done.ok)
      return redirect(
        `/documents/${done.value.documentNo}`,
        `It is issued as version ${done.value.version} of document ${done.value.documentNo}.`,
      )
    if (done.code === 'not-found') return notFound(noPlan().message)
    const values = { document: String(document ?? ''), title, introduction, changed, to, others }
    return issuePage(ctx, owner, { errors: { [fieldOf[done.code] ?? 'title']: done.message }, values })
  },
})

export const issueRoutes: readonly Route[] = [issueRoute, sendRoute]
