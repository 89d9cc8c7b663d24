import { addMonths, formatMonth } from '#shared'
import { Button, Details, Form, RadioField, SelectField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import type { RoleFacts } from './role-body.tsx'
import { roleAddress } from './addresses.ts'

/** What a director says of a lead: for the lead, for themselves and for those who appoint. */
export const FeedbackForm = ({ role, lastMonth }: Pick<RoleFacts, 'role' | 'lastMonth'>): ReactNode => (
  <Details summary="Say how the lead was involved">
    <Form action={`${roleAddress(role.roleNo)}/feedback`}>
      <SelectField
        name="month"
        label="In"
        value={lastMonth}
        options={[1, 0, -1, -2].map((back) => {
          const month = addMonths(lastMonth, back)
          return { value: month, text: formatMonth(month) }
        })}
      />
      <RadioField
        name="rating"
        label="Involvement"
        options={[
          ...leadPolicy().ratings.map((text, at) => ({ value: String(at + 1), text })),
          { value: 'back', text: 'Take back what I said of this month' },
        ]}
      />
      <TextField
        name="said"
        label="What you saw"
        hint="The lead, you and those who appoint can read it. Nothing that names a patient."
      />
      <Button kind="secondary">Say so</Button>
    </Form>
  </Details>
)
