import { Button, Form, HiddenField, RadioField, TextField } from '#ui'
import type { ReactNode } from 'react'
import { mayMove } from '../answering/finding.ts'
import { itemCode, undoCode } from '../queue/item-code.ts'
import { verdicts } from '../queue/verdict.ts'
import { findingAddress } from './addresses.ts'
import type { FindingFound } from './finding.view.ts'

export interface MayDo {
  readonly answer: boolean
  readonly decide: boolean
  /** Who the line is about, on the page that keeps who asked. */
  readonly ask: boolean
}

type Found = { readonly found: FindingFound }

const actionOf = ({ finding }: FindingFound, verb: string): string =>
  `${findingAddress(finding.month, finding.findingId)}/${verb}`

const wordsHint = 'Others read it. Nothing that tells who the patient is'

const AnswerForm = ({ found }: Found): ReactNode => {
  const { findingId, lastEventId: seen } = found.finding
  return (
    <Form action={actionOf(found, 'answer')}>
      <HiddenField name="code" value={itemCode({ kind: 'findings', findings: [{ findingId, seen }] })} />
      <RadioField
        name="verdict"
        label="What does your practice say of the line?"
        options={verdicts.map(({ name, text }) => ({ value: name, text }))}
      />
      <TextField name="words" label="Reason and evidence" hint={wordsHint} width={20} />
      <Button>Save the answer</Button>
    </Form>
  )
}

const TakeBackForm = ({ found }: Found): ReactNode => {
  const { findingId, lastEventId: seen } = found.finding
  return (
    <Form action={actionOf(found, 'take-back')}>
      <HiddenField name="undo" value={undoCode({ findings: [{ findingId, seen }], lineAnswers: [] })} />
      <Button kind="secondary">Take the answer back</Button>
    </Form>
  )
}

const Seen = ({ found }: Found): ReactNode => <HiddenField name="seen" value={String(found.finding.lastEventId)} />

const DismissForm = ({ found }: Found): ReactNode => (
  <Form action={actionOf(found, 'dismiss')}>
    <Seen found={found} />
    <TextField name="words" label="Why is it set aside?" hint={wordsHint} width={20} />
    <Button kind="warning">Set the finding aside</Button>
  </Form>
)

const RestoreForm = ({ found }: Found): ReactNode => (
  <Form action={actionOf(found, 'restore')}>
    <Seen found={found} />
    <TextField name="words" label="Why is it taken up again?" hint={wordsHint} width={20} />
    <Button>Take the finding up again</Button>
  </Form>
)

/** What whoever looks can do now, each in a form of its own. */
export const FindingForms = ({ found, may }: Found & { may: MayDo }): ReactNode => {
  const { standing, finding } = found
  const asks = finding.lineId !== '' && finding.confidence !== 'information' && finding.practice !== null
  return (
    <>
      {may.answer && asks && mayMove('answer', standing) && <AnswerForm found={found} />}
      {may.answer && mayMove('withdraw-answer', standing) && <TakeBackForm found={found} />}
      {may.decide && mayMove('dismiss', standing) && <DismissForm found={found} />}
      {may.decide && mayMove('restore', standing) && <RestoreForm found={found} />}
    </>
  )
}
