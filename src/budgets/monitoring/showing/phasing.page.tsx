import { lineTitle, whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type PhasingRefusal, choosePhasing } from '../phasing/choose-phasing.command.ts'
import { formWords } from '../phasing/choice.ts'
import { phasingChoices } from '../phasing/choices.view.ts'
import { phasedYear } from '../position/phased-plan.view.ts'
import { phasingAddress } from './addresses.ts'
import { choicesTable, phasedTable } from './phasing-tables.ts'
import { nothingToWatch } from './problem.tsx'
import { yearInput } from './watch-input.ts'

const forms = ['usual', 'season', 'working-days', 'equal', 'by-hand'] as const

const hints: Readonly<Record<(typeof forms)[number], string>> = {
  usual: 'Takes an earlier choice back',
  season: 'What all practices together spent in each month of the year before',
  'working-days': 'Days of the month that are neither weekend nor bank holiday',
  equal: 'As much in each month',
  'by-hand': 'Twelve numbers of your own, below',
}

const PhasingForm = ({ year, lines }: { year: FinancialYear; lines: readonly string[] }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Spread a line in another way</h2>
    <Form action={phasingAddress(year)}>
      <SelectField name="line" label="Line" options={lines.map((line) => ({ value: line, text: lineTitle(line) }))} />
      <RadioField
        name="form"
        label="Spread by"
        options={forms.map((form) => ({ value: form, text: formWords[form], hint: hints[form] }))}
      />
      <TextField
        name="numbers"
        label="Twelve numbers, April first, of your own"
        hint="Pounds, per cent or weights, with blanks between them: a row of a spreadsheet can be pasted. Only for “By hand”."
      />
      <TextField name="words" label="Why" hint="Every practice is shown this" />
      <Button>Keep this</Button>
    </Form>
  </>
)

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

async function phasingPage(ctx: Ctx, year: FinancialYear, problem: Problem = {}): Promise<Reply> {
  const commissioner = await whoseYear(ctx)
  if (!commissioner.ok) return nothingToWatch(commissioner, {})
  const which = { commissioner: commissioner.value, year }
  const plan = await phasedYear(ctx, which)
  if (!plan.ok) return nothingToWatch(plan, { year })
  const choices = await phasingChoices(ctx, which)
  const tables = [phasedTable(year, plan.value), choicesTable(choices)]
  const own = [...new Set(plan.value.amounts.map(({ line }) => line))]
  const body = (
    <>
      <PageHeading caption={year}>The budget over the months</PageHeading>
      <p>
        A plan to date is so much of the budget as its months have. Where nobody chose, a line goes by the season of the
        year before; where there is none, by working days; and what nobody sends figures of goes in equal twelfths.
      </p>
      <DataTable table={tables[0]!} wholePounds sortable={false} />
      <DataTable table={tables[1]!} empty="Nobody chose anything: every line goes as policy says." />
      {mayDo(ctx.scope, 'budget.set') && <PhasingForm year={year} lines={own} />}
    </>
  )
  return page({
    title: `Phasing, ${year}`,
    body,
    tables,
    breadcrumbs: [{ text: 'The year against the budget', href: '/watch' }],
    ...problem,
  })
}

const pageRoute = defineRoute({
  method: 'GET',
  path: '/phasing/:year',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput }),
  handle: (ctx, { year }) => phasingPage(ctx, year),
})

/** Beside which field a refusal stands. */
const fieldOf: Readonly<Record<PhasingRefusal, string>> = {
  'not-allowed': 'form',
  'no-budget': 'line',
  'no-line': 'line',
  'not-weights': 'numbers',
  'no-words': 'words',
  'names-patient': 'words',
}

const chooseRoute = defineRoute({
  method: 'POST',
  path: '/phasing/:year',
  permission: 'budget.set',
  audit: 'budget.phase',
  input: z.object({
    year: yearInput,
    line: z.string().trim().max(60),
    form: z.enum(forms, { error: 'Choose how the line is spread.' }),
    numbers: z.string().max(500).default(''),
    words: z.string().max(500).default(''),
  }),
  invalid: (ctx, problem) => {
    const year = yearInput.safeParse(problem.values['year'])
    return year.success
      ? phasingPage(ctx, year.data, problem)
      : Promise.resolve(nothingToWatch({ ok: false, code: 'nothing', message: 'There is no such year.' }, {}))
  },
  async handle(ctx, { year, line, form, numbers, words }) {
    const commissioner = await whoseYear(ctx)
    if (!commissioner.ok) return nothingToWatch(commissioner, {})
    const texts = numbers.trim() === '' ? [] : numbers.trim().split(/\s+/)
    const chosen = await choosePhasing(ctx, {
      commissioner: commissioner.value,
      year,
      line,
      form,
      numbers: texts,
      words,
    })
    if (chosen.ok)
      return redirect(
        phasingAddress(year),
        `${lineTitle(line)}: ${formWords[form].toLowerCase()}. The next statements go by it.`,
      )
    return phasingPage(ctx, year, {
      errors: { [fieldOf[chosen.code]]: chosen.message },
      values: { line, form, numbers, words },
    })
  },
})

export const phasingRoutes: readonly Route[] = [pageRoute, chooseRoute]
