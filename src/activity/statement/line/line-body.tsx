import type { Vocabulary } from '#platform'
import { type Table, formatMonth, formatPence } from '#shared'
import { DataTable, Figures, PageHeading, Steps, SummaryList, Tag } from '#ui'
import type { ReactNode } from 'react'
import { linesAddress } from '../shape/addresses.ts'
import { factsInWords } from './fact-words.ts'
import { lineMoney } from './line-words.ts'
import type { LineFound } from './line.view.ts'

function Working({ found, price }: { found: LineFound; price: string }): ReactNode {
  const { working } = found
  if (!working || working.steps.length === 0) return <p>There is no working to show.</p>
  const steps = working.steps.map(({ words, pence }) => ({
    words,
    amount: pence === undefined ? undefined : formatPence(pence),
  }))
  return (
    <Steps steps={steps} result={working.pricePence === null ? undefined : { words: 'Our price', amount: price }} />
  )
}

/** The versions of a line that are not the one that counts say so before anything else. */
const Superseded = ({ found }: { found: LineFound }): ReactNode =>
  !found.counts && (
    <p>
      <Tag tone="grey">Replaced</Tag> A later delivery replaced this version; it counts in no figure.
    </p>
  )

interface LineBodyProps {
  readonly found: LineFound
  readonly words: Vocabulary
  /** Said on every line alike to whoever is not the practice. */
  readonly codesNote: string | undefined
  /** What was found in it; nothing for whoever may not read findings. */
  readonly findings: Table | undefined
  /** Where it is asked who the line is about, by whoever may. */
  readonly whoAddress: string | undefined
}

/** One line: its money, how the price was made, what is known of it, and its versions. */
export function LineBody({ found, words, codesNote, whoAddress, findings }: LineBodyProps): ReactNode {
  const { facts, month, history, names } = found
  const money = lineMoney(facts)
  const practice = facts.practice === null ? undefined : String(facts.practice)
  return (
    <>
      <PageHeading caption={`${formatMonth(month)}, ${names.organisation(String(facts.provider))}`}>
        Line {facts.line_id}
      </PageHeading>
      <Superseded found={found} />
      <Figures
        figures={[
          { label: 'Billed', value: money.billed },
          { label: 'Our price', value: money.price },
          { label: 'Difference', value: money.difference, note: money.verdict },
        ]}
      />
      {findings && findings.rows.length > 0 && <DataTable table={findings} sortable={false} />}
      <h2 className="nhsuk-heading-m">How the price was made</h2>
      <Working found={found} price={money.price} />
      <h2 className="nhsuk-heading-m">What was billed</h2>
      <SummaryList rows={factsInWords(facts, words, names).map(({ label, value }) => ({ key: label, value }))} />
      {codesNote && <p className="nhsuk-hint">{codesNote}</p>}
      {whoAddress && (
        <p>
          <a href={whoAddress}>Who this line is about</a>
        </p>
      )}
      <DataTable table={history} sortable={false} />
      {practice && (
        <p>
          <a href={linesAddress(month, { practice })}>
            Every line of this {words.word('practice')} in {formatMonth(month)}
          </a>
        </p>
      )}
    </>
  )
}
