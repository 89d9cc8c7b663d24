import { formatDate, formatPence } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  FileField,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  RadioField,
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import { quantityOf } from '../model/answer.ts'
import { decisions } from '../model/challenge.ts'
import { deadlineWords } from '../model/clock.ts'
import { type ItemNow, awaitsProvider } from '../model/standing.ts'
import { decisionWords } from '../model/words.ts'
import { challengeAddress, replyAddress } from './addresses.ts'
import type { ChallengeFacts } from './challenge-body.tsx'
import { itemsOnPage } from './items-table.ts'

export const fileHint =
  'The CSV or Excel file of this challenge with its last four columns filled in. Nothing is taken unless all of it is right.'

/** Where a provider sends the file back. */
export const ReplyFileForm = ({ action }: { action: string }): ReactNode => (
  <Form action={action} files>
    <FileField name="file" label="Reply file" hint={fileHint} accept=".csv,.xlsx" />
    <Button kind="secondary">Send the file</Button>
  </Form>
)

const Acknowledge = ({ reference }: { reference: string }): ReactNode => (
  <Form action={challengeAddress(reference, 'acknowledge')}>
    <Button kind="secondary">Say that it reached us</Button>
  </Form>
)

const SendLink = ({ reference, saved }: { reference: string; saved: number }): ReactNode =>
  saved > 0 && (
    <p>
      <a className="nhsuk-button" href={challengeAddress(reference, 'submit')}>
        Look over and send {saved === 1 ? 'the answer' : `the ${saved} answers`}
      </a>
    </p>
  )

/** A provider’s own page of a challenge: what waits, what is saved, and both ways to answer. */
export function ReplyBody({ facts }: { facts: ChallengeFacts }): ReactNode {
  const { challenge, standing, deadline } = facts.one
  const { reference } = challenge.head
  const waiting = standing.items.filter(awaitsProvider)
  const saved = waiting.filter(({ saved: answer }) => answer !== null).length
  const first = waiting.find(({ saved: answer }) => answer === null)
  return (
    <>
      <PageHeading caption={reference}>Answer the challenge</PageHeading>
      <Inset>
        <p>
          {waiting.length === 0
            ? 'Nothing waits for your answer.'
            : `${saved} of ${waiting.length} answers are saved. Nothing is sent before you say so.`}
          {deadline &&
            waiting.length > 0 &&
            ` You are to ${deadlineWords[deadline.what]} by ${formatDate(deadline.due)}.`}
        </p>
      </Inset>
      {standing.stage === 'sent' && <Acknowledge reference={reference} />}
      <SendLink reference={reference} saved={saved} />
      {first && (
        <p>
          <a href={replyAddress(reference, first.itemNo)}>Answer item {first.itemNo}</a>
        </p>
      )}
      <DataTable table={itemsOnPage(facts.items)} exportable={false} />
      <DownloadLinks table={facts.items} label="The table above, with all columns" />
      <h2 className="nhsuk-heading-m">Or answer by file</h2>
      <DownloadLinks table={facts.exchange} label="Items as the file to fill in" />
      {waiting.length > 0 && <ReplyFileForm action={challengeAddress(reference, 'reply-file')} />}
    </>
  )
}

const options = decisions.map((value) => ({ value, text: decisionWords[value] }))

/** The form for one item; what was saved stands in it. */
export function AnswerForm({ reference, item, seen }: { reference: string; item: ItemNow; seen: number }): ReactNode {
  return (
    <Form action={replyAddress(reference, item.itemNo)}>
      <HiddenField name="seen" value={String(seen)} />
      <RadioField name="decision" label="Your answer" options={options} />
      <TextField
        name="quantity"
        label="Quantity that you accept"
        hint={`Only with a part: at most ${quantityOf(item) / 1000}`}
        width={5}
        numeric
      />
      <TextField
        name="price"
        label="What you give back for each"
        hint={`Only with a part, in pounds: all together at most ${formatPence(item.claimedPence)}`}
        prefix="£"
        width={10}
        numeric
      />
      <TextField
        name="words"
        label="Why, or what you need to know"
        hint="Needed where you reject or ask. Nothing that names a patient."
      />
      <Button>Save and go on</Button>
    </Form>
  )
}
