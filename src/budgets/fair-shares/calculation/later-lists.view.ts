import { type LineCode, practiceLists } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Pence, type PlainDate, noPence, toPence } from '#shared'
import { onOneScale } from '../sums/decimal.ts'
import { atFixedFactor, normalisingFactor } from '../sums/normalise.ts'
import { weighList, weightTable } from '../sums/weigh-list.ts'
import type { FairShareLine, FairShareOfPractice, FairShares } from './fair-shares.ts'

/** What a practice's later list is worth on all lines together, at the prices of the first list. */
export interface LaterList {
  readonly practice: string
  readonly group: string | null
  readonly patientsBefore: number
  readonly patientsAfter: number
  readonly countedOn: PlainDate
  readonly sharePence: Pence
  readonly laterPence: Pence
}

type Later = Awaited<ReturnType<typeof practiceLists>>[number]

/** The weight of a later list on the scale of the line's first one; nothing where its bands are not covered. */
function laterWeight(line: FairShareLine, own: FairShareOfPractice, list: Later): bigint | undefined {
  if (line.weightsFrom === 'weighted-lists') return own.weight
  const needs = onOneScale(line.practices.filter(({ isGiven }) => !isGiven).map(({ need }) => need))
  const forces = onOneScale(line.practices.filter(({ isGiven }) => !isGiven).map(({ mff }) => mff))
  const at = line.practices.filter(({ isGiven }) => !isGiven).findIndex(({ practice }) => practice === own.practice)
  const others = needs.units[at]! * forces.units[at]!
  if (line.costs.length === 0) return BigInt(list.patients) * others
  const aged = weighList(list.bands, weightTable(line.costs, onOneScale(line.costs.map(({ weight }) => weight)).units))
  return aged.ok ? aged.value * others : undefined
}

function laterPence(line: FairShareLine, own: FairShareOfPractice, list: Later): Pence {
  if (own.isGiven || own.patients === 0) return own.sharePence
  const weight = laterWeight(line, own, list)
  if (weight === undefined) return own.sharePence
  const factor = normalisingFactor(
    { numerator: BigInt(line.amountPence - line.givenPence), denominator: 1n },
    { numerator: line.totalWeight, denominator: 1n },
  )
  return atFixedFactor(weight, factor)
}

/** Held at a limit, a practice's money does not follow its weight, so no later list can be priced. */
export const canPriceLater = ({ floorPercent, ceilingPercent }: FairShares): boolean =>
  floorPercent === null && ceilingPercent === null

/**
 * What lists counted later in the year would change, with costs, need and the normalising factor of the calculation fixed for the
 * year, as the national formula of general practice has it. The sum need not be the envelope: more patients are worth more. For
 * whoever sees all practices, because need is put on one scale over all of them.
 */
export async function laterLists(ctx: Ctx, shares: FairShares, on: PlainDate): Promise<LaterList[]> {
  const lists = new Map(
    (await practiceLists(ctx.db, { commissioner: shares.commissioner, on })).map((each) => [each.practice, each]),
  )
  const found = new Map<string, LaterList>()
  const add = (line: LineCode, row: FairShareLine, own: FairShareOfPractice) => {
    const list = lists.get(own.practice)
    if (!list?.countedOn) return
    const before = found.get(own.practice)
    found.set(own.practice, {
      practice: own.practice,
      group: own.group,
      patientsBefore: own.patients,
      patientsAfter: list.patients,
      countedOn: list.countedOn,
      sharePence: toPence((before?.sharePence ?? noPence) + own.sharePence),
      laterPence: toPence((before?.laterPence ?? noPence) + laterPence(row, own, list)),
    })
  }
  for (const row of shares.lines) for (const own of row.practices) add(row.line, row, own)
  return [...found.values()].toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
}
