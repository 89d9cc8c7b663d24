import { type Pence, type Table, formatMonth, formatPence } from '#shared'
import {
  Button,
  DataTable,
  Details,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  RadioField,
  SummaryList,
  Tag,
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import type { UnitStanding } from '../agreement/agreement.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { whenWords } from '../words/when.ts'
import { agreementWords } from './bill-tables.ts'
import type { Names } from './names.view.ts'

export interface UnitFacts {
  readonly standing: UnitStanding
  readonly names: Names
  readonly practices: Table
  /** Why it cannot be agreed yet, whoever asks. */
  readonly block?: string
  /** Where its form goes, for whoever may agree it. */
  readonly action?: string
}

const tones = { agreed: 'green', held: 'orange', unseen: 'grey', lapsed: 'red' } as const

const exact = (amount: Pence): ReactNode => <span className="app-money">{formatPence(amount)}</span>

function Last({ standing: { last, state } }: Pick<UnitFacts, 'standing'>): ReactNode {
  if (!last) return null
  return (
    <Inset>
      <p>
        {last.actor} {last.event} it on {whenWords(last.at)}
        {last.words ? `: ${last.words}` : '.'}
      </p>
      {state === 'lapsed' && (
        <p>
          The bill has changed since: {formatPence(last.billedPence)} was billed then, {formatPence(last.adjustedPence)}{' '}
          taken off and {formatPence(last.heldPence)} held. The agreement no longer holds.
        </p>
      )}
    </Inset>
  )
}

const AgreeForm = ({ standing: { unit }, action }: { standing: UnitStanding; action: string }): ReactNode => (
  <Form action={action}>
    <HiddenField name="commissioner" value={unit.commissioner} />
    <HiddenField name="bill" value={unit.billSha} />
    <RadioField
      name="event"
      label={`What do you say of ${formatPence(unit.undisputedPence)}?`}
      hint={`In words: ${amountInWords(unit.undisputedPence)}.`}
      options={[
        { value: 'agreed', text: 'Agree that it is paid' },
        { value: 'held', text: 'Hold it', hint: 'Other bills are paid all the same. Say why.' },
      ]}
    />
    <TextField name="words" label="Why it is held" hint="Nothing that names a patient: it is kept for ever." />
    <Button>Say so</Button>
  </Form>
)

/** Who agreed it already has said what there is to say; another word is there all the same. */
const Saying = ({ state, children }: { state: UnitStanding['state']; children: ReactNode }): ReactNode =>
  state === 'agreed' ? <Details summary="Say something else of it">{children}</Details> : children

/** One bill, from billed to what is left to pay, and what was said of it. */
export function UnitBody({ standing, names, practices, block, action }: UnitFacts): ReactNode {
  const { unit, state } = standing
  return (
    <>
      <PageHeading caption={`${formatMonth(unit.month)}, ${names.group(unit.group)}`}>
        {names.of(unit.provider)}
      </PageHeading>
      <SummaryList
        rows={[
          { key: 'Billed', value: exact(unit.billedPence) },
          { key: 'Taken off by rule', value: exact(unit.adjustedPence) },
          { key: 'Held until settled', value: exact(unit.heldPence) },
          { key: 'To pay', value: exact(unit.undisputedPence) },
          { key: 'In words', value: amountInWords(unit.undisputedPence) },
          { key: 'Agreement', value: <Tag tone={tones[state]}>{agreementWords[state]}</Tag> },
        ]}
      />
      <Last standing={standing} />
      {block !== undefined && (
        <Inset>
          <p>{block}</p>
        </Inset>
      )}
      {action !== undefined && block === undefined && (
        <Saying state={state}>
          <AgreeForm standing={standing} action={action} />
        </Saying>
      )}
      <DataTable table={practices} />
    </>
  )
}
