import type { LineMoney } from '../method/allot.ts'
import { type BaseRow, type Spend, spendBy } from '../historic/base.ts'
import type { LineHistory } from '../historic/steps.ts'
import { noPence } from '#shared'

/** A practice that holds a budget, with its list now and when the base was. */
export interface Holder {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  readonly basePatients: number | undefined
  readonly isNew: boolean
}

/** Activity of the base by practice and line. */
export type SpendByLine = ReadonlyMap<string, Spend>

export const spendKey = (practice: string, line: string): string => `${practice} ${line}`

export const spendByLine = (rows: readonly BaseRow[], lineOfPod: (pod: string) => string): SpendByLine =>
  spendBy(rows, ({ practice, pod }) => spendKey(practice, lineOfPod(pod)))

const nothing: Spend = { lines: 0, billedPence: noPence, ownPence: noPence, yearPence: noPence }

export const spendOf = (spend: SpendByLine, practice: string, line: string): Spend =>
  spend.get(spendKey(practice, line)) ?? nothing

/** What history knows of every line of the envelope, practices in the order of their codes. */
export const historiesOf = (
  lines: readonly LineMoney[],
  holders: readonly Holder[],
  spend: SpendByLine,
): LineHistory[] =>
  lines.map(({ line, pence }) => ({
    line,
    envelopePence: pence,
    practices: holders.map(({ practice, patients, basePatients, isNew }) => {
      const { ownPence, yearPence } = spendOf(spend, practice, line)
      return { practice, ownPence, yearPence, patients, basePatients, isNew }
    }),
  }))
