import type { FinancialYear } from '#shared'
import { Button, Details, FilterForm, Form, HiddenField, SelectField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { methodWords } from '../building/way.ts'
import type { TypedWay } from './way-fields.ts'

const methods = Object.entries(methodWords).map(([value, text]) => ({ value, text }))
const paces = [
  { value: 'none', text: 'None: all at once' },
  { value: 'usual', text: 'The pace of the year' },
  { value: 'own', text: 'Our own, given below' },
]

/** Chooses a way; the page’s address is the choice, so that it can be sent to a colleague. */
export const ChooseForm = ({
  years,
  year,
  typed,
}: {
  years: readonly FinancialYear[]
  year: FinancialYear
  typed: TypedWay
}): ReactNode => (
  <FilterForm action="/budgets/choose" label="Choose a method">
    <SelectField name="year" label="Year" options={years.map((each) => ({ value: each, text: each }))} value={year} />
    <SelectField name="method" label="Method" options={methods} value={typed.method} />
    <TextField name="weight" label="Of a blend, part of history" value={typed.weight} width={5} />
    <SelectField name="pace" label="Pace of change" options={paces} value={typed.pace} />
    <Details summary="More choices">
      <TextField
        name="weights"
        label="Another part of history for some lines"
        hint="Like “planned 30%, prescribing 100%”."
        value={typed.weights}
      />
      <TextField
        name="trigger"
        label="Our own pace: trigger"
        hint="Within this distance nobody moves."
        suffix="%"
        width={4}
        value={typed.trigger}
      />
      <TextField
        name="points"
        label="Points a year"
        hint="How far a practice moves at most, of its fair share."
        suffix="%"
        width={4}
        value={typed.points}
      />
      <TextField
        name="floor"
        label="Floor"
        hint="The least against history, like −2. Empty: none."
        suffix="%"
        width={4}
        value={typed.floor}
      />
      <TextField
        name="ceiling"
        label="Ceiling"
        hint="The most against history, like 3. Empty: none."
        suffix="%"
        width={4}
        value={typed.ceiling}
      />
      <TextField
        name="from"
        label="First month of the base"
        hint="Like 2007-04. Empty: the latest twelve."
        width={10}
        value={typed.from}
      />
      <TextField name="to" label="Last month of the base" width={10} value={typed.to} />
    </Details>
    <Button kind="secondary">Compare</Button>
  </FilterForm>
)

/** Keeps what is shown as a draft. */
export const SaveForm = ({ year, typed }: { year: FinancialYear; typed: TypedWay }): ReactNode => (
  <Form action="/budgets/drafts">
    <HiddenField name="year" value={year} />
    {Object.entries(typed).map(([name, value]) => (
      <HiddenField key={name} name={name} value={value} />
    ))}
    <TextField
      name="name"
      label="Save it as a draft under the name"
      hint="So that you can compare it with others, propose it and issue it."
      width={20}
    />
    <Button>Save this draft</Button>
  </Form>
)
