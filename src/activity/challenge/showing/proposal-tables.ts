import { type Month, type Pence, type Table, addPence } from '#shared'
import { exclusions } from '../putting/claimable.ts'
import type { BillToChallenge } from '../putting/claimable.view.ts'
import type { Proposal } from '../putting/proposal.view.ts'

/** What would be claimed by a rule, with how often it was right with this provider so far. */
export interface RuleClaim {
  readonly rule: string
  readonly title: string
  readonly findings: number
  readonly claimedPence: Pence
  /** In words, such as “60% of £1,200.00”; nothing where nothing is settled yet. */
  readonly acceptedPercent: number | null
  readonly settled: number
}

export function ruleClaims({ claimable, success, bundle }: Proposal): RuleClaim[] {
  const codes = [...new Set(claimable.map(({ rule }) => rule))].toSorted()
  return codes
    .map((rule) => {
      const of = claimable.filter((one) => one.rule === rule)
      const past = success.find((one) => one.rule === rule && one.provider === bundle.provider)
      return {
        rule,
        title: of[0]!.title,
        findings: of.length,
        claimedPence: addPence(...of.map(({ claimedPence }) => claimedPence)),
        acceptedPercent: past?.acceptedPercent ?? null,
        settled: past?.settled ?? 0,
      }
    })
    .toSorted((a, b) => b.claimedPence - a.claimedPence)
}

/** What would be claimed, by rule. */
export function claimsTable(claims: readonly RuleClaim[]): Table {
  return {
    name: 'claims',
    caption: 'What would be claimed, by rule',
    columns: [
      { key: 'rule', label: 'Rule', kind: 'code' },
      { key: 'title', label: 'Why', kind: 'text' },
      { key: 'findings', label: 'Items', kind: 'count', counts: 'activity' },
      { key: 'claimed_pence', label: 'Claimed', kind: 'pence', of: ['findings'] },
      { key: 'settled', label: 'Settled before', kind: 'count', counts: 'activity' },
      { key: 'accepted', label: 'Of that accepted', kind: 'percent', of: ['settled'] },
    ],
    rows: claims.map(({ rule, title, findings, claimedPence, settled, acceptedPercent }) => ({
      rule,
      title,
      findings,
      claimed_pence: claimedPence,
      settled,
      accepted: acceptedPercent,
    })),
    totals: {
      rule: 'Total',
      title: null,
      findings: claims.reduce((sum, { findings }) => sum + findings, 0),
      claimed_pence: addPence(...claims.map(({ claimedPence }) => claimedPence)),
      settled: null,
      accepted: null,
    },
    published: 'never',
  }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What is left out, and why. */
export const exclusionsTable = ({ excluded }: Proposal): Table => ({
  name: 'left-out',
  caption: 'What is left out, and why',
  columns: [
    { key: 'why', label: 'Why', kind: 'text' },
    { key: 'findings', label: 'Findings', kind: 'count', counts: 'activity' },
    { key: 'counted_pence', label: 'Worth', kind: 'pence', of: ['findings'] },
  ],
  rows: excluded.map(({ why, findings, countedPence }) => ({
    why: capital(exclusions[why]),
    findings,
    counted_pence: countedPence,
  })),
  published: 'never',
})

export const billAddress = ({
  commissioner,
  provider,
  month,
  snapshot,
}: Omit<BillToChallenge, 'findings' | 'countedPence'>): string =>
  `/challenges/new?${new URLSearchParams({ provider, month, snapshot, commissioner })}`

/** Bills of which something could be claimed. */
export const billsTable = (bills: readonly BillToChallenge[], names: ReadonlyMap<string, string>): Table => ({
  name: 'bills',
  caption: 'Bills with findings that nobody has challenged yet',
  columns: [
    { key: 'month', label: 'Month', kind: 'month' },
    { key: 'provider', label: 'Provider', kind: 'text' },
    { key: 'snapshot', label: 'Version', kind: 'code' },
    { key: 'findings', label: 'Findings', kind: 'count', counts: 'activity' },
    { key: 'counted_pence', label: 'Worth', kind: 'pence', of: ['findings'] },
  ],
  rows: bills.map((bill) => ({
    month: bill.month as Month,
    provider: names.get(bill.provider) ?? bill.provider,
    snapshot: bill.snapshot,
    findings: bill.findings,
    counted_pence: bill.countedPence,
    links: { month: billAddress(bill), provider: billAddress(bill) },
  })),
  published: 'never',
})
