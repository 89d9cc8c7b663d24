import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  noInput,
  notFound,
  page,
  redirect,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { formBody } from '../bodies/body.command.ts'
import { listBodies } from '../bodies/bodies.view.ts'
import { today } from '../meeting/reach.view.ts'
import { bodyKinds } from '../model/body.ts'
import { bodiesAddress, bodyAddress, newBodyAddress } from './addresses.ts'
import { OwnerField, TermsFields } from './body-forms.tsx'
import { code, short } from './input.ts'
import { bodiesTable, onlyColumns } from './meetings-tables.ts'
import { crumbs } from './meetings.page.tsx'
import { termsFields, termsTyped } from './terms-input.ts'
import { bodyKindOptions, bodyKindWords } from './words.view.ts'

export const bodyCrumbs = [...crumbs, { text: 'Bodies', href: bodiesAddress }]

const SetUp = (): ReactNode =>
  usePage().opens(newBodyAddress) ? (
    <p>
      <a className="nhsuk-button" href={newBodyAddress}>
        Set up a body
      </a>
    </p>
  ) : null

const bodiesRoute = defineRoute({
  method: 'GET',
  path: '/meetings/bodies',
  permission: 'programme.read',
  audit: null,
  input: noInput,
  async handle(ctx) {
    const bodies = await listBodies(ctx)
    const table = bodiesTable(bodies, { owners: await ownersFor(ctx), kinds: bodyKindWords(ctx), day: today(ctx) })
    const body = (
      <>
        <PageHeading>Bodies</PageHeading>
        <SetUp />
        {bodies.length === 0 ? (
          <EmptyState title="No body is set up yet">
            <p>A body has terms of reference, members of several kinds and a quorum. Meetings are planned for it.</p>
          </EmptyState>
        ) : (
          <>
            <DataTable
              table={onlyColumns(table, ['name', 'kind', 'owner_name', 'members', 'quorum', 'missing'])}
              exportable={false}
            />
            <DownloadLinks table={table} label="Download, with every column" />
          </>
        )}
      </>
    )
    return page({ title: 'Bodies', body, tables: [table], breadcrumbs: crumbs })
  },
})

async function newPage(ctx: Ctx, problem: { errors?: FormErrors; values?: FormValues } = {}): Promise<Reply> {
  const { own } = await ownersFor(ctx)
  if (own.length === 0) return notFound('There is no organisation here for which you may set up a body.')
  const body = (
    <>
      <PageHeading>Set up a body</PageHeading>
      <Form action={newBodyAddress}>
        <OwnerField owners={own} />
        <SelectField name="kind" label="Kind" options={bodyKindOptions(ctx)} />
        <TextField name="name" label="Name" hint="As people call it" />
        <TermsFields others={await listBodies(ctx)} />
        <Button>Set it up</Button>
      </Form>
    </>
  )
  return page({ title: 'Set up a body', body, breadcrumbs: bodyCrumbs, ...problem })
}

const newRoute = defineRoute({
  method: 'GET',
  path: '/meetings/bodies/new',
  permission: 'meeting.run',
  audit: null,
  input: noInput,
  handle: (ctx) => newPage(ctx),
})

const formRoute = defineRoute({
  method: 'POST',
  path: '/meetings/bodies/new',
  permission: 'meeting.run',
  audit: 'body.form',
  input: z.object({ owner: code, kind: z.enum(bodyKinds, 'Choose what it is.'), name: short, ...termsFields }),
  invalid: (ctx, problem) => newPage(ctx, problem),
  async handle(ctx, { owner, kind, name, ...typed }) {
    const values = { owner, kind, name, ...typed, after: String(typed.after ?? '') }
    const terms = termsTyped(typed)
    if (!terms.ok) return newPage(ctx, { errors: { rules: terms.message }, values })
    const done = await formBody(ctx, { owner, kind, name, terms: terms.value })
    if (done.ok)
      return redirect(bodyAddress(done.value.bodyNo), 'It is set up. Add its members, then plan its meetings.')
    if (done.code === 'not-found') return notFound(done.message)
    return newPage(ctx, { errors: { [done.code]: done.message }, values })
  },
})

export const bodiesRoutes: readonly Route[] = [bodiesRoute, newRoute, formRoute]
