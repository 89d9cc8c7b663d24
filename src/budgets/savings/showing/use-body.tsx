import { type Pence, formatDate, formatPence } from '#shared'
import { Button, Form, HiddenField, PageHeading, RadioField, SummaryList, Tag, TextField, Details } from '#ui'
import type { ReactNode } from 'react'
import { purposeTitle, savingsPolicy } from '../policy/savings-policy.view.ts'
import { type Barred, type Body, type Stage, type Use, dueOn, isOpen } from '../use/use.ts'
import { bodyWords, kindWords, saidWords, stageWords } from '../use/use-words.ts'
import { whenWords } from '../words/when.ts'
import { useAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

export interface UseFacts {
  readonly use: Use
  readonly stage: Stage
  readonly names: Names
  /** In whose name the asker may decide now. */
  readonly decides: Body | undefined
  readonly barred: Barred | undefined
  readonly mayWithdraw: boolean
  readonly mayDraw: boolean
  /** What is left of the practice's entitlements and promised to no other use; nothing where it is not for the asker to see. */
  readonly leftPence: Pence | undefined
}

const tones = {
  group: 'blue',
  executive: 'blue',
  board: 'blue',
  approved: 'green',
  refused: 'red',
  withdrawn: 'grey',
} as const

const sayers = {
  proposer: 'Proposer said',
  group: 'Group said',
  executive: 'Executive said',
  board: 'Board said',
} as const

const money = (pence: Pence): ReactNode => <span className="app-money">{formatPence(pence)}</span>

const Facts = ({ use, stage, names, leftPence }: UseFacts): ReactNode => (
  <SummaryList
    rows={[
      { key: 'State', value: <Tag tone={tones[stage]}>{stageWords[stage]}</Tag> },
      { key: 'Amount', value: money(use.amountPence) },
      { key: 'Drawn so far', value: money(use.drawnPence) },
      ...(leftPence === undefined ? [] : [{ key: 'Left to promise to it', value: money(leftPence) }]),
      { key: 'Purpose', value: purposeTitle(use.purpose) },
      { key: 'What patients have of it', value: use.words },
      { key: 'From the savings of', value: use.year },
      { key: 'How it came', value: kindWords[use.kind] },
      ...(use.caseReference ? [{ key: 'Business case', value: use.caseReference }] : []),
      { key: 'Group', value: names.group(use.group) },
      { key: 'Proposed by', value: `${use.actor}, ${whenWords(use.at)}` },
      ...(isOpen(stage)
        ? [{ key: 'To be decided by', value: formatDate(dueOn(use, savingsPolicy().decision_days)) }]
        : []),
      ...use.events.map(({ body, event, words, actor, at }) => ({
        key: sayers[body],
        value: `${actor} ${saidWords[event]}, ${whenWords(at)}${words ? `: ${words}` : ''}`,
      })),
    ]}
  />
)

const barredWords: Readonly<Record<Barred, string>> = {
  proposer: 'You proposed this use: somebody else decides about it.',
  conflict: 'You declared a conflict of interest and have left this decision.',
  decided: 'You have decided about this use: the next body decides by somebody else.',
}

const Decide = ({ use, body }: { use: Use; body: Body }): ReactNode => (
  <Form action={`${useAddress(use.useNo)}/${body === 'group' ? 'agree' : 'approve'}`}>
    <HiddenField name="body" value={body} />
    <RadioField
      name="decision"
      label={`What does ${bodyWords[body]} say of ${formatPence(use.amountPence)}?`}
      options={[
        { value: 'agreed', text: 'Agree' },
        { value: 'refused', text: 'Refuse', hint: 'Say why.' },
        {
          value: 'conflict',
          text: 'Leave the decision: I have a conflict of interest',
          hint: 'For whoever would give the service, or gives a rival one. Say what it is. It cannot be taken back.',
        },
      ]}
    />
    <TextField name="words" label="Words" hint="Nothing that names a patient: it is kept for ever." />
    <Button>Say so</Button>
  </Form>
)

const DrawForm = ({ use }: { use: Use }): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">Draw for this use</h2>
    <Form action={`${useAddress(use.useNo)}/draw`}>
      <TextField name="pounds" label="Amount" prefix="£" width={10} numeric />
      <TextField name="words" label="What is paid" hint="An invoice or an order; nothing that names a patient." />
      <Button>Draw</Button>
    </Form>
  </>
)

const Withdraw = ({ use }: { use: Use }): ReactNode => (
  <Details summary="Take this use back">
    <Form action={`${useAddress(use.useNo)}/withdraw`}>
      <TextField name="words" label="Why it is taken back" />
      <Button kind="warning">Take it back</Button>
    </Form>
  </Details>
)

/** A use, what was said of it, and the next step for whoever may take it. */
export function UseBody(facts: UseFacts): ReactNode {
  const { use, names, decides, barred, mayWithdraw, mayDraw } = facts
  return (
    <>
      <PageHeading caption={`Use ${use.useNo}, ${names.of(use.practice)}`}>{use.title}</PageHeading>
      <Facts {...facts} />
      {decides && barred && <p>{barredWords[barred]}</p>}
      {decides && !barred && <Decide use={use} body={decides} />}
      {mayDraw && <DrawForm use={use} />}
      {mayWithdraw && <Withdraw use={use} />}
    </>
  )
}
