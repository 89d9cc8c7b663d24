import { Button, Details, Form, HiddenField, TextAreaField, TextField } from '#ui'
import type { ReactNode } from 'react'

interface ItemFormProps {
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
  readonly button: string
  readonly values?: {
    readonly section: string
    readonly ref: string
    readonly objective: string
    readonly leads: string
    readonly timescale: string
    readonly start: string
    readonly due: string
  }
}

/** What an item says, in the words of whoever writes it. */
export const ItemForm = ({ action, hidden, button, values }: ItemFormProps): ReactNode => (
  <Form action={action}>
    {Object.entries(hidden).map(([name, value]) => (
      <HiddenField key={name} name={name} value={value} />
    ))}
    <TextField name="section" label="Section" hint="Like: 2. Working together" value={values?.section} />
    <TextField
      name="ref"
      label="Reference"
      hint="Like 2.3; the next of its section where empty"
      width={5}
      value={values?.ref}
    />
    <TextAreaField
      name="objective"
      label="Objective"
      hint="Its first line, then what is to be done for it line by line; · in front of a line puts it below the one before"
      rows={5}
      value={values?.objective}
    />
    <TextAreaField
      name="leads"
      label="Who leads"
      hint="Initials, names, posts or bodies: AB/CD, Group Chairs or Managers"
      rows={2}
      value={values?.leads}
    />
    <TextAreaField
      name="timescale"
      label="Timescale"
      hint="As people say it: November 2006, by end of March 2007, June 2006 and ongoing"
      rows={2}
      value={values?.timescale}
    />
    <Details summary="Write the days instead">
      <p>Days that are written here go before those that the timescale names.</p>
      <TextField name="start" label="First day" hint="Like 2006-03-31" width={10} value={values?.start} />
      <TextField name="due" label="Last day" hint="Like 2006-03-31" width={10} value={values?.due} />
    </Details>
    <Button>{button}</Button>
  </Form>
)
