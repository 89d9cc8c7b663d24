import { Button, Details, Form, HiddenField, RadioField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { type BudgetHead, notAgreed } from '../versions/budget.ts'
import { budgetAddress } from './addresses.ts'

const kept = 'Nothing that names a patient: it is kept for ever.'

export const ProposeForm = ({ budgetNo }: { budgetNo: number }): ReactNode => (
  <Form action={`${budgetAddress(budgetNo)}/propose`}>
    <Button>Propose it to practices and groups</Button>
  </Form>
)

export const AgreeForm = ({ budgetNo, group }: { budgetNo: number; group: string }): ReactNode => (
  <Form action={`${budgetAddress(budgetNo)}/agree`}>
    <HiddenField name="group" value={group} />
    <RadioField
      name="event"
      label="What does your group say of it?"
      options={[
        { value: 'agreed', text: 'We agree it' },
        { value: 'questioned', text: 'We have a question', hint: 'Say below what it is.' },
      ]}
    />
    <TextField name="words" label="Your question, or what you want to add" hint={kept} />
    <Button>Say so</Button>
  </Form>
)

/** Where somebody has not agreed, the reason is asked for at once. */
export function IssueForm({ head }: { head: BudgetHead }): ReactNode {
  const missing = notAgreed(head)
  const form = (
    <Form action={`${budgetAddress(head.budgetNo)}/issue`}>
      {missing.length > 0 && (
        <TextField name="reason" label="Why it is issued without the agreement of every group" hint={kept} />
      )}
      <Button>Issue it</Button>
    </Form>
  )
  return missing.length === 0 ? form : <Details summary="Issue it without everybody’s agreement">{form}</Details>
}

export const WithdrawForm = ({ budgetNo }: { budgetNo: number }): ReactNode => (
  <Details summary="Withdraw it">
    <Form action={`${budgetAddress(budgetNo)}/withdraw`}>
      <TextField name="why" label="Why it is withdrawn" hint={kept} />
      <Button kind="warning">Withdraw it</Button>
    </Form>
  </Details>
)
