import {
  type FinancialYear,
  type Scope,
  type Table,
  addPence,
  dayInLondon,
  formatDate,
  formatPence,
  formatPounds,
  mayDo,
} from '#shared'
import {
  Button,
  DataTable,
  Details,
  Figures,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  SummaryList,
  Tag,
  TextField,
  Warning,
} from '#ui'
import type { ReactNode } from 'react'
import { type Decision, type Standing, claimKindWords, claimStateWords } from '../claims/claim.ts'
import { payable } from '../claims/pay-out.command.ts'
import { type PoolYear, claimedPence } from '../claims/pool-year.view.ts'
import { claimAddress, riskAddress } from './addresses.ts'
import { RiskLinks } from './risk-links.tsx'

const PayOut = ({ year, found }: { year: FinancialYear; found: PoolYear }): ReactNode => {
  const due = payable(found)
  const total = addPence(...due.map(({ paidPence }) => paidPence))
  const isShort = due.some(({ decision, paidPence }) => paidPence < decision.allowedPence)
  return (
    <Warning heading="Pay the pool out">
      <p>
        {due.length === 1 ? 'One claim is' : `${due.length} claims are`} allowed, and {formatPence(total)} of them would
        be paid.
        {isShort && ' The pool holds less than was allowed, so each gets the same share.'} It is done once, by somebody
        who decided none of them.
      </p>
      <Form action={`${riskAddress(year, 'claims')}/pay`}>
        <HiddenField name="total" value={String(total)} />
        <Button>Pay out {formatPence(total)}</Button>
      </Form>
    </Warning>
  )
}

export interface ClaimsFacts {
  readonly year: FinancialYear
  readonly found: PoolYear
  readonly table: Table
  readonly scope: Scope
}

const isOpen = ({ state }: Standing): boolean => state !== 'allowed' && state !== 'refused'

/** A year’s claims, what the pool holds for them, and its paying out. */
export function ClaimsBody({ year, found, table, scope }: ClaimsFacts): ReactNode {
  const { pool, standings, payout, areCostsOld, costs } = found
  const open = standings.filter(isOpen).length
  const mayPay = mayDo(scope, 'budget.approve') && !payout && open === 0 && payable(found).length > 0
  return (
    <>
      <PageHeading caption={year}>Claims on the pool</PageHeading>
      <RiskLinks year={year} here="claims" />
      {scope.smallNumbers === 'shown' && (
        <Figures
          figures={[
            { label: 'The pool holds', value: formatPounds(pool.holdsPence) },
            {
              label: 'Claimed',
              value: formatPounds(claimedPence(standings)),
              note: open === 0 ? 'all decided' : `${open} to be decided`,
            },
            ...(payout
              ? [
                  {
                    label: 'Paid out',
                    value: formatPounds(payout.paidPence),
                    note: `by ${payout.actor}, ${formatDate(dayInLondon(payout.at))}`,
                  },
                ]
              : []),
          ]}
        />
      )}
      {(areCostsOld || !costs) && (
        <Inset>
          <p>
            {costs ? 'What patients cost was added up under other terms.' : 'What patients cost is not added up yet.'}{' '}
            Until it is, no stop-loss and no exclusion is in these claims.
          </p>
        </Inset>
      )}
      <DataTable table={table} empty="Nobody whom you see may claim anything." />
      {mayPay && <PayOut year={year} found={found} />}
    </>
  )
}

const tones = { undecided: 'blue', allowed: 'green', refused: 'grey', changed: 'yellow', gone: 'grey' } as const

const Decide = ({ year, standing }: { year: FinancialYear; standing: Standing }): ReactNode => {
  const { practice, kind, claim, state } = standing
  const action = claimAddress(year, practice, kind)
  return (
    <>
      {state !== 'allowed' && (
        <Form action={action}>
          <HiddenField name="event" value="allowed" />
          <HiddenField name="mark" value={claim!.mark} />
          <Button>Allow {formatPence(claim!.pence)}</Button>
        </Form>
      )}
      {state !== 'refused' && (
        <Details summary="Refuse this claim">
          <Form action={action}>
            <HiddenField name="event" value="refused" />
            <HiddenField name="mark" value={claim!.mark} />
            <TextField name="words" label="Why it is refused" hint="The practice will read it" />
            <Button kind="warning">Refuse the claim</Button>
          </Form>
        </Details>
      )}
    </>
  )
}

const decidedWords = ({ event, actor, at, claimedPence: claimed, words }: Decision): string =>
  `${event === 'allowed' ? 'Allowed' : 'Refused'} by ${actor} on ${formatDate(dayInLondon(at))}, when it came to ${formatPence(claimed)}` +
  (words === null ? '.' : `: ${words}`)

export interface ClaimFacts {
  readonly year: FinancialYear
  readonly standing: Standing
  readonly name: string
  readonly working: Table
  readonly decisions: readonly Decision[]
  readonly mayDecide: boolean
}

/** One claim: its working, what was said of it, and the decision. */
export const ClaimBody = ({ year, standing, name, working, decisions, mayDecide }: ClaimFacts): ReactNode => (
  <>
    <PageHeading caption={`${name}, ${year}`}>{claimKindWords[standing.kind]}</PageHeading>
    <SummaryList
      rows={[
        { key: 'State', value: <Tag tone={tones[standing.state]}>{claimStateWords[standing.state]}</Tag> },
        ...decisions.map((decision, at) => ({
          key: at === decisions.length - 1 ? 'Decided' : 'Before',
          value: decidedWords(decision),
        })),
      ]}
    />
    <DataTable table={working} sortable={false} />
    {mayDecide && standing.claim && <Decide year={year} standing={standing} />}
  </>
)
