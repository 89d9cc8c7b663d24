import type { Owner } from '#organisations'
import { Button, FilterForm, SelectField } from '#ui'
import type { ReactNode } from 'react'

interface OwnerChoiceProps {
  readonly action: string
  readonly owners: readonly Owner[]
  readonly current: string
}

/** Whose plan is shown; nothing where there is but one. */
export const OwnerChoice = ({ action, owners, current }: OwnerChoiceProps): ReactNode =>
  owners.length < 2 ? null : (
    <FilterForm action={action} label="Choose whose plan">
      <SelectField
        name="owner"
        label="Plan of"
        value={current}
        options={owners.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))}
      />
      <Button kind="secondary">Show</Button>
    </FilterForm>
  )
