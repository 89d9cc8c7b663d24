import { type FinancialYear, type Table, formatPence, toPence } from '#shared'
import { DataTable, Inset, PageHeading, type Step, Steps, usePage } from '#ui'
import type { ReactNode } from 'react'
import type { ClosedPractice } from '../year/results.view.ts'

const money = (pence: number): ReactNode => <span className="app-money">{formatPence(toPence(pence))}</span>

/** From what was freed up to what the practice may use, step by step. */
function stepsOf(result: ClosedPractice): { steps: Step[]; result: Step } {
  const freedUp = result.plannedPence + result.windfallPence
  const steps: Step[] = [
    { words: 'Budget of the year', amount: money(result.budgetPence) },
    { words: 'Spent, after every credit', amount: money(-result.outturnPence) },
    { words: `Freed up, of which ${formatPence(result.plannedPence)} was planned`, amount: money(freedUp) },
    ...(result.setOffPence > 0
      ? [{ words: 'Makes good overspends of earlier years', amount: money(-result.setOffPence) }]
      : []),
    ...(result.withheldPence > 0
      ? [{ words: 'Withheld: the condition was not met', amount: money(-result.withheldPence) }]
      : []),
    { words: 'The commissioner’s share', amount: money(-result.commissionerPence) },
  ]
  return { steps, result: { words: 'Entitlement', amount: money(result.entitlementPence) } }
}

const Overspent = ({ result }: { result: ClosedPractice }): ReactNode => (
  <Inset>
    <p>
      The practice spent {formatPence(result.overspendPence)} more than it was given. It does not pay this: the
      commissioner bears it, and it is set against later savings.
    </p>
  </Inset>
)

/** Small numbers are held back in the tables; where they are, the working is left out. */
export function ClosedYearBody({
  result,
  year,
  name,
  tables,
}: {
  readonly result: ClosedPractice
  readonly year: FinancialYear
  readonly name: string
  readonly tables: readonly Table[]
}): ReactNode {
  const isShown = usePage().disclosure === 'shown'
  return (
    <>
      <PageHeading caption={name}>Savings of {year}</PageHeading>
      {isShown && (result.overspendPence > 0 ? <Overspent result={result} /> : <Steps {...stepsOf(result)} />)}
      {tables.map((table) => (
        <DataTable key={table.name} table={table} />
      ))}
    </>
  )
}
