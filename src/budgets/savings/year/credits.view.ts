import { type KnownMatch, type Owed, creditMatches, owedCredits } from '#activity/challenge'
import { type LinePrice, linePrices } from '#activity/statement'
import { lineOfPod } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Month, type Pence, toPence } from '#shared'
import { creditEffect } from './credit-effect.ts'

/** Credits of one practice and service line. */
export interface LineCredit {
  readonly practice: string
  readonly line: string
  readonly withinPence: number
  readonly duePence: number
}

export interface YearCredits {
  readonly credits: readonly LineCredit[]
  /** How much of what was accepted nobody has found in a bill yet, and of how many lines. */
  readonly outstandingPence: Pence
  readonly outstandingItems: number
}

const lineKey = (month: Month, provider: string, lineId: string): string => JSON.stringify([month, provider, lineId])

/** The lines that credits are about or were found in, as they count now. */
async function pricesOf(
  ctx: Ctx,
  named: readonly { month: Month; provider: string; lineId: string }[],
): Promise<Map<string, LinePrice>> {
  const found = new Map<string, LinePrice>()
  for (const month of new Set(named.map((each) => each.month)))
    for (const price of await linePrices(
      ctx,
      month,
      named.filter((each) => each.month === month),
    ))
      found.set(lineKey(month, price.provider, price.lineId), price)
  return found
}

function effectOf(
  owed: Owed,
  matches: readonly KnownMatch[],
  prices: ReadonlyMap<string, LinePrice>,
  months: readonly Month[],
) {
  const own = matches.filter(
    ({ challengeId, itemNo, state }) =>
      state === 'confirmed' && challengeId === owed.challengeId && itemNo === owed.itemNo,
  )
  const sum = (of: (match: KnownMatch) => boolean): number =>
    own.filter(of).reduce((total, { amountPence }) => total + amountPence, 0)
  const isOfPractice = ({ month, provider, lineId }: KnownMatch): boolean =>
    prices.get(lineKey(month, provider, lineId))?.practice === owed.practice
  return creditEffect({
    acceptedPence: owed.acceptedPence,
    billedPence: owed.billedPence,
    now: prices.get(lineKey(owed.month, owed.provider, owed.lineId)),
    correctedPence: sum(({ kind }) => kind === 'corrected' || kind === 'vanished'),
    givenBackPence: sum(
      (match) =>
        (match.kind === 'reversed' || match.kind === 'adjustment') &&
        months.includes(match.month) &&
        isOfPractice(match),
    ),
  })
}

/** What providers accepted of challenges to the months of a year, by practice and service line, and how it bears on the outturn. */
export async function yearCredits(ctx: Ctx, commissioner: string, months: readonly Month[]): Promise<YearCredits> {
  const owed = (await owedCredits(ctx)).filter(
    (each) => each.commissioner === commissioner && months.includes(each.month) && each.lineId !== '',
  )
  const matches = owed.length === 0 ? [] : await creditMatches(ctx)
  const prices = await pricesOf(ctx, [...owed, ...matches.filter(({ month }) => months.includes(month))])
  const credits = owed.flatMap((each): LineCredit[] => {
    if (each.practice === null) return []
    return [{ practice: each.practice, line: lineOfPod(each.pod ?? ''), ...effectOf(each, matches, prices, months) }]
  })
  const open = owed.filter(({ acceptedPence, confirmedPence }) => confirmedPence < acceptedPence)
  return {
    credits,
    outstandingItems: open.length,
    outstandingPence: toPence(
      open.reduce((sum, { acceptedPence, confirmedPence }) => sum + acceptedPence - confirmedPence, 0),
    ),
  }
}
