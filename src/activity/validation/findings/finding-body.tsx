import { identityAddress } from '#activity/identity'
import { type Table, formatMonth, formatPence } from '#shared'
import { DataTable, Figures, PageHeading, SummaryList, type SummaryRow, Tag, Warning } from '#ui'
import type { ReactNode } from 'react'
import { type FindingEvent, deedAlone } from '../answering/finding.ts'
import { whenInWords } from '../answering/when.ts'
import { verdictText } from '../queue/verdict.ts'
import { findingAddress, lineAddress } from './addresses.ts'
import type { Finding } from './finding-facts.ts'
import { FindingForms, type MayDo } from './finding-forms.tsx'
import type { FindingFound } from './finding.view.ts'
import { confidenceWords, lineInWords, stateTones, stateWords, worthInWords } from './finding-words.ts'

export interface FindingShown {
  readonly found: FindingFound
  readonly versions: Table
  readonly rule: { readonly code: string; readonly title: string; readonly why: string }
  readonly names: ReadonlyMap<string, string>
  readonly pods: ReadonlyMap<string, string>
  readonly next: readonly string[]
  readonly may: MayDo
  /** What was not saved, and why. */
  readonly notSaved?: string
}

const named = (code: string, names: ReadonlyMap<string, string>): string =>
  `${names.get(code) ?? 'Name not known'} (${code})`

const LineLink = ({ provider, month, lineId }: Pick<Finding, 'provider' | 'month' | 'lineId'>): ReactNode => (
  <a href={lineAddress(month, provider, lineId)}>{lineId}</a>
)

const lineRows = ({ found: { finding }, names, pods }: FindingShown): SummaryRow[] => [
  finding.lineId === '' ? { key: 'About', value: finding.about } : { key: 'Line', value: <LineLink {...finding} /> },
  ...(finding.lineId === '' ? [] : [{ key: 'What was billed', value: lineInWords(finding, pods) }]),
  { key: 'Provider', value: named(finding.provider, names) },
  { key: 'Practice', value: finding.practice === null ? 'None given' : named(finding.practice, names) },
  ...(finding.other
    ? [
        {
          key: 'The other line',
          value: (
            <>
              <LineLink {...finding.other} />, {formatMonth(finding.other.month)},{' '}
              {named(finding.other.provider, names)}
            </>
          ),
        },
      ]
    : []),
]

const answerRow = ({ answer, verdict, answerWords }: Finding): SummaryRow[] =>
  answer === null || answer === 'answer-withdrawn'
    ? []
    : [
        {
          key: 'The practice says',
          value: answerWords ? `${verdictText(verdict)}: ${answerWords}` : verdictText(verdict),
        },
      ]

const WhoLink = ({ finding, ask }: { finding: Finding; ask: boolean }): ReactNode =>
  ask &&
  finding.lineId !== '' && (
    <p>
      <a href={identityAddress(finding.month, finding.provider, finding.lineId)}>Who the line is about</a>
    </p>
  )

const Money = ({ finding }: { finding: Finding }): ReactNode => (
  <Figures
    figures={[
      { label: 'Billed', value: formatPence(finding.billedPence) },
      ...(finding.pricePence === null ? [] : [{ label: 'Our price', value: formatPence(finding.pricePence) }]),
      { label: 'Value by the rule', value: formatPence(finding.valuePence) },
      { label: 'Counts', value: formatPence(finding.countedPence) },
    ]}
  />
)

const Beside = ({ beside }: Pick<FindingFound, 'beside'>): ReactNode =>
  beside.length > 0 && (
    <>
      <h2 className="nhsuk-heading-m">Also found in this line</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {beside.map((one) => (
          <li key={one.findingId}>
            <a href={findingAddress(one.month, one.findingId)}>
              {one.rule}, finding {one.findingId}
            </a>
            : {stateWords[one.state].toLowerCase()}, {formatPence(one.countedPence)} counts
          </li>
        ))}
      </ul>
    </>
  )

const Event = ({ event }: { event: FindingEvent }): ReactNode => (
  <li>
    <span className="app-timeline__when">{whenInWords(event.at)}</span>
    {deedAlone(event)}
  </li>
)

const Timeline = ({ events }: Pick<FindingFound, 'events'>): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">What was said and decided</h2>
    {events.length === 0 ? (
      <p>Nothing yet.</p>
    ) : (
      <ol className="app-timeline">
        {events.toReversed().map((event) => (
          <Event key={event.eventId} event={event} />
        ))}
      </ol>
    )}
  </>
)

const Next = ({ next }: Pick<FindingShown, 'next'>): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">What can be done next</h2>
    <ul className="nhsuk-list nhsuk-list--bullet">
      {next.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </>
)

/** One finding: what, why, what it is worth, what became of it, and what can be done. */
export function FindingBody(shown: FindingShown): ReactNode {
  const { found, rule, versions, next, may, notSaved } = shown
  const { finding } = found
  return (
    <>
      <PageHeading caption={`${formatMonth(finding.month)}, finding ${finding.findingId}`}>{rule.title}</PageHeading>
      {notSaved && (
        <Warning heading="Not saved">
          <p>{notSaved}</p>
        </Warning>
      )}
      <p>
        <Tag tone={stateTones[finding.state]}>{stateWords[finding.state]}</Tag>{' '}
        <Tag tone="grey">{confidenceWords[finding.confidence]}</Tag>
      </p>
      <p className="nhsuk-lede-text">{finding.words}</p>
      <Money finding={finding} />
      <p>{worthInWords(finding)}</p>
      <SummaryList rows={[...lineRows(shown), ...answerRow(finding), { key: `Rule ${rule.code}`, value: rule.why }]} />
      <WhoLink finding={finding} ask={may.ask} />
      <Next next={next} />
      <FindingForms found={found} may={may} />
      <Beside beside={found.beside} />
      <DataTable table={versions} sortable={false} />
      <Timeline events={found.events} />
    </>
  )
}
