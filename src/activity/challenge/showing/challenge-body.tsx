import { formatDate, formatMonth, formatPence } from '#shared'
import {
  Button,
  DataTable,
  Details,
  DownloadLinks,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  SummaryList,
  type SummaryRow,
  Tag,
  TextField,
  Warning,
} from '#ui'
import type { ReactNode } from 'react'
import type { Table } from '#shared'
import { deadlineWords } from '../model/clock.ts'
import { moneyInWords } from '../model/money-in-words.ts'
import { holderWords, snapshotWords, stageWords } from '../model/words.ts'
import { challengeAddress, replyAddress } from './addresses.ts'
import type { Listed } from './challenges-table.ts'
import { itemsOnPage } from './items-table.ts'

export interface ChallengeFacts {
  readonly one: Listed
  readonly names: ReadonlyMap<string, string>
  readonly items: Table
  readonly exchange: Table
  readonly timeline: Table
  readonly maySend: boolean
  readonly mayReply: boolean
  /** Practices’ answers to what is in it: how many of how many. */
  readonly answered: { readonly of: number; readonly answered: number }
}

function factRows({ one, names }: ChallengeFacts): SummaryRow[] {
  const { head } = one.challenge
  const { standing, deadline } = one
  const { text, tone } = stageWords[standing.stage]
  return [
    { key: 'Stage', value: <Tag tone={tone}>{text}</Tag> },
    { key: 'With', value: holderWords[standing.holder] },
    ...(deadline ? [{ key: 'Due', value: `${formatDate(deadline.due)}, to ${deadlineWords[deadline.what]}` }] : []),
    { key: 'Provider', value: names.get(head.provider) ?? head.provider },
    { key: 'Commissioner', value: names.get(head.commissioner) ?? head.commissioner },
    { key: 'Bill', value: `${formatMonth(head.month)}, ${snapshotWords[head.snapshot]}` },
    { key: 'Contract', value: head.contract ?? 'None on file; the usual days to answer hold' },
    { key: 'Claimed', value: `${formatPence(standing.claimedPence)} (${moneyInWords(standing.claimedPence)})` },
    { key: 'Accepted so far', value: formatPence(standing.settledPence) },
  ]
}

const Late = ({ one: { deadline, standing } }: ChallengeFacts): ReactNode =>
  deadline &&
  deadline.daysLate > 0 && (
    <Warning heading="Overdue">
      <p>
        {standing.holder === 'us' ? 'We were' : 'The provider was'} to {deadlineWords[deadline.what]} by{' '}
        {formatDate(deadline.due)}.
      </p>
    </Warning>
  )

interface MoveProps {
  readonly facts: ChallengeFacts
  readonly move: string
  readonly text: string
  readonly words?: string
}

const Move = ({ facts: { one }, move, text, words }: MoveProps): ReactNode => (
  <Form action={challengeAddress(one.challenge.head.reference, 'moves')}>
    <HiddenField name="move" value={move} />
    <HiddenField name="seen" value={String(one.standing.lastEventId)} />
    {words && <TextField name="words" label={words} />}
    <Button kind="secondary">{text}</Button>
  </Form>
)

const Query = ({ facts }: { facts: ChallengeFacts }): ReactNode => {
  const { answered, of } = facts.answered
  return (
    <Inset>
      <p>
        The practices have answered {answered} of {of} findings in it. It can be sent at any time.
      </p>
      <Move facts={facts} move="end-query" text="Wait for them no longer" />
    </Inset>
  )
}

/** What can be done with a draft. */
const DraftActions = ({ facts }: { facts: ChallengeFacts }): ReactNode => (
  <>
    <p>
      <a className="nhsuk-button" href={challengeAddress(facts.one.challenge.head.reference, 'send')}>
        Send it to the provider
      </a>
    </p>
    {facts.one.standing.stage === 'draft' ? (
      <Move facts={facts} move="ask-practices" text="Wait for the practices first" />
    ) : (
      <Query facts={facts} />
    )}
  </>
)

const settleWords = (accepted: number): string =>
  accepted === 1 ? 'Settle what was accepted in full' : `Settle all ${accepted} that were accepted in full`

function OurActions({ facts }: { facts: ChallengeFacts }): ReactNode {
  const { standing } = facts.one
  if (standing.holder === 'nobody') return null
  const accepted = standing.items.filter(({ state }) => state === 'accepted')
  return (
    <>
      {!standing.sentAt && <DraftActions facts={facts} />}
      {accepted.length > 0 && <Move facts={facts} move="settle-accepted" text={settleWords(accepted.length)} />}
      <Details summary="Withdraw the challenge">
        <p>Everything in it that is not settled is open again, and can be challenged anew.</p>
        <Move
          facts={facts}
          move="withdraw"
          text="Withdraw"
          words="Why, for the provider and for those who come after"
        />
      </Details>
    </>
  )
}

const ProviderActions = ({ facts: { one } }: { facts: ChallengeFacts }): ReactNode =>
  one.standing.holder === 'provider' && (
    <p>
      <a className="nhsuk-button" href={replyAddress(one.challenge.head.reference)}>
        Answer it
      </a>
    </p>
  )

/** A challenge: where it stands, what can be done, its items and its story. */
export const ChallengeBody = ({ facts }: { facts: ChallengeFacts }): ReactNode => {
  const { reference } = facts.one.challenge.head
  return (
    <>
      <PageHeading caption="Challenge">{reference}</PageHeading>
      <Late {...facts} />
      <SummaryList rows={factRows(facts)} />
      {facts.maySend && <OurActions facts={facts} />}
      {facts.mayReply && <ProviderActions facts={facts} />}
      <p>
        <a href={challengeAddress(reference, 'letter')}>Read the letter</a> ·{' '}
        <a href={challengeAddress(reference, 'letter.pdf')}>Letter as PDF</a>
      </p>
      <DownloadLinks table={facts.exchange} label="Items as the file that goes out and comes back" />
      <DataTable table={itemsOnPage(facts.items)} exportable={false} />
      <DownloadLinks table={facts.items} label="The table above, with all columns" />
      <DataTable table={facts.timeline} sortable={false} />
    </>
  )
}
