import { mayDo } from '#shared'
import type { Ctx } from '#platform'
import {
  Button,
  DataTable,
  FilterForm,
  Form,
  PageHeading,
  type Reply,
  SelectField,
  TextField,
  defineRoute,
  page,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { sections } from '../rules/rule.ts'
import { listRules } from './rule-list.view.ts'
import { rulesTable } from './rule-tables.ts'

const sectionNames = Object.keys(sections) as [keyof typeof sections, ...(keyof typeof sections)[]]

const input = z.object({
  section: z
    .union([z.enum(sectionNames), z.literal('')])
    .optional()
    .transform((text) => (text === '' ? undefined : text)),
})

const Narrow = ({ section }: { section: string | undefined }): ReactNode => (
  <FilterForm action="/rules" label="Narrow the list">
    <SelectField
      name="section"
      label="Section"
      value={section ?? ''}
      options={[{ value: '', text: 'All' }, ...sectionNames.map((name) => ({ value: name, text: sections[name] }))]}
    />
    <Button kind="secondary">Show</Button>
  </FilterForm>
)

const NewRule = (): ReactNode =>
  usePage().opens('/rules/new') ? (
    <p>
      <a href="/rules/new">Make a rule of your own</a>
    </p>
  ) : null

const CheckAgain = ({ month }: { month: string }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Check a month</h2>
    <Form action="/checks">
      <TextField
        name="month"
        label="Month billed"
        hint="Like 2007-10. What nobody has touched is found the same again; answers and decisions stay."
        width={10}
        value={month}
      />
      <Button kind="secondary">Check the month</Button>
    </Form>
  </>
)

async function rulesPage(ctx: Ctx, section: keyof typeof sections | undefined): Promise<Reply> {
  const list = await listRules(ctx)
  const rules = list.rules.filter(({ rule }) => section === undefined || rule.section === section)
  const table = rulesTable({ ...list, rules })
  const body = (
    <>
      <PageHeading>Rules</PageHeading>
      <p>What every bill is held to. Each rule says what it looks for, why, and what a line that breaks it is worth.</p>
      {mayDo(ctx.scope, 'rule.change') && <NewRule />}
      <Narrow section={section} />
      <DataTable table={table} empty="There is no rule in this section." />
      {mayDo(ctx.scope, 'activity.check') && <CheckAgain month={list.month} />}
    </>
  )
  return page({ title: 'Rules', body, tables: [table] })
}

export const rulesRoute = defineRoute({
  method: 'GET',
  path: '/rules',
  permission: 'rule.read',
  audit: null,
  input,
  nav: { text: 'Rules', order: 46 },
  handle: (ctx, { section }) => rulesPage(ctx, section),
})
