import type { JournalQuestion } from '#platform'
import { roles } from '#shared'
import { Button, FilterForm, type Option, SelectField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { searchLabels } from './search.ts'

const all: Option = { value: '', text: 'All' }

/** `identity.open` and `identity.list` are also to be had together, as `identity.`. */
export function actionOptions(actions: readonly string[], asked: string | undefined): Option[] {
  const families = [...new Set(actions.map((action) => `${action.split('.')[0]}.`))]
  const options = families.flatMap((family) => [
    { value: family, text: `${family}* (all of them)` },
    ...actions.filter((action) => action.startsWith(family)).map((action) => ({ value: action, text: action })),
  ])
  const isThere = asked === undefined || options.some(({ value }) => value === asked)
  return [all, ...options, ...(isThere ? [] : [{ value: asked, text: asked }])]
}

interface SearchFormProps {
  readonly question: JournalQuestion
  /** Every action the journal holds. */
  readonly actions: readonly string[]
}

/** Asks the journal: a plain form that becomes the page's address. */
export const SearchForm = ({ question, actions }: SearchFormProps): ReactNode => (
  <FilterForm action="/journal" label="Search the journal">
    <TextField
      name="person"
      label={searchLabels.person}
      hint="A name or a user, as it stands in the records"
      value={question.person}
      width={20}
    />
    <SelectField
      name="action"
      label={searchLabels.action}
      options={actionOptions(actions, question.action)}
      value={question.action ?? ''}
    />
    <TextField
      name="subject"
      label={searchLabels.subject}
      hint="Words of it: a line, an import, a page. No patient"
      value={question.subject}
      width={20}
    />
    <TextField
      name="organisation"
      label={searchLabels.organisation}
      hint="Its code"
      value={question.organisation}
      width={10}
    />
    <SelectField
      name="role"
      label={searchLabels.role}
      options={[all, ...roles.map(({ name, title }) => ({ value: name, text: title }))]}
      value={question.role ?? ''}
    />
    <TextField name="from" label={searchLabels.from} hint="A day like 2008-05-01" value={question.from} width={10} />
    <TextField name="to" label={searchLabels.to} hint="That day too" value={question.to} width={10} />
    <Button kind="secondary">Search</Button>
  </FilterForm>
)
