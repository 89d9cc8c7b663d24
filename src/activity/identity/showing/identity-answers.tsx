import { formatDate } from '#shared'
import { Inset, SummaryList } from '#ui'
import type { ReactNode } from 'react'
import type { IdentityChecked } from '../asking/check-identity.command.ts'
import type { Identity } from '../asking/open-identity.command.ts'
import { lineAddress } from './addresses.ts'
import { AskedHeading, type FormFacts } from './identity-form.tsx'

type Facts = Pick<FormFacts, 'asked' | 'providerName'>

/** 9990000018 as people read it: 999 000 0018. */
export const spacedNumber = (digits: string): string => digits.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')

const BackToLine = ({ asked }: Pick<Facts, 'asked'>): ReactNode => (
  <p>
    <a href={lineAddress(asked.month, asked.provider, asked.lineId)}>Back to the line</a>
  </p>
)

/** Who a line is about. It is on no paper: what is printed says only that it was left out. */
export const OpenedBody = ({ facts, identity }: { facts: Facts; identity: Identity }): ReactNode => (
  <>
    <AskedHeading facts={facts}>Who this line is about</AskedHeading>
    <div className="app-not-printed">
      <SummaryList
        rows={[
          { key: 'NHS number', value: spacedNumber(identity.nhsNumber) },
          { key: 'Date of birth', value: identity.birthDate ? formatDate(identity.birthDate) : 'Not given' },
        ]}
      />
    </div>
    <Inset>
      <p>
        That you asked, and why, is in the journal. This page is not kept by your browser and does not print. Look the
        patient up in your own records; do not copy the number into a message, an invoice or a file.
      </p>
    </Inset>
    <BackToLine asked={facts.asked} />
  </>
)

/** Yes or no, in words. */
export const CheckedBody = ({ facts, checked }: { facts: Facts; checked: IdentityChecked }): ReactNode => (
  <>
    <AskedHeading facts={facts}>{checked.answer === 'yes' ? 'Yes' : 'No'}</AskedHeading>
    <p>{checked.words}</p>
    <Inset>
      <p>That you asked, and why, is in the journal. The number that you typed is in no record.</p>
    </Inset>
    <BackToLine asked={facts.asked} />
  </>
)

/** The line can be seen, and there is no number to show. */
export const NoNumberBody = ({ facts, words }: { facts: Facts; words: string }): ReactNode => (
  <>
    <AskedHeading facts={facts}>No number to show</AskedHeading>
    <p>{words}</p>
    <BackToLine asked={facts.asked} />
  </>
)
