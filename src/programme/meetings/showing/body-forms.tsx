import type { Owner } from '#organisations'
import { SelectField, TextAreaField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { type Body, type Terms, memberKindWords, memberKinds } from '../model/body.ts'

/** Terms as a form shows them; what is not there is left empty. */
export const TermsFields = ({ terms, others }: { terms?: Terms | undefined; others: readonly Body[] }): ReactNode => (
  <>
    <TextAreaField
      name="purpose"
      label="What it is for"
      hint="Its terms of reference in short: what it decides, to whom it answers."
      rows={5}
      value={terms?.purpose ?? ''}
    />
    <TextField
      name="quorum"
      label="Quorum"
      hint="How many members must decide"
      width={3}
      numeric
      value={String(terms?.quorum ?? '')}
    />
    <TextAreaField
      name="rules"
      label="Who must be in it at least"
      hint={`One kind a line, like “nurse 1”. Kinds: ${memberKinds.join(', ')}.`}
      rows={4}
      value={terms?.rules.map(({ kind, least }) => `${kind} ${least}`).join('\n') ?? ''}
    />
    <TextField
      name="every"
      label="Meets every so many months"
      hint="Like 2; empty when it meets as it is called"
      width={3}
      numeric
      value={String(terms?.everyMonths ?? '')}
    />
    <SelectField
      name="after"
      label="Meets straight after"
      hint="Back to back with another body, on the same day"
      value={String(terms?.afterBody ?? '')}
      options={[
        { value: '', text: 'By itself' },
        ...others.map(({ bodyNo, name }) => ({ value: String(bodyNo), text: name })),
      ]}
    />
    <TextField name="starts" label="Starts at" hint="Like 14:00" width={5} value={terms?.starts ?? '14:00'} />
    <TextField name="long" label="Minutes" width={4} numeric value={String(terms?.minutesLong ?? 120)} />
    <TextField name="place" label="Where" value={terms?.place ?? ''} />
  </>
)

export const OwnerField = ({ owners }: { owners: readonly Owner[] }): ReactNode => (
  <SelectField
    name="owner"
    label="Whose"
    options={owners.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))}
  />
)

export const MemberKindField = ({ label = 'As' }: { label?: string }): ReactNode => (
  <SelectField
    name="kind"
    label={label}
    options={memberKinds.map((value) => ({ value, text: memberKindWords[value] }))}
  />
)
