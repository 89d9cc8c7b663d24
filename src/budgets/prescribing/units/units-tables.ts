import {
  type Month,
  type Pence,
  type Row,
  type Table,
  addPence,
  formatDate,
  formatMonth,
  noPence,
  roundHalfUp,
  toPence,
} from '#shared'
import type { Names } from '../showing/month-tables.ts'
import { practiceAddress } from '../showing/addresses.ts'
import type { PracticeSpend } from '../spend/spend.view.ts'
import { type PracticeUnits, sharePool, wholeUnits } from './astro-pu.view.ts'

const scale = 1_000_000_000_000n

/** What a unit cost, to the penny. */
export const costAUnit = (pence: Pence, units: bigint): Pence | null =>
  units === 0n ? null : toPence(Number(roundHalfUp(BigInt(pence) * scale, units)))

/** Units as people read them, with two decimals. */
export const unitsText = (units: bigint): string => {
  const cents = roundHalfUp(units * 100n, scale)
  return `${(cents / 100n).toLocaleString('en-GB')}.${String(cents % 100n).padStart(2, '0')}`
}

const percentOf = (part: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number(roundHalfUp(part * 100_000n, whole)) / 1_000

interface UnitsShown {
  readonly month: Month
  readonly units: readonly PracticeUnits[]
  readonly without: readonly string[]
  /** Of the practices whose spend may be seen. */
  readonly spend: readonly PracticeSpend[]
  readonly pool?: Pence | undefined
  readonly names: Names
}

function notesOf({ units, without, names, pool }: UnitsShown, seesAll: boolean): string[] {
  const days = units.map(({ countedOn }) => countedOn).toSorted()
  return [
    `Units: cost ASTRO-PU 2013, from lists counted on ${[...new Set([days[0]!, days.at(-1)!])].map(formatDate).join(' to ')}.`,
    ...(without.length > 0 ? [`Without a list, and so without units: ${without.map(names.of).join(', ')}.`] : []),
    ...(seesAll ? [] : ['Items and costs together are those of the practices that you may see.']),
    ...(pool === undefined ? [] : ['The pool is shared out by units, to the penny: largest remainder, ties by code.']),
  ]
}

/** What each practice cost for each unit of its list, and what its share of a pool by units would be. */
export function unitsTable(shown: UnitsShown): Table {
  const { month, units, spend, pool, names } = shown
  const whole = units.reduce((sum, one) => sum + wholeUnits(one.units), 0n)
  const shares = pool === undefined ? undefined : sharePool(pool, units)
  const spent = new Map(spend.map((one) => [one.practice, one]))
  const seen = units.filter(({ practice }) => spent.has(practice))
  const cells = (items: number | null, pence: Pence | null, weighed: bigint) => ({
    items,
    actual_pence: pence,
    per_unit_pence: pence === null ? null : costAUnit(pence, weighed),
  })
  return {
    name: 'units',
    caption: `Cost for each ASTRO-PU, ${formatMonth(month)}`,
    columns: [
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
      { key: 'units', label: 'ASTRO-PU', kind: 'text' },
      { key: 'share', label: 'Share of units', kind: 'percent', counts: 'open' },
      { key: 'items', label: 'Items', kind: 'count', counts: 'activity' },
      { key: 'actual_pence', label: 'Actual cost', kind: 'pence', of: ['items'] },
      { key: 'per_unit_pence', label: 'Cost a unit', kind: 'pence', of: ['items'], mean: true },
      ...(shares
        ? [{ key: 'pool_pence', label: 'Share of the pool', kind: 'pence' as const, counts: 'open' as const }]
        : []),
    ],
    rows: units.map((one, at): Row => {
      const own = spent.get(one.practice)
      const address = practiceAddress(month, one.practice)
      return {
        practice: one.practice,
        name: names.of(one.practice),
        patients: one.patients,
        units: unitsText(wholeUnits(one.units)),
        share: percentOf(wholeUnits(one.units), whole),
        ...cells(own?.items ?? null, own?.actualCostPence ?? null, wholeUnits(one.units)),
        ...(shares && { pool_pence: shares[at]! }),
        ...(own && { links: { practice: address, name: address } }),
      }
    }),
    totals: {
      practice: 'Together',
      name: '',
      patients: units.reduce((sum, one) => sum + one.patients, 0),
      units: unitsText(whole),
      share: 100,
      ...cells(
        seen.reduce((sum, { practice }) => sum + spent.get(practice)!.items, 0),
        addPence(noPence, ...seen.map(({ practice }) => spent.get(practice)!.actualCostPence)),
        seen.reduce((sum, one) => sum + wholeUnits(one.units), 0n),
      ),
      ...(shares && { pool_pence: pool! }),
    },
    notes: notesOf(shown, seen.length === units.length),
  }
}
