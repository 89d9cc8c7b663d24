import { type FinancialYear, poundsText } from '#shared'
import { Button, Form, RadioField, SelectField, TextField } from '#ui'
import type { ReactNode } from 'react'
import type { RiskParameters } from '../policy/risk-policy.ts'
import type { SimulationAsked } from '../simulation/asked.ts'
import { yearsWords } from '../simulation/summary.ts'
import { contributionWords } from '../terms/terms-words.ts'
import { riskAddress } from './addresses.ts'

const percentText = (basisPoints: number): string => String(basisPoints / 100)

const Terms = ({ asked: { terms } }: { asked: SimulationAsked }): ReactNode => (
  <>
    <TextField
      name="stop_loss"
      label="Stop-loss for a patient and year"
      hint="Empty: none"
      width={10}
      prefix="£"
      value={terms.stopLossPence === null ? '' : poundsText(terms.stopLossPence)}
      numeric
    />
    <TextField
      name="contribution"
      label="Percentage of budgets paid in"
      hint={
        terms.contribution.kind === 'percent'
          ? undefined
          : `Empty as the terms have it: ${contributionWords(terms.contribution)}`
      }
      width={5}
      suffix="%"
      value={terms.contribution.kind === 'percent' ? percentText(terms.contribution.basisPoints) : ''}
      numeric
    />
    <TextField
      name="trigger"
      label="The pool pays from an overspend of"
      hint={terms.trigger.kind === 'percent' ? undefined : 'Empty as the terms have it: beyond what chance alone does'}
      width={5}
      suffix="%"
      value={terms.trigger.kind === 'percent' ? percentText(terms.trigger.basisPoints) : ''}
      numeric
    />
  </>
)

interface Facts {
  readonly year: FinancialYear
  readonly asked: SimulationAsked
  readonly policy: RiskParameters
}

/** What to simulate: it begins with the terms that hold, each of which may be tried otherwise. */
export const SimulationForm = ({ year, asked, policy }: Facts): ReactNode => (
  <Form action={riskAddress(year, 'simulations')}>
    <SelectField
      name="confidence"
      label="The pool is to suffice in"
      value={String(asked.perMille)}
      options={policy.confidences_per_mille.map((perMille) => ({
        value: String(perMille),
        text: yearsWords(perMille),
      }))}
    />
    <Terms asked={asked} />
    <RadioField
      name="events"
      label="What is drawn by chance"
      value={asked.events}
      options={[
        {
          value: 'patients',
          text: 'Patients, each with what somebody cost in a year',
          hint: 'The stop-loss is of a patient and a year',
        },
        {
          value: 'admissions',
          text: 'Single stays and attendances, each with what one cost',
          hint: 'The stop-loss then works on each by itself',
        },
      ]}
    />
    <Button>Simulate {policy.simulated_years.toLocaleString('en-GB')} years</Button>
  </Form>
)
