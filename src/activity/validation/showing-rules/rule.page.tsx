import type { Ctx } from '#platform'
import { organisationNames } from '#organisations'
import { type Month, type Table, findMonth, mayDo } from '#shared'
import {
  DataTable,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import type { SuccessRate } from '../findings/recovered.view.ts'
import {
  type RuleChange,
  type RuleRefusal,
  changeRule,
  planRuleChange,
  refuseWhy,
} from '../rule-settings/change-rule.command.ts'
import type { Rule } from '../rules/rule.ts'
import { RuleFacts } from './rule-facts.tsx'
import { RuleForm, SureBody, parameterField } from './rule-form.tsx'
import { exampleTable, settingsTable } from './rule-tables.ts'
import { type RuleDetail, findRule } from './rule.view.ts'

const codeShape = z.string().regex(/^[CL]\d{2,4}$/, 'That is not the code of a rule.')
const breadcrumbs = [{ text: 'Rules', href: '/rules' }]

const successTable = (rates: readonly SuccessRate[], names: ReadonlyMap<string, string>): Table => ({
  name: 'success',
  caption: 'What came of it so far, by provider',
  columns: [
    { key: 'provider', label: 'Provider', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'settled', label: 'Settled', kind: 'count', counts: 'activity' },
    { key: 'claimed_pence', label: 'Claimed', kind: 'pence', of: ['settled'] },
    { key: 'accepted_pence', label: 'Accepted', kind: 'pence', of: ['settled'] },
    { key: 'accepted', label: 'Accepted of claimed', kind: 'percent', of: ['settled'] },
  ],
  rows: rates.map((rate) => ({
    provider: rate.provider,
    name: names.get(rate.provider) ?? null,
    settled: rate.settled,
    claimed_pence: rate.claimedPence,
    accepted_pence: rate.acceptedPence,
    accepted: rate.acceptedPercent,
  })),
})

interface Problem {
  readonly errors: FormErrors
  readonly values: FormValues
}

const noRule = (): Reply => notFound('There is no such rule: the page of rules has all there are.')

async function tablesOf(ctx: Ctx, { listed, settings, success }: RuleDetail) {
  return {
    set: settingsTable(settings),
    worked: success && successTable(success, await organisationNames(ctx.db)),
    examples: listed.rule.examples.map(exampleTable),
  }
}

async function rulePage(ctx: Ctx, code: string, problem?: Problem): Promise<Reply> {
  const detail = await findRule(ctx, code)
  if (!detail) return noRule()
  const { listed, list } = detail
  const { set, worked, examples } = await tablesOf(ctx, detail)
  const body = (
    <>
      <PageHeading caption={listed.rule.code}>{listed.rule.title}</PageHeading>
      <RuleFacts listed={listed} />
      {worked && <DataTable table={worked} empty="Nothing of it has been settled with a provider yet." />}
      <DataTable table={set} empty="Nobody has set anything in it: it is as it came." />
      {examples.length > 0 && <h2 className="nhsuk-heading-m">Examples</h2>}
      {examples.map((table) => (
        <DataTable key={table.name} table={table} sortable={false} exportable={false} />
      ))}
      {mayDo(ctx.scope, 'rule.change') && <RuleForm listed={listed} month={list.month} />}
    </>
  )
  return page({
    title: `${listed.rule.code} ${listed.rule.title}`,
    body,
    breadcrumbs,
    tables: [...(worked ? [worked] : []), set, ...examples],
    errors: problem?.errors,
    values: problem?.values,
  })
}

export const ruleRoute = defineRoute({
  method: 'GET',
  path: '/rules/:code',
  permission: 'rule.read',
  audit: null,
  input: z.object({ code: codeShape }),
  handle: (ctx, { code }) => rulePage(ctx, code),
})

const field = z.string().max(2_000, 'Write at most 2,000 letters.').optional()
const changeForm = z.object({
  code: codeShape,
  from: z.string().transform((text, context): Month => {
    const month = findMonth(text.trim())
    if (!month) context.addIssue({ code: 'custom', message: 'Write the month as year and month, like 2007-10.' })
    return month ?? z.NEVER
  }),
  state: z.enum(['on', 'off'], 'Say whether it is on or off.'),
  why: z.string().max(500, 'Say it in at most 500 letters.').default(''),
  sure: z.literal('yes').optional(),
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [parameterField(at), field])),
})
type Changed = z.output<typeof changeForm>

function typedParameters({ parameters }: Rule, given: Changed): Record<string, string> {
  const fields = given as Readonly<Record<string, string | undefined>>
  return Object.fromEntries(
    parameters.flatMap(({ name }, at) => {
      const text = fields[parameterField(at)]
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

const fieldOf: Partial<Record<RuleRefusal, string>> = { 'no-reason': 'why', 'names-patient': 'why' }

const valuesOf = ({ code: _code, sure: _sure, ...values }: Changed): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as FormValues

async function change(ctx: Ctx, given: Changed): Promise<Reply> {
  const detail = await findRule(ctx, given.code)
  if (!detail) return noRule()
  const { rule } = detail.listed
  const { from, why } = given
  const asked: RuleChange = {
    rule: rule.code,
    from,
    isOn: given.state === 'on',
    parameters: typedParameters(rule, given),
    why,
  }
  const done = given.sure ? await changeRule(ctx, asked) : (refuseWhy(why) ?? (await planRuleChange(ctx, asked)))
  if (!done.ok)
    return rulePage(ctx, rule.code, {
      errors: { [fieldOf[done.code] ?? 'form']: done.message },
      values: valuesOf(given),
    })
  if (given.sure) return redirect(`/rules/${rule.code}`, `${rule.code} is set anew from the bills of ${from} on.`)
  return page({
    title: `Change ${rule.code}`,
    body: <SureBody change={asked} planned={done.value} />,
    breadcrumbs: [...breadcrumbs, { text: rule.code, href: `/rules/${rule.code}` }],
  })
}

export const changeRuleRoute = defineRoute({
  method: 'POST',
  path: '/rules/:code',
  permission: 'rule.change',
  audit: 'rule.change',
  input: changeForm,
  handle: change,
  invalid: (ctx, problem, { url }) => rulePage(ctx, url.pathname.split('/')[2] ?? '', problem),
})
