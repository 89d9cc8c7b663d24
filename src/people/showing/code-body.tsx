import { Inset, PageHeading } from '#ui'
import type { ReactNode } from 'react'
import { personAddress } from './tables.ts'

interface CodeBodyProps {
  readonly heading: string
  readonly name: string
  readonly code: string
  readonly personId: string
}

/** A code by which somebody chooses a passphrase. It stands on this page alone, once. */
export const CodeBody = ({ heading, name, code, personId }: CodeBodyProps): ReactNode => (
  <>
    <PageHeading>{heading}</PageHeading>
    <p>Give {name} this code, in person or on the telephone. With it they choose a passphrase; then it is used up.</p>
    <Inset>
      <p>
        <code className="app-code">{code}</code>
      </p>
    </Inset>
    <p>It is shown here once and kept nowhere. When it is lost, make a new one on the page of the person.</p>
    <p>
      <a href={personAddress(personId)}>Go on to the page of {name}, and give a post</a>
    </p>
  </>
)
