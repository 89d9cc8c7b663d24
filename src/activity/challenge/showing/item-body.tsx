import { formatDate, formatPence } from '#shared'
import { Button, Form, HiddenField, PageHeading, SummaryList, type SummaryRow, Tag, TextField } from '#ui'
import type { ReactNode } from 'react'
import { quantityOf } from '../model/answer.ts'
import type { Answer } from '../model/challenge.ts'
import { type ItemNow, awaitsUs, isOver } from '../model/standing.ts'
import { decisionWords, stateWords } from '../model/words.ts'
import { itemAddress } from './addresses.ts'
import type { Found } from './found.ts'

const answerRows = (key: string, answer: Answer | null): SummaryRow[] =>
  answer === null
    ? []
    : [
        { key, value: `${decisionWords[answer.decision]}: ${formatPence(answer.acceptedPence)}` },
        ...(answer.quantityThousandths !== null && answer.pricePence !== null
          ? [{ key: 'By', value: `${answer.quantityThousandths / 1000} at ${formatPence(answer.pricePence)}` }]
          : []),
        ...(answer.words ? [{ key: 'In their words', value: answer.words }] : []),
      ]

/** What is claimed, and how it stands. */
export function itemRows(item: ItemNow): SummaryRow[] {
  const { text, tone } = stateWords[item.state]
  return [
    { key: 'State', value: <Tag tone={tone}>{text}</Tag> },
    { key: item.lineId ? 'Line' : 'About', value: item.lineId || item.about },
    { key: 'Activity', value: [item.pod, item.hrg, item.tfc].filter(Boolean).join(' ') || 'Not given' },
    { key: 'Date', value: item.startDate ? formatDate(item.startDate) : 'Not given' },
    { key: 'Rule', value: `${item.rule}: ${item.title}` },
    { key: 'Reason', value: item.words },
    { key: 'Quantity', value: String(quantityOf(item) / 1000) },
    { key: 'Billed', value: formatPence(item.billedPence) },
    { key: 'Claimed', value: formatPence(item.claimedPence) },
    ...answerRows('Answer', item.answer),
    ...(item.ourWords ? [{ key: 'Words of the commissioner', value: item.ourWords }] : []),
    ...(item.settledPence === null ? [] : [{ key: 'Accepted', value: formatPence(item.settledPence) }]),
  ]
}

interface DecisionProps {
  readonly found: Found
  readonly item: ItemNow
  readonly move: string
  readonly text: string
  readonly heading: string
  readonly children?: ReactNode
}

const Decision = ({ found, item, move, text, heading, children }: DecisionProps): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">{heading}</h2>
    <Form action={itemAddress(found.challenge.head.reference, item.itemNo)}>
      <HiddenField name="move" value={move} />
      <HiddenField name="seen" value={String(found.standing.lastEventId)} />
      {children}
      <Button kind={move === 'settle' ? 'primary' : 'secondary'}>{text}</Button>
    </Form>
  </>
)

type Props = Pick<DecisionProps, 'found' | 'item'>

const settleText = ({ answer, state }: ItemNow): string => {
  if (state === 'rejected') return 'Accept the rejection'
  return answer ? `Settle with ${formatPence(answer.acceptedPence)}` : 'Settle'
}

const Settle = (props: Props): ReactNode => (
  <Decision {...props} move="settle" text={settleText(props.item)} heading="Take the answer">
    <HiddenField name="accepted" value={String((props.item.answer?.acceptedPence ?? 0) / 100)} />
  </Decision>
)

const SettleEscalated = (props: Props): ReactNode => (
  <Decision {...props} move="settle" text="Settle" heading="Write down what came of it">
    <TextField
      name="accepted"
      label="What the provider gives back"
      hint={`In pounds, from 0 to ${formatPence(props.item.claimedPence)}`}
      prefix="£"
      width={10}
      numeric
    />
    <TextField name="words" label="How it was decided" hint="Nothing that names a patient." />
  </Decision>
)

const Escalate = (props: Props): ReactNode => (
  <Decision {...props} move="escalate" text="Escalate" heading="Or take it further">
    <TextField
      name="words"
      label="Why"
      hint="What the provider says, and why that is not right. Nothing that names a patient."
    />
  </Decision>
)

const Inform = (props: Props): ReactNode => (
  <Decision {...props} move="give-information" text="Give the information" heading="Answer the question">
    <TextField name="words" label="What the provider needs to know" hint="Nothing that names a patient." />
  </Decision>
)

const Withdraw = (props: Props): ReactNode => (
  <Decision
    {...props}
    move="withdraw"
    text={props.found.standing.sentAt ? 'Withdraw this item' : 'Drop this item'}
    heading={props.found.standing.sentAt ? 'Or withdraw the item' : 'Leave it out'}
  >
    {props.found.standing.sentAt && <TextField name="words" label="Why" hint="The provider reads it." />}
  </Decision>
)

/** What our side can say of an item as it stands. */
export function OurDecisions(props: Props): ReactNode {
  const { item } = props
  if (isOver(item) || props.found.standing.holder === 'nobody') return null
  const asks = item.state === 'more-information'
  return (
    <>
      {awaitsUs(item) && !asks && <Settle {...props} />}
      {item.state === 'escalated' && <SettleEscalated {...props} />}
      {asks && <Inform {...props} />}
      {awaitsUs(item) && item.state !== 'accepted' && <Escalate {...props} />}
      <Withdraw {...props} />
    </>
  )
}

export const ItemHeading = ({ found, item }: Props): ReactNode => (
  <>
    <PageHeading caption={found.challenge.head.reference}>{`Item ${item.itemNo}`}</PageHeading>
    <SummaryList rows={itemRows(item)} />
  </>
)
