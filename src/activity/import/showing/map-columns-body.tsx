import type { ReactNode } from 'react'
import type { Table } from '#shared'
import {
  Button,
  CheckboxField,
  DataTable,
  Details,
  Form,
  type FormValues,
  HiddenField,
  Inset,
  PageHeading,
  RadioField,
  SelectField,
  TextField,
} from '#ui'
import type { Preview } from '../ingest/preview.step.ts'
import { lineColumns } from '../line/line-column.ts'
import type { Suggestion } from '../mapping/suggest-mapping.view.ts'
import { columnLabel, columnWords } from './column-words.ts'

export const columnField = (name: string): string => `column_${name}`
export const constantField = (name: string): string => `all_${name}`

/** One value for every line makes sense only of these. */
export const constantNames = ['provider', 'commissioner', 'practice', 'pod', 'month', 'snapshot']

function previewTable({ titles, rows }: Preview): Table {
  return {
    name: 'preview',
    caption: 'The first rows of the file, without what could show who somebody is',
    columns: titles.map((title, at) => ({
      key: `c${at}`,
      label: title || `Column ${at + 1}`,
      kind: 'text' as const,
    })),
    rows: rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell]))),
  }
}

const ColumnField = ({ name, titles, hint }: { name: string; titles: readonly string[]; hint?: string }): ReactNode => (
  <SelectField
    name={columnField(name)}
    label={columnLabel(name)}
    hint={hint}
    options={[
      { value: '', text: 'No column' },
      ...titles.filter((title) => title !== '').map((title) => ({ value: title, text: title })),
    ]}
  />
)

const ConstantField = ({ name }: { name: string }): ReactNode =>
  constantNames.includes(name) && (
    <TextField name={constantField(name)} label={`Or one for all lines: ${columnWords(name)}`} width={10} />
  )

const Fields = ({ titles, needed }: { titles: readonly string[]; needed: boolean }): ReactNode =>
  lineColumns
    .filter((column) => (column.needed === true) === needed)
    .map(({ name }) => (
      <div key={name}>
        <ColumnField name={name} titles={titles} />
        <ConstantField name={name} />
      </div>
    ))

/** The first rows, and a question for each column of a line. */
export const MapColumnsBody = ({
  id,
  name,
  suggestion,
}: {
  id: string
  name: string
  suggestion: Suggestion
}): ReactNode => {
  const { preview, remembered } = suggestion
  return (
    <>
      <PageHeading caption={name}>Which column is which?</PageHeading>
      {remembered && (
        <Inset>
          <p>A file with this header was mapped before, as “{remembered.name}”. That mapping is filled in.</p>
        </Inset>
      )}
      <DataTable table={previewTable(preview)} sortable={false} exportable={false} />
      <Form action={`/imports/map/${id}`}>
        <HiddenField name="name" value={name} />
        <h2 className="nhsuk-heading-m">What every line needs</h2>
        <Fields titles={preview.titles} needed />
        <Details summary="What else a line may have">
          <Fields titles={preview.titles} needed={false} />
        </Details>
        <h2 className="nhsuk-heading-m">To be remembered</h2>
        <TextField
          name="mapping"
          label="Name of this mapping"
          hint="Letters, digits, blanks and hyphens, such as RAL monthly"
          width={20}
        />
        <TextField name="provider" label="Provider that sends it, by its code" width={5} />
        <RadioField
          name="snapshot"
          label="If no column says so, this file is"
          options={[
            { value: 'freeze', text: 'Freeze, the final version' },
            { value: 'flex', text: 'Flex, the first version' },
          ]}
        />
        <CheckboxField
          name="partial"
          label="When some rows cannot be taken"
          options={[{ value: 'yes', text: 'Take the others without them' }]}
        />
        <Button>Remember and import</Button>
      </Form>
    </>
  )
}

/** The guesses, or what was remembered, as the form's first values. */
export function suggestedValues({ columns, constants, remembered }: Suggestion): FormValues {
  return {
    ...Object.fromEntries(lineColumns.map(({ name }) => [columnField(name), columns[name] ?? ''])),
    ...Object.fromEntries(constantNames.map((name) => [constantField(name), constants[name] ?? ''])),
    snapshot: 'freeze',
    mapping: remembered?.name ?? '',
    provider: remembered?.provider ?? '',
  }
}
