import { type Pence, type Table, formatMonth, formatPence } from '#shared'
import { Button, CheckboxField, DataTable, Form, HiddenField, Inset, PageHeading } from '#ui'
import type { ReactNode } from 'react'
import { moneyInWords, numberInWords } from '../model/money-in-words.ts'
import { snapshotWords } from '../model/words.ts'
import type { Bundle } from '../putting/claimable.ts'
import { type Proposal, claimedOf } from '../putting/proposal.view.ts'
import type { RuleClaim } from './proposal-tables.ts'

export interface NewFacts {
  readonly proposal: Proposal
  readonly claims: readonly RuleClaim[]
  readonly providerName: string
  readonly tables: { readonly claims: Table; readonly leftOut: Table }
}

const Whose = ({ bundle }: { bundle: Bundle }): ReactNode => (
  <>
    {Object.entries({ ...bundle }).map(([name, value]) => (
      <HiddenField key={name} name={name} value={String(value)} />
    ))}
  </>
)

export const bundleOf = ({ commissioner, provider, month, snapshot }: Bundle): Bundle => ({
  commissioner,
  provider,
  month,
  snapshot,
})

const Tolerance = ({ tolerance, claimed }: { tolerance: Pence; claimed: Pence }): ReactNode =>
  tolerance > claimed && (
    <Inset>
      <p>
        The contract says that challenges of less than {formatPence(tolerance)} are not sent. You can draft it, and it
        stays a draft.
      </p>
    </Inset>
  )

const past = ({ settled, acceptedPercent }: RuleClaim): string =>
  settled === 0
    ? 'nothing settled with this provider yet'
    : `${acceptedPercent ?? 0}% accepted before, of ${settled} settled`

/** What would be claimed of a bill: by rule, with what became of such claims before, and what is left out. */
export function ProposalBody({ facts }: { facts: NewFacts }): ReactNode {
  const { proposal, claims, providerName, tables } = facts
  const { bundle, terms } = proposal
  return (
    <>
      <PageHeading caption={`${formatMonth(bundle.month)}, ${snapshotWords[bundle.snapshot]}`}>
        {providerName}
      </PageHeading>
      <Tolerance tolerance={terms.tolerancePence} claimed={claimedOf(proposal)} />
      <DataTable table={tables.claims} empty="Nothing of this bill can be claimed now." />
      {claims.length > 0 && (
        <Form action="/challenges/new">
          <Whose bundle={bundleOf(bundle)} />
          <CheckboxField
            name="rules"
            label="Which rules to claim by"
            options={claims.map((claim) => ({
              value: claim.rule,
              text: `${claim.rule}: ${claim.title} (${formatPence(claim.claimedPence)})`,
              hint: past(claim),
            }))}
          />
          <Button>Go on</Button>
        </Form>
      )}
      {proposal.excluded.length > 0 && <DataTable table={tables.leftOut} />}
    </>
  )
}

/** What was chosen, restated before anything is drafted. */
export function ConfirmBody({ facts, rules }: { facts: NewFacts; rules: readonly string[] }): ReactNode {
  const { proposal, providerName } = facts
  const [count, claimed] = [proposal.claimable.length, claimedOf(proposal)]
  return (
    <>
      <PageHeading caption={providerName}>Draft the challenge</PageHeading>
      <p>
        You are about to put {numberInWords(count)} {count === 1 ? 'item' : 'items'} together, which claim{' '}
        <strong>{formatPence(claimed)}</strong> ({moneyInWords(claimed)}) of the bill for{' '}
        {formatMonth(proposal.bundle.month)}. Nothing is sent yet.
      </p>
      <Form action="/challenges/new">
        <Whose bundle={bundleOf(proposal.bundle)} />
        {rules.map((rule) => (
          <HiddenField key={rule} name="rules" value={rule} />
        ))}
        <HiddenField name="expected" value={String(claimed)} />
        <Button>Draft the challenge</Button>
      </Form>
    </>
  )
}
