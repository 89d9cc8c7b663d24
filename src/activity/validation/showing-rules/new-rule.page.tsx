import type { Ctx } from '#platform'
import { type Month, findMonth, formatMonth, formatPence } from '#shared'
import {
  Button,
  DataTable,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  Inset,
  PageHeading,
  type Reply,
  SummaryList,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Comparison, comparisons } from '../rule-settings/condition.ts'
import { type OwnRuleRefusal, makeOwnRule, refuseDraft } from '../rule-settings/make-rule.command.ts'
import { type OwnRuleDraft, ownRuleWords, ownValues } from '../rule-settings/own-rule.ts'
import { type RulePreview, previewRule } from '../rule-settings/preview-rule.view.ts'
import { confidences } from '../rules/rule.ts'
import { OwnRuleForm, conditionPlaces } from './own-rule-form.tsx'
import { listRules } from './rule-list.view.ts'
import { previewTable } from './rule-tables.ts'

const breadcrumbs = [{ text: 'Rules', href: '/rules' }]

const month = z.string().transform((text, context): Month => {
  const found = findMonth(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: 'Write the month as year and month, like 2007-10.' })
  return found ?? z.NEVER
})

/** Read by their places: see `draftOf`. */
const conditionFields: {} = Object.fromEntries(
  conditionPlaces.flatMap((at) => [
    [`column${at}`, z.string().max(40).default('')],
    [`comparison${at}`, z.enum(Object.keys(comparisons) as [Comparison, ...Comparison[]]).default('is')],
    [`values${at}`, z.string().max(1_000, 'Write at most 1,000 letters.').default('')],
  ]),
)

const form = z.object({
  title: z.string().max(100, 'Say it in at most 100 letters.').default(''),
  why: z.string().max(500, 'Say it in at most 500 letters.').default(''),
  value: z.enum(ownValues, 'Say what such a line is worth.'),
  share: z.string().max(10).default(''),
  confidence: z.enum(confidences, 'Say how sure it is.'),
  from: month,
  month,
  sure: z.literal('yes').optional(),
  ...conditionFields,
})
type Drawn = z.output<typeof form>

const shareOf = ({ value, share }: Drawn): number | null =>
  value !== 'share' ? null : /^\d{1,3}(\.\d{1,2})?$/.test(share.trim()) ? Math.round(Number(share) * 100) : 0

function draftOf(given: Drawn): OwnRuleDraft {
  const fields = given as unknown as Readonly<Record<string, string>>
  const conditions = conditionPlaces
    .filter((at) => fields[`column${at}`] !== '')
    .map((at) => ({
      column: fields[`column${at}`],
      comparison: fields[`comparison${at}`],
      values: (fields[`values${at}`] ?? '')
        .split(',')
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    })) as OwnRuleDraft['conditions']
  const { title, why, confidence, value, from } = given
  return { title, why, confidence, value, from, conditions, shareBp: shareOf(given) }
}

const fieldOf: Readonly<Record<OwnRuleRefusal, string>> = {
  'no-title': 'title',
  'no-reason': 'why',
  'names-patient': 'why',
  'bad-condition': 'values1',
  'bad-value': 'share',
  whose: 'form',
}

async function newRulePage(ctx: Ctx, problem?: { errors: FormErrors; values: FormValues }): Promise<Reply> {
  const { month: last } = await listRules(ctx)
  const body = (
    <>
      <PageHeading>Make a rule of your own</PageHeading>
      <p>It is tried on a month before it is kept, and can be switched off like any other.</p>
      <OwnRuleForm month={last} />
    </>
  )
  return page({ title: 'Make a rule', body, breadcrumbs, errors: problem?.errors, values: problem?.values })
}

export const newRuleRoute = defineRoute({
  method: 'GET',
  path: '/rules/new',
  permission: 'rule.change',
  audit: null,
  input: noInput,
  handle: (ctx) => newRulePage(ctx),
})

const valuesOf = ({ sure: _sure, ...values }: Drawn): FormValues =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))

const Found = ({ preview }: { preview: RulePreview | undefined }): ReactNode =>
  preview ? (
    <p>
      In {formatMonth(preview.month)} it would find <strong>{preview.found.toLocaleString('en-GB')}</strong> of{' '}
      {preview.lines.toLocaleString('en-GB')} lines, worth <strong>{formatPence(preview.valuePence)}</strong> before
      other rules are counted.
    </p>
  ) : (
    <Inset>There are no lines of that month to try it on. Go back and name another.</Inset>
  )

function tryPage(given: Drawn, draft: OwnRuleDraft, preview: RulePreview | undefined): Reply {
  const table = preview && previewTable(preview)
  const body = (
    <>
      <PageHeading caption="A rule of your own">Keep “{draft.title}”?</PageHeading>
      <SummaryList
        rows={[
          { key: 'Finds', value: `A line where ${ownRuleWords(draft)}` },
          {
            key: 'Worth',
            value: draft.shareBp === null ? draft.value : `${draft.shareBp / 100} per cent of what was billed`,
          },
          { key: 'How sure', value: draft.confidence },
          { key: 'From', value: `Bills of ${formatMonth(draft.from)} on` },
          { key: 'Why', value: draft.why },
        ]}
      />
      <Found preview={preview} />
      {table && <DataTable table={table} sortable={false} exportable={false} empty="It would find none." />}
      <Form action="/rules/new">
        {Object.entries(valuesOf(given)).map(([name, value]) => (
          <HiddenField key={name} name={name} value={String(value)} />
        ))}
        <HiddenField name="sure" value="yes" />
        <Button>Keep the rule</Button>
      </Form>
      <p>
        <a href="/rules/new">Start again</a>
      </p>
    </>
  )
  return page({ title: 'Keep this rule?', body, breadcrumbs })
}

async function draw(ctx: Ctx, given: Drawn): Promise<Reply> {
  const draft = draftOf(given)
  const done = given.sure ? await makeOwnRule(ctx, draft) : refuseDraft(draft)
  if (!done.ok) return newRulePage(ctx, { errors: { [fieldOf[done.code]]: done.message }, values: valuesOf(given) })
  if (done.value)
    return redirect(`/rules/${done.value.code}`, `${done.value.code} is kept. It finds lines when a month is checked.`)
  return tryPage(given, draft, await previewRule(ctx, draft, given.month))
}

export const makeRuleRoute = defineRoute({
  method: 'POST',
  path: '/rules/new',
  permission: 'rule.change',
  audit: 'rule.make',
  input: form,
  handle: draw,
  invalid: (ctx, problem) => newRulePage(ctx, problem),
})
