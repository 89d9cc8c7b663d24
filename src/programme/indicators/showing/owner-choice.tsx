import type { Owner } from '#organisations'
import { Button, FilterForm, HiddenField, SelectField } from '#ui'
import type { ReactNode } from 'react'

interface OwnerChoiceProps {
  readonly action: string
  readonly owners: readonly Owner[]
  readonly current: string
  /** An entry for all of them together. */
  readonly all?: string
  /** What else the form carries on. */
  readonly carry?: Readonly<Record<string, string>>
}

/** Whose is shown; nothing where there is but one. */
export function OwnerChoice({ action, owners, current, all, carry = {} }: OwnerChoiceProps): ReactNode {
  if (owners.length < 2) return null
  const options = owners.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))
  return (
    <FilterForm action={action} label="Choose whose">
      {Object.entries(carry).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <SelectField
        name="owner"
        label="Of"
        value={current}
        options={all === undefined ? options : [{ value: '', text: all }, ...options]}
      />
      <Button kind="secondary">Show</Button>
    </FilterForm>
  )
}
