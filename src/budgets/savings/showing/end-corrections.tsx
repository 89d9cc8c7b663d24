import { formatPence } from '#shared'
import { Button, Form } from '#ui'
import type { ReactNode } from 'react'
import type { Correction } from '../ledger/corrections.view.ts'

const One = ({ each }: { each: Correction }): ReactNode => (
  <Form action={`/savings/corrections/${each.requestNo}`}>
    <p>
      {each.actor} asks for {formatPence(each.amountPence)} of {each.practice} to be{' '}
      {each.kind === 'reversal' ? `taken back (entry ${each.entryNo})` : 'clawed back'}: {each.words}
    </p>
    <Button kind="secondary" name="outcome" value="posted">
      Post request {each.requestNo}
    </Button>{' '}
    <Button kind="secondary" name="outcome" value="dropped">
      Drop request {each.requestNo}
    </Button>
  </Form>
)

/** What waits for somebody else than whoever asked for it. */
export const EndCorrections = ({ open }: { open: readonly Correction[] }): ReactNode =>
  open.length === 0 ? null : (
    <>
      <h2 className="nhsuk-heading-m">Waiting to be posted by somebody else</h2>
      {open.map((each) => (
        <One key={each.requestNo} each={each} />
      ))}
    </>
  )
