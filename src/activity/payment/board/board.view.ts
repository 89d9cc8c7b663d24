import { owedCredits } from '#activity/challenge'
import { contractsIn } from '#activity/contracts'
import { sql } from '#db'
import type { Asker, Ctx } from '#platform'
import { type Month, addPence, toPence } from '#shared'
import { monthStandings } from '../agreement/standings.view.ts'
import { blockOf, blockedWords } from '../bill/month-state.ts'
import { sumsOf } from '../bill/unit.ts'
import { type PaidSum, paidSums } from '../run/paid.view.ts'
import type { BoardRow } from './board.ts'

interface FindingProgress {
  readonly commissioner: string
  readonly provider: string
  readonly findings: number
  readonly answered: number
  readonly challenged: number
  readonly replied: number
}

async function progress({ db, scope }: Asker, month: Month): Promise<FindingProgress[]> {
  const { rows } = await sql<FindingProgress>`
    SELECT s.commissioner, s.provider, sum(s.findings)::int AS findings,
           coalesce(sum(s.findings) FILTER (WHERE s.state <> 'open'), 0)::int AS answered,
           coalesce(sum(s.findings) FILTER (WHERE s.state IN ('challenged', 'settled')), 0)::int AS challenged,
           coalesce(sum(s.findings) FILTER (WHERE s.state = 'settled'), 0)::int AS replied
      FROM validation.v_finding_sum AS s
     WHERE s.month = ${month} AND s.state <> 'gone' AND s.confidence <> 'information'
     GROUP BY s.commissioner, s.provider`.execute(db)
  return rows.filter(({ commissioner }) => scope.commissioners === 'all' || scope.commissioners.includes(commissioner))
}

const total = (rows: readonly FindingProgress[], key: 'findings' | 'answered' | 'challenged' | 'replied'): number =>
  rows.reduce((sum, row) => sum + row[key], 0)

const paidOf = (sums: readonly PaidSum[], provider: string): number =>
  sums.filter((sum) => sum.provider === provider).reduce((total_, { paidPence }) => total_ + paidPence, 0)

const nothingReceived = (provider: string): BoardRow => ({
  provider,
  received: 'nothing',
  block: null,
  lines: 0,
  billedPence: toPence(0),
  adjustedPence: toPence(0),
  heldPence: toPence(0),
  findings: 0,
  answered: 0,
  challenged: 0,
  replied: 0,
  bills: 0,
  agreed: 0,
  heldBills: 0,
  paidPence: toPence(0),
  owedPence: toPence(0),
  openPence: toPence(0),
})

/** How every provider's month stands, within what the asker may see: a group its own bills, a commissioner all. */
export async function boardRows(ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>, month: Month): Promise<BoardRow[]> {
  const [{ standings, states }, found, paid, contracts, credits] = await Promise.all([
    monthStandings(ctx, { month }),
    progress(ctx, month),
    paidSums(ctx, month),
    contractsIn(ctx, month),
    owedCredits(ctx),
  ])
  const seesAll = ctx.scope.practices === 'all'
  const known = [...new Set(states.map(({ provider }) => provider))]
  const rows = known.flatMap((provider) => {
    const own = standings.filter(({ unit }) => unit.provider === provider)
    if (own.length === 0 && !seesAll) return []
    const mine = states.filter((state) => state.provider === provider)
    const block = mine.map(blockOf).find((each) => each !== undefined)
    const sums = sumsOf(own.map(({ unit }) => unit))
    const findings = found.filter((each) => each.provider === provider)
    const paidPence = paidOf(paid, provider)
    return [
      {
        provider,
        received: mine.some(({ snapshot }) => snapshot === 'flex') ? ('flex' as const) : ('freeze' as const),
        block: block === undefined ? null : blockedWords(block),
        lines: sums.lines,
        billedPence: sums.billedPence,
        adjustedPence: sums.adjustedPence,
        heldPence: sums.heldPence,
        findings: total(findings, 'findings'),
        answered: total(findings, 'answered'),
        challenged: total(findings, 'challenged'),
        replied: total(findings, 'replied'),
        bills: own.length,
        agreed: own.filter(({ state }) => state === 'agreed').length,
        heldBills: own.filter(({ state }) => state === 'held').length,
        paidPence: toPence(paidPence),
        owedPence: addPence(
          ...credits
            .filter((each) => each.provider === provider && each.month === month)
            .map(({ acceptedPence, confirmedPence }) => toPence(Math.max(0, acceptedPence - confirmedPence))),
        ),
        openPence: toPence(Math.max(0, sums.undisputedPence - paidPence)),
      },
    ]
  })
  const missing = seesAll
    ? [...new Set(contracts.map(({ provider }) => provider))].filter((provider) => !known.includes(provider))
    : []
  return [...rows, ...missing.map(nothingReceived)]
}
