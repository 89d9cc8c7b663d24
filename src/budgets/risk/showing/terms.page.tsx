import { serviceLines, whoseYear, yearInput } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Table, dayInLondon, mayDo } from '#shared'
import {
  DataTable,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { setTerms } from '../terms/set-terms.command.ts'
import { contributionWords, stopLossWords, triggerWords } from '../terms/terms-words.ts'
import { usualTerms } from '../terms/terms.ts'
import { type SetTerms, termsHistory, termsIn } from '../terms/terms.view.ts'
import { riskAddress } from './addresses.ts'
import { RiskLinks } from './risk-links.tsx'
import { yearAsked } from './risk-input.ts'
import { asTyped, formInput, termsFrom, valuesOf } from './terms-fields.ts'
import { TermsForm } from './terms-form.tsx'
import { TermsList } from './overview-body.tsx'

const historyTable = (history: readonly SetTerms[]): Table => ({
  name: 'terms',
  caption: 'Terms as they were set, the latest first',
  columns: [
    { key: 'terms', label: 'Terms', kind: 'code' },
    { key: 'from', label: 'From', kind: 'text' },
    { key: 'contribution', label: 'What fills the pool', kind: 'text' },
    { key: 'trigger', label: 'What triggers a claim', kind: 'text' },
    { key: 'stop_loss', label: 'Stop-loss', kind: 'text' },
    { key: 'why', label: 'Why', kind: 'text' },
    { key: 'by', label: 'Set by', kind: 'text' },
    { key: 'on', label: 'Set on', kind: 'date' },
  ],
  rows: history.map(({ termsNo, fromYear, terms, words: why, actor, at }) => ({
    terms: String(termsNo),
    from: fromYear,
    contribution: contributionWords(terms.contribution),
    trigger: triggerWords(terms.trigger),
    stop_loss: stopLossWords(terms),
    why,
    by: actor,
    on: dayInLondon(at),
  })),
})

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

async function termsPage(ctx: Ctx, year: FinancialYear, named?: string, problem: Problem = {}): Promise<Reply> {
  const whose = await whoseYear(ctx, named)
  if (!whose.ok) return notFound(whose.message)
  const history = await termsHistory(ctx, whose.value)
  const table = historyTable(history)
  const policy = riskParameters(year)
  const set = termsIn(history, year)
  const body = (
    <>
      <PageHeading caption={year}>Terms of the pool</PageHeading>
      <RiskLinks year={year} here="terms" />
      {set ? <TermsList set={set} /> : <p>No terms hold for {year} yet.</p>}
      {mayDo(ctx.scope, 'budget.set') && (
        <TermsForm
          year={year}
          lines={serviceLines().filter(({ usualScope }) => usualScope === 'in')}
          usual={policy.usual_exclusions}
        />
      )}
      <DataTable table={table} empty="No terms were set yet." />
    </>
  )
  return page({
    title: `Terms of the pool, ${year}`,
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Risk', href: riskAddress(year) }],
    values: problem.values ?? valuesOf(set?.terms ?? usualTerms(policy), policy.usual_exclusions),
    ...(problem.errors && { errors: problem.errors }),
  })
}

const termsRoute = defineRoute({
  method: 'GET',
  path: '/risk/:year/terms',
  permission: 'budget.read',
  audit: null,
  input: yearAsked,
  handle: (ctx, { year, commissioner }) => termsPage(ctx, year, commissioner),
})

/** Which field a refusal is about. */
const fieldOf = (code: string): string =>
  code === 'unknown' ? 'payers' : code === 'no-words' || code === 'names-patient' ? 'words' : 'form'

const setRoute = defineRoute({
  method: 'POST',
  path: '/risk/:year/terms',
  permission: 'budget.set',
  audit: 'risk.terms',
  input: formInput,
  async invalid(ctx, problem, request) {
    const year = yearInput.safeParse(request.url.pathname.split('/')[2])
    return year.success ? termsPage(ctx, year.data, undefined, problem) : notFound('There is no such year.')
  },
  async handle(ctx, fields) {
    const { year } = fields
    const whose = await whoseYear(ctx)
    if (!whose.ok) return notFound(whose.message)
    const made = termsFrom(fields, riskParameters(year).usual_exclusions)
    if ('errors' in made) return termsPage(ctx, year, undefined, { errors: made.errors, values: asTyped(fields) })
    const set = await setTerms(ctx, {
      commissioner: whose.value,
      fromYear: year,
      terms: made.terms,
      words: fields.words,
    })
    return set.ok
      ? redirect(riskAddress(year), `Terms hold from ${year} on.`)
      : termsPage(ctx, year, undefined, { errors: { [fieldOf(set.code)]: set.message }, values: asTyped(fields) })
  },
})

export const termsRoutes: readonly Route[] = [termsRoute, setRoute]
