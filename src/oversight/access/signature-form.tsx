import type { JournalHead } from '#platform'
import { type Month, formatMonth } from '#shared'
import type { ReactNode } from 'react'

const lines = ['What was looked into, and what came of it', 'Name', 'Post', 'Date', 'Signature']

/** For paper: who looked at the report, and where the journal ended when it was printed. */
export const SignatureForm = ({ month, head }: { month: Month; head?: JournalHead }): ReactNode => (
  <section className="app-signature" aria-labelledby="signature">
    <h2 className="nhsuk-heading-m" id="signature">
      Reviewed for {formatMonth(month)}
    </h2>
    <p className="app-signature__hint">Print this page to sign it; on paper it has no menus and no buttons.</p>
    <dl>
      {lines.map((line) => (
        <div className="app-signature__line" key={line}>
          <dt>{line}</dt>
          <dd>
            <span className="nhsuk-u-visually-hidden">to be filled in on paper</span>
          </dd>
        </div>
      ))}
    </dl>
    {head && (
      <p>
        When this was printed the journal ended with record {head.seq}, hash{' '}
        <code className="app-hash">{head.hash}</code>
      </p>
    )}
  </section>
)
