import { Button, Form, PageHeading, type Reply, TextField, defineRoute, noInput, page } from '#ui'
import { z } from 'zod'
import type { Accounts } from '../persons/accounts.ts'
import { addPerson } from '../persons/add-person.command.ts'
import { CodeBody } from './code-body.tsx'

const crumbs = [
  { text: 'Home', href: '/' },
  { text: 'People', href: '/people' },
]

const formPage = (problem?: Pick<Reply & { kind: 'page' }, 'errors' | 'values'>): Reply =>
  page({
    title: 'Add somebody',
    breadcrumbs: crumbs,
    ...problem,
    body: (
      <>
        <PageHeading>Add somebody</PageHeading>
        <p>They get a code with which they choose a passphrase, and see nothing before you give them a post.</p>
        <Form action="/people/new">
          <TextField name="name" label="Name" />
          <TextField name="email" label="E-mail address" hint="They sign in with it. Nothing is sent to it." />
          <Button>Add</Button>
        </Form>
      </>
    ),
  })

export const newPersonRoute = defineRoute({
  method: 'GET',
  path: '/people/new',
  permission: 'person.change',
  audit: null,
  input: noInput,
  handle: async () => formPage(),
})

export const addPersonRoute = ({ makeAccount }: Pick<Accounts, 'makeAccount'>) =>
  defineRoute({
    method: 'POST',
    path: '/people/new',
    permission: 'person.change',
    audit: 'person.add',
    input: z.object({ name: z.string(), email: z.string() }),
    invalid: async (_ctx, problem) => formPage(problem),
    async handle(ctx, given) {
      const added = await addPerson(ctx, makeAccount, given)
      if (!added.ok)
        return formPage({ errors: { [added.code === 'name' ? 'name' : 'email']: added.message }, values: given })
      const name = given.name.trim()
      return page({
        title: 'Added',
        breadcrumbs: crumbs,
        body: <CodeBody heading={`${name} was added`} name={name} {...added.value} />,
      })
    },
  })
