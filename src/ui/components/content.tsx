import { Details as NhsDetails, InsetText, WarningCallout } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { usePage } from '../page-context.ts'

type Tone = 'white' | 'grey' | 'green' | 'aqua-green' | 'blue' | 'purple' | 'pink' | 'red' | 'orange' | 'yellow'

/** The page's one first heading, with the month or organisation it is about above it. */
export const PageHeading = ({ children, caption }: { children: ReactNode; caption?: ReactNode }): ReactNode => (
  <h1 className="nhsuk-heading-l">
    {caption && (
      <>
        <span className="nhsuk-caption-l">
          {caption}
          <span className="nhsuk-u-visually-hidden">: </span>
        </span>
      </>
    )}
    {children}
  </h1>
)

/** A state in a word or two. The word says it; the colour only helps. */
export const Tag = ({ children, tone }: { children: ReactNode; tone?: Tone }): ReactNode => (
  <strong className={tone ? `nhsuk-tag nhsuk-tag--${tone}` : 'nhsuk-tag'}>{children}</strong>
)

export const Details = ({ summary, children }: { summary: ReactNode; children: ReactNode }): ReactNode => (
  <NhsDetails>
    <NhsDetails.Summary>{summary}</NhsDetails.Summary>
    <NhsDetails.Text>{children}</NhsDetails.Text>
  </NhsDetails>
)

export const Inset = ({ children }: { children: ReactNode }): ReactNode => <InsetText>{children}</InsetText>

/** What somebody must not miss before they go on. */
export const Warning = ({ heading, children }: { heading: string; children: ReactNode }): ReactNode => (
  <WarningCallout>
    <WarningCallout.Heading headingLevel="h2">{heading}</WarningCallout.Heading>
    {children}
  </WarningCallout>
)

interface EmptyStateProps {
  readonly title: string
  readonly children: ReactNode
  readonly action?: { readonly text: string; readonly href: string }
}

/** What to do where there is nothing yet. */
export function EmptyState({ title, children, action }: EmptyStateProps): ReactNode {
  const { opens } = usePage()
  return (
    <div className="app-empty">
      <h2 className="nhsuk-heading-m">{title}</h2>
      {children}
      {action && opens(action.href) && (
        <a className="nhsuk-button" href={action.href}>
          {action.text}
        </a>
      )}
    </div>
  )
}

/** A number that matters, what it is, and what a reader must know beside it. */
export interface Figure {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
  readonly href?: string
}

/** Up to four large figures in a row; one under the other on a small screen. */
export function Figures({ figures }: { figures: readonly Figure[] }): ReactNode {
  const { opens } = usePage()
  return (
    <dl className="app-figures">
      {figures.map(({ label, value, note, href }) => (
        <div className="app-figures__figure" key={label}>
          <dt className="app-figures__label">{label}</dt>
          <dd className="app-figures__value">{href && opens(href) ? <a href={href}>{value}</a> : value}</dd>
          {note && <dd className="app-figures__note">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}

/** One step of a working: in words, with the amount it came to. */
export interface Step {
  readonly words: ReactNode
  readonly amount?: ReactNode
}

/** How a figure was reached, step by step, and what it came to. */
export const Steps = ({ steps, result }: { steps: readonly Step[]; result?: Step }): ReactNode => (
  <div className="app-steps">
    <ol className="app-steps__list">
      {steps.map(({ words, amount }, position) => (
        <li className="app-steps__step" key={position}>
          <span className="app-steps__words">{words}</span>
          {amount !== undefined && <span className="app-steps__amount">{amount}</span>}
        </li>
      ))}
    </ol>
    {result && (
      <p className="app-steps__result">
        <span className="app-steps__words">{result.words}</span>
        <span className="app-steps__amount">{result.amount}</span>
      </p>
    )}
  </div>
)
