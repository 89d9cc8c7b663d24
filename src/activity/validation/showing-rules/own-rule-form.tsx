import type { Month } from '#shared'
import { Button, Form, RadioField, SelectField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { comparisons, conditionColumns } from '../rule-settings/condition.ts'

/** How many conditions the form has room for. */
export const conditionPlaces = [1, 2, 3, 4] as const

const columnOptions = [
  { value: '', text: 'Choose' },
  ...conditionColumns.map(({ column, words }) => ({ value: column, text: words })),
]
const comparisonOptions = Object.entries(comparisons).map(([value, text]) => ({ value, text }))

const ConditionFields = ({ at }: { at: number }): ReactNode => (
  <fieldset className="nhsuk-fieldset nhsuk-u-margin-bottom-4">
    <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
      {at === 1 ? 'A line is found where' : `And where (condition ${at}, may stay empty)`}
    </legend>
    <SelectField name={`column${at}`} label="What" options={columnOptions} />
    <SelectField name={`comparison${at}`} label="How" options={comparisonOptions} />
    <TextField name={`values${at}`} label="Which" hint="Several with commas between them; dates like 2007-10-31" />
  </fieldset>
)

/** The template: conditions, worth, title and reason. What is typed is never a query. */
export const OwnRuleForm = ({ month }: { month: Month }): ReactNode => (
  <Form action="/rules/new">
    <TextField name="title" label="What does it look for?" hint="As it will stand in the list of rules" />
    <TextField name="why" label="Why?" hint="The agreement or policy it rests on. Name no patient." />
    {conditionPlaces.map((at) => (
      <ConditionFields key={at} at={at} />
    ))}
    <RadioField
      name="value"
      label="What is such a line worth?"
      options={[
        { value: 'full', text: 'All that was billed' },
        { value: 'difference', text: 'What was billed above our price' },
        { value: 'share', text: 'A share of what was billed' },
        { value: 'none', text: 'Nothing: it is only told' },
      ]}
    />
    <TextField name="share" label="Share, where it is one" suffix="per cent" width={5} numeric />
    <RadioField
      name="confidence"
      label="How sure is it?"
      options={[
        { value: 'certain', text: 'Certain', hint: 'The line ought not to be paid.' },
        { value: 'likely', text: 'Likely', hint: 'It is held back until somebody has answered.' },
        { value: 'query', text: 'A question', hint: 'It is held back once a practice says so too.' },
        { value: 'information', text: 'For information', hint: 'Nothing is held back.' },
      ]}
    />
    <TextField name="from" label="From the bills of which month" hint="Like 2007-10" width={10} value={month} />
    <TextField name="month" label="Try it on which month" hint="Like 2007-10" width={10} value={month} />
    <Button>Try it</Button>
  </Form>
)
