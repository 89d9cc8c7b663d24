import type { JournalHead } from '#platform'
import { Inset } from '#ui'
import type { ReactNode } from 'react'

/** Where the journal ends, to be written down, and how anybody finds out later whether it is still whole. */
export const HeadNote = ({ head }: { head: JournalHead | undefined }): ReactNode =>
  head && (
    <Inset>
      <p>
        The journal ends with record {head.seq}. Its hash is <code className="app-hash">{head.hash}</code>
      </p>
      <p>
        Write the number and the hash down elsewhere, on paper or in a letter. Whoever keeps the machine can run{' '}
        <code>locality verify</code> at any time: it reads every record again and names the first that was changed,
        taken away or put in. When record {head.seq} then has another hash, the journal was rewritten.
      </p>
    </Inset>
  )
