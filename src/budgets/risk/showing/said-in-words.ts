import { formatPence } from '#shared'
import { type PoolYear, claimedPence } from '../claims/pool-year.view.ts'
import {
  contributionWords,
  linesWords,
  payersWords,
  percentWords,
  stopLossWords,
  surplusWords,
  triggerWords,
} from '../terms/terms-words.ts'
import type { SetTerms } from '../terms/terms.view.ts'

/** The rules of a pool for the terminal, a line each. */
export const termsWords = ({ terms, fromYear, actor, words }: SetTerms): string[] => [
  `Terms from ${fromYear} on, set by ${actor}: ${words}`,
  `  Who pays in: ${payersWords(terms)}.`,
  `  What fills the pool: ${contributionWords(terms.contribution)}.`,
  `  Covered: ${linesWords(terms)}.`,
  `  The pool pays ${percentWords(terms.paysBasisPoints)} of what lies beyond ${triggerWords(terms.trigger)}.`,
  `  Stop-loss: ${stopLossWords(terms)}. Exclusions: ${terms.exclusions.length}. What is left ${surplusWords(terms)}.`,
]

/** What the pool holds, and what became of it. */
export function poolWords({ pool, standings, payout }: PoolYear): string {
  const holds = `The pool of ${pool.year} holds ${formatPence(pool.holdsPence)}.`
  return payout
    ? `${holds} ${formatPence(payout.paidPence)} of ${formatPence(payout.allowedPence)} allowed was paid out; ` +
        `${formatPence(payout.carriedPence)} is carried.`
    : `${holds} Claimed so far: ${formatPence(claimedPence(standings))}.`
}
