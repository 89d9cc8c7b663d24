import type { ServiceLine } from '#budgets/envelope'
import type { FinancialYear } from '#shared'
import { Button, CheckboxField, Form, RadioField, TextField } from '#ui'
import type { ReactNode } from 'react'
import type { Exclusion } from '../policy/risk-policy.ts'
import { exclusionShort } from '../terms/terms-words.ts'
import { riskAddress } from './addresses.ts'

const Contribution = (): ReactNode => (
  <>
    <RadioField
      name="contribution"
      label="What fills the pool"
      options={[
        { value: 'percent', text: 'A percentage of the budgets of those who pay in' },
        { value: 'per-head', text: 'An amount for each person on their lists' },
        { value: 'fixed', text: 'An amount together, shared by budget' },
        { value: 'top-slice', text: 'What the envelope set aside for the risk pool', hint: 'Nothing leaves a budget.' },
      ]}
    />
    <TextField
      name="percent"
      label="Percentage"
      hint="Where it is a percentage; 3 to 5 is usual"
      width={5}
      suffix="%"
      numeric
    />
    <TextField
      name="pounds"
      label="Amount"
      hint="Where it is an amount, for each person or together"
      width={10}
      prefix="£"
      numeric
    />
  </>
)

const Trigger = (): ReactNode => (
  <>
    <RadioField
      name="trigger"
      label="What triggers a claim"
      options={[
        { value: 'percent', text: 'An overspend of more than a percentage of the budget' },
        {
          value: 'band',
          text: 'An overspend beyond what chance alone does in 95 of 100 years',
          hint: 'Wider for a small list than for a large one.',
        },
      ]}
    />
    <TextField
      name="trigger_percent"
      label="Percentage of the budget"
      hint="Where it is a percentage"
      width={5}
      suffix="%"
      numeric
    />
    <TextField name="pays_percent" label="The pool pays of what lies beyond" width={5} suffix="%" numeric />
    <TextField
      name="stop_loss"
      label="Stop-loss for a patient and year"
      hint="What a patient costs beyond it is the pool’s; leave it empty where there is none"
      width={10}
      prefix="£"
      numeric
    />
  </>
)

interface Facts {
  readonly year: FinancialYear
  readonly lines: readonly ServiceLine[]
  readonly usual: readonly Exclusion[]
}

/** The rules of the pool, to be set from a year on. */
export const TermsForm = ({ year, lines, usual }: Facts): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Set terms from {year} on</h2>
    <Form action={riskAddress(year, 'terms')}>
      <TextField
        name="payers"
        label="Who pays in"
        hint="Codes of practices or groups, separated by commas; leave it empty for every practice with a budget"
      />
      <Contribution />
      <Trigger />
      <CheckboxField
        name="lines"
        label="Lines whose risk is shared"
        hint="None chosen: every line of the budget"
        options={lines.map(({ code, title }) => ({ value: code, text: title }))}
      />
      <CheckboxField
        name="exclusions"
        label="What is not charged to practices"
        options={usual.map(({ kind, code, words }) => ({
          value: `${kind} ${code}`,
          text: `${words} (${exclusionShort[kind]} ${code})`,
        }))}
      />
      <TextField
        name="more_exclusions"
        label="Other exclusions"
        hint="Each as hrg, pod, service or specialty, a code, and what it is: hrg JB Burns; pod UNBNCC Newborn care"
      />
      <RadioField
        name="surplus"
        label="What is left in the pool at the end of the year"
        options={[
          { value: 'carried', text: 'is carried into the next year' },
          { value: 'given-back', text: 'is given back to those who paid in' },
        ]}
      />
      <TextField name="words" label="Why" hint="Everybody who pays in will read it" />
      <Button>Set these terms</Button>
    </Form>
  </>
)
