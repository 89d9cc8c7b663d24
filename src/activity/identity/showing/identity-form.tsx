import { formatMonth } from '#shared'
import { Button, Details, Form, Inset, PageHeading, RadioField, TextField, Warning } from '#ui'
import type { ReactNode } from 'react'
import type { AskedLine } from '../asking/asked-line.ts'
import type { Reason } from '../policy/policy.ts'

/** What a form about a line's identity needs to be drawn. */
export interface FormFacts {
  readonly asked: AskedLine
  readonly providerName: string
  readonly reasons: readonly Reason[]
  readonly legalNote: string
  readonly action: string
  readonly mostInAnHour: number
  /** What is told of the law's support before somebody asks. */
  readonly warning?: string
}

export const AskedHeading = ({
  children,
  facts,
}: {
  children: ReactNode
  facts: Pick<FormFacts, 'asked' | 'providerName'>
}): ReactNode => (
  <PageHeading caption={`${formatMonth(facts.asked.month)}, ${facts.providerName}, line ${facts.asked.lineId}`}>
    {children}
  </PageHeading>
)

const WhyFields = ({ reasons }: Pick<FormFacts, 'reasons'>): ReactNode => (
  <>
    <RadioField
      name="reason"
      label="Why do you need to know?"
      options={reasons.map(({ key, text }) => ({ value: key, text }))}
    />
    <TextField
      name="words"
      label="In a few words (needed for “something else”)"
      hint="Nothing that names a patient: it is kept for ever."
      autoComplete="off"
    />
  </>
)

const WrittenDown = ({ facts, asks }: { facts: FormFacts; asks: string }): ReactNode => (
  <>
    <Inset>
      <p>
        Before anything is {asks}, the journal has your name and post, this line, the time, your reason and your words.
        It never has the number. The guardian of confidentiality reads it. You may ask {facts.mostInAnHour} times an
        hour.
      </p>
    </Inset>
    <Details summary="What the law says">
      <p>{facts.legalNote}</p>
    </Details>
  </>
)

/** “Show who this is”: for the practice that the line names. */
export const OpenForm = ({ facts }: { facts: FormFacts }): ReactNode => (
  <>
    <AskedHeading facts={facts}>Show who this is</AskedHeading>
    <p>You are about to see the NHS number and the date of birth of the patient of this line.</p>
    <Form action={facts.action}>
      <WhyFields reasons={facts.reasons} />
      <WrittenDown facts={facts} asks="shown" />
      <Button>Show who this is</Button>
    </Form>
  </>
)

/** Yes or no: for the finance validator, who types the number and never sees one. */
export const CheckForm = ({ facts }: { facts: FormFacts }): ReactNode => (
  <>
    <AskedHeading facts={facts}>Check who this is</AskedHeading>
    {facts.warning && (
      <Warning heading="This ends soon">
        <p>{facts.warning}</p>
      </Warning>
    )}
    <p>
      Type the NHS number of the person whom you believe the line to be about. You are told yes or no, and why; you are
      not shown a number.
    </p>
    <Form action={facts.action}>
      <TextField
        name="nhs_number"
        label="NHS number"
        hint="Ten digits, with or without spaces. It is compared and then forgotten: it is not saved or written down anywhere."
        width={20}
        numeric
        autoComplete="off"
      />
      <WhyFields reasons={facts.reasons} />
      <WrittenDown facts={facts} asks="compared" />
      <Button>Check</Button>
    </Form>
  </>
)
