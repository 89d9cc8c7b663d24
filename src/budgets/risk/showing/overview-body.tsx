import { type Scope, type Table, formatPounds, mayDo } from '#shared'
import { Button, DataTable, EmptyState, type Figure, Figures, Form, Inset, PageHeading, SummaryList } from '#ui'
import type { ReactNode } from 'react'
import { claimedPence } from '../claims/pool-year.view.ts'
import { yearsWords } from '../simulation/summary.ts'
import {
  capital,
  contributionWords,
  linesWords,
  payersWords,
  percentWords,
  stopLossWords,
  surplusWords,
  triggerWords,
} from '../terms/terms-words.ts'
import type { SetTerms } from '../terms/terms.view.ts'
import { riskAddress, simulationAddress } from './addresses.ts'
import type { Overview } from './overview.view.ts'
import { RiskLinks } from './risk-links.tsx'

/** The rules of the pool as a list of facts. */
export const TermsList = ({ set: { terms, fromYear, words, actor } }: { set: SetTerms }): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Who pays in', value: capital(payersWords(terms)) },
      { key: 'What fills the pool', value: capital(contributionWords(terms.contribution)) },
      { key: 'What is covered', value: capital(linesWords(terms)) },
      { key: 'What triggers a claim', value: capital(triggerWords(terms.trigger)) },
      {
        key: 'What the pool pays',
        value: `${percentWords(terms.paysBasisPoints)} of what lies beyond, while it lasts; then each the same share`,
      },
      { key: 'Stop-loss', value: capital(stopLossWords(terms)) },
      { key: 'What is left', value: capital(surplusWords(terms).replace(/^is /, '')) },
      { key: 'Set', value: `From ${fromYear} on by ${actor}: ${words}` },
    ]}
  />
)

function figuresOf({ found, simulation, year }: Overview, shown: boolean): Figure[] {
  if (!found) return []
  const { pool, standings, payout } = found
  const need = simulation?.answer.at.find(({ perMille }) => perMille === simulation.asked.perMille)
  return [
    {
      label: 'The pool holds',
      value: formatPounds(pool.holdsPence),
      note:
        pool.carriedPence > 0
          ? `of it ${formatPounds(pool.carriedPence)} from the year before`
          : 'paid in for this year',
    },
    ...(shown
      ? [
          {
            label: payout ? 'Paid out' : 'Claimed so far',
            value: formatPounds(payout?.paidPence ?? claimedPence(standings)),
            note: payout ? `of ${formatPounds(payout.allowedPence)} allowed` : 'by the practices that you see',
            href: riskAddress(year, 'claims'),
          },
        ]
      : []),
    ...(need
      ? [
          {
            label: `Suffices in ${yearsWords(need.perMille)}`,
            value: formatPounds(need.pence),
            note: 'by the latest simulation',
            href: simulationAddress(simulation!.simulationNo),
          },
        ]
      : []),
  ]
}

const FillForm = ({ of }: { of: Overview }): ReactNode => (
  <Form action={`${riskAddress(of.year)}/fill`}>
    <Button>{of.found ? 'Fill the pool again' : 'Fill the pool'}</Button>
  </Form>
)

export interface OverviewFacts {
  readonly of: Overview
  readonly scope: Scope
  readonly contributions?: Table
  readonly planned?: Table
  readonly warnings: Table
  readonly exclusions?: Table
}

const NoTerms = ({ of, maySet }: { of: Overview; maySet: boolean }): ReactNode => (
  <EmptyState
    title={`No terms hold for ${of.year}`}
    action={{ text: 'Set the terms of the pool', href: riskAddress(of.year, 'terms') }}
  >
    <p>
      {maySet
        ? 'Terms say who pays into the pool, what triggers a claim, and what is not charged to practices.'
        : 'The finance lead sets them: who pays into the pool, what triggers a claim, and what is not charged to practices.'}
    </p>
  </EmptyState>
)

/** A year’s risk: the pool and what became of it, by which rules, who is too small, and what comes next. */
export function OverviewBody({ of, scope, contributions, planned, warnings, exclusions }: OverviewFacts): ReactNode {
  const maySet = mayDo(scope, 'budget.set')
  const figures = figuresOf(of, scope.smallNumbers === 'shown')
  return (
    <>
      <PageHeading caption={of.year}>Sharing the risk</PageHeading>
      <RiskLinks year={of.year} here="" />
      {figures.length > 0 && <Figures figures={figures} />}
      {of.set ? <TermsList set={of.set} /> : <NoTerms of={of} maySet={maySet} />}
      {of.set && of.obstacle !== undefined && (
        <Inset>
          <p>{of.obstacle}</p>
        </Inset>
      )}
      {of.set && !of.found && !maySet && (
        <Inset>
          <p>The pool of {of.year} is not filled yet.</p>
        </Inset>
      )}
      {contributions && <DataTable table={contributions} empty="Nobody whom you see pays in." />}
      {planned && (
        <>
          <h2 className="nhsuk-heading-m">
            {of.found ? 'The terms or the budget changed since the pool was filled' : 'The pool is not filled yet'}
          </h2>
          <DataTable table={planned} />
          <FillForm of={of} />
        </>
      )}
      <DataTable table={warnings} empty="Nobody is too small." sortable={false} />
      {exclusions && <DataTable table={exclusions} empty="Nothing is excluded." sortable={false} />}
    </>
  )
}
