import { type LineCode, lineTitle } from '#budgets/envelope'
import { type Pence, type Result, addPence, formatPence, noPence, ok, refused, toPence } from '#shared'
import type { PracticeCost } from '../market/practice-costs.view.ts'
import type { Need } from '../need/need-of.view.ts'
import { onOneScale, sumOf } from '../sums/decimal.ts'
import type { Limits } from '../sums/limits.ts'
import { shareLine } from '../sums/share-line.ts'
import { weighList, weightTable } from '../sums/weigh-list.ts'
import type { ChosenWeights } from '../weights/choose-weights.ts'
import type { FairShareLine, FairShareOfPractice, FairShareRefusal } from './fair-shares.ts'
import type { SharingList } from './sharing-lists.ts'

export interface LineToShare {
  readonly line: LineCode
  readonly amountPence: Pence
  readonly weights: ChosenWeights
  readonly lists: readonly SharingList[]
  readonly need: Need
  readonly limits: Limits
  /** By `line practice`; nothing where market forces do not count and no practice is given what it cost before. */
  readonly costs: ReadonlyMap<string, PracticeCost>
  readonly withMff: boolean
  /** Practices that are given what they cost before, where the line has activity. */
  readonly asBefore: ReadonlySet<string>
}

/** What the patients of every list weigh by age and sex, on one scale. */
function agedOf({ line, weights, lists, need }: LineToShare): Result<bigint[], FairShareRefusal> {
  if (weights.from === 'weighted-lists') return ok([...onOneScale(need.numbers).units])
  if (weights.costs.length === 0) return ok(lists.map(({ patients }) => BigInt(patients)))
  const table = weightTable(weights.costs, onOneScale(weights.costs.map(({ weight }) => weight)).units)
  const aged: bigint[] = []
  for (const { practice, bands } of lists) {
    const sum = weighList(bands, table)
    if (!sum.ok) return refused('not-covered', `${lineTitle(line)}, practice ${practice}: ${sum.message}`)
    aged.push(sum.value)
  }
  return ok(aged)
}

const sumPence = (all: readonly { readonly sharePence: Pence }[]): Pence =>
  addPence(...all.map(({ sharePence }) => sharePence))

/** Practices that share nothing because they are given what they cost before. */
function givenOf({ line, lists, costs, asBefore }: LineToShare): FairShareOfPractice[] {
  return lists.flatMap(({ practice, group, countedOn, patients }) => {
    const cost = asBefore.has(practice) ? costs.get(`${line} ${practice}`) : undefined
    if (!cost) return []
    const indices = { ageIndex: '', needIndex: '', mffIndex: '', need: '', mff: '', aged: 0n, weight: 0n }
    return [{ practice, group, countedOn, patients, ...indices, sharePence: cost.pence, isGiven: true }]
  })
}

const nothingShared = (line: LineCode) =>
  refused(
    'not-covered' as const,
    `${lineTitle(line)}: by these costs and this need no patient counts for anything, so it cannot be shared. Correct the costs by age.`,
  )

/** Shares one line; its practices' shares add up to its amount. */
export function shareOneLine(asked: LineToShare): Result<FairShareLine, FairShareRefusal> {
  const { line, amountPence, weights, need, limits, costs, withMff } = asked
  const given = givenOf(asked)
  const givenPence = given.length === 0 ? noPence : sumPence(given)
  const sharing = asked.lists.filter(({ practice }) => !given.some((each) => each.practice === practice))
  if (givenPence > amountPence || (sharing.length === 0 && givenPence < amountPence))
    return refused(
      'too-much',
      `${lineTitle(line)}: practices that are given what they cost before would get ${formatPence(givenPence)} of ` +
        `${formatPence(amountPence)}. Let one of them share like others, or correct the envelope.`,
    )
  const needs = weights.from === 'weighted-lists' ? asked.lists.map(() => '1') : need.numbers
  const numberOf = (practice: string, numbers: readonly string[]): string =>
    numbers[asked.lists.findIndex((each) => each.practice === practice)]!
  const aged = agedOf({
    ...asked,
    lists: sharing,
    need: { ...need, numbers: sharing.map((each) => numberOf(each.practice, need.numbers)) },
  })
  if (!aged.ok) return aged
  const own = sharing.map(({ practice }) => numberOf(practice, needs))
  const mff = sharing.map(({ practice }) => (withMff ? (costs.get(`${line} ${practice}`)?.mff ?? '1') : '1'))
  const [needUnits, mffUnits] = [onOneScale(own).units, onOneScale(mff).units]
  const members = sharing.map(({ practice, patients }, at) => ({
    practice,
    patients,
    aged: aged.value[at]!,
    need: needUnits[at]!,
    mff: mffUnits[at]!,
  }))
  if (members.length > 0 && members.every((each) => each.aged * each.need * each.mff === 0n)) return nothingShared(line)
  const shares = members.length === 0 ? [] : shareLine(toPence(amountPence - givenPence), members, limits)
  const practices = shares.map((share) => {
    const at = sharing.findIndex(({ practice }) => practice === share.practice)
    const { group, countedOn } = sharing[at]!
    return { ...share, group, countedOn, aged: aged.value[at]!, need: own[at]!, mff: mff[at]!, isGiven: false }
  })
  return ok({
    line,
    weightsFrom: weights.from,
    amountPence,
    givenPence,
    patients: sharing.reduce((sum, { patients }) => sum + patients, 0),
    totalAged: sumOf(aged.value),
    totalWeight: sumOf(shares.map(({ weight }) => weight)),
    costs: weights.costs,
    practices: [...practices, ...given].toSorted((a, b) => (a.practice < b.practice ? -1 : 1)),
  })
}
