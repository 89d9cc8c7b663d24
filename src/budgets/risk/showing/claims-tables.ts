import { type FinancialYear, type Pence, type Table, addPence, dayInLondon, noPence } from '#shared'
import { type Standing, claimKindWords, claimStateWords } from '../claims/claim.ts'
import type { PoolYear } from '../claims/pool-year.view.ts'
import type { Claim } from '../pool/claims.ts'
import { claimAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

/** On how many patients, or lines, a claim rests: a stop-loss on few, an overspend on all of the practice’s activity. */
function restsOn(standing: Standing, { years, outturn }: Pick<PoolYear, 'years' | 'outturn'>): number {
  if (standing.kind === 'overspend') return outturn?.lines.get(standing.practice) ?? 0
  return years.find(({ practice }) => practice === standing.practice)?.patientsAbove ?? 0
}

const sum = (standings: readonly Standing[], of: (standing: Standing) => Pence | undefined): Pence =>
  addPence(...standings.map((standing) => of(standing) ?? noPence))

const paidOf = ({ payout }: PoolYear, { practice, kind }: Standing): Pence | null =>
  payout ? (payout.parts.find((part) => part.practice === practice && part.kind === kind)?.paidPence ?? noPence) : null

const allowedOf = ({ decision, state }: Standing): Pence | null =>
  decision && (state === 'allowed' || state === 'refused') ? decision.allowedPence : null

/** The claims of a year: what is asked, what was decided, what was paid. */
export function claimsTable(year: FinancialYear, found: PoolYear, names: Names): Table {
  const { standings, outturn } = found
  return {
    name: 'claims',
    caption: `Claims on the pool of ${year}`,
    columns: [
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'practice_name', label: 'Name', kind: 'text' },
      { key: 'kind', label: 'For', kind: 'text' },
      { key: 'rests_on', label: 'Rests on', kind: 'count', counts: 'activity' },
      { key: 'claimed_pence', label: 'Claimed', kind: 'pence', of: ['rests_on'] },
      { key: 'state', label: 'State', kind: 'text' },
      { key: 'allowed_pence', label: 'Allowed', kind: 'pence', of: ['rests_on'] },
      { key: 'paid_pence', label: 'Paid', kind: 'pence', of: ['rests_on'] },
      { key: 'decided_on', label: 'Decided on', kind: 'date' },
    ],
    rows: standings.map((standing) => ({
      practice: standing.practice,
      practice_name: names.of(standing.practice),
      kind: claimKindWords[standing.kind],
      rests_on: restsOn(standing, found),
      claimed_pence: standing.claim?.pence ?? noPence,
      state: claimStateWords[standing.state],
      allowed_pence: allowedOf(standing),
      paid_pence: paidOf(found, standing),
      decided_on: standing.decision ? dayInLondon(standing.decision.at) : null,
      links: { practice: claimAddress(year, standing.practice, standing.kind) },
    })),
    ...(standings.length > 1 && {
      totals: {
        practice: 'Total',
        practice_name: '',
        kind: '',
        rests_on: standings.reduce((all, standing) => all + restsOn(standing, found), 0),
        claimed_pence: sum(standings, ({ claim }) => claim?.pence),
        state: '',
        allowed_pence: standings.some((standing) => allowedOf(standing) !== null)
          ? sum(standings, (standing) => allowedOf(standing) ?? undefined)
          : null,
        paid_pence: found.payout ? sum(standings, (standing) => paidOf(found, standing) ?? undefined) : null,
        decided_on: null,
      },
    }),
    notes: [
      '“Rests on” counts patients where a claim is beyond the stop-loss, and lines of activity where it is an overspend.',
      outturn?.isFinal
        ? 'The year is final: nothing of the covered lines can change.'
        : 'The year is not final: claims are those of the year as it is expected to go, and are paid out once it is.',
    ],
  }
}

/** How a claim was reached, step by step. Not for publication: it may rest on one patient. */
export const workingTable = ({
  practice,
  kind,
  working,
  pence,
}: Pick<Claim, 'practice' | 'kind' | 'working' | 'pence'>): Table => ({
  name: 'working',
  published: 'never',
  caption: `How the claim of ${practice} is reached`,
  columns: [
    { key: 'step', label: 'Step', kind: 'text' },
    { key: 'amount_pence', label: 'Amount', kind: 'pence', of: ['none'] },
  ],
  rows: working.map((step) => ({ step: step.words, amount_pence: step.pence })),
  totals: { step: `Claimed: ${claimKindWords[kind].toLowerCase()}`, amount_pence: pence },
})
