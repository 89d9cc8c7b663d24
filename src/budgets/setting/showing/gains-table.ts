import { type Pence, type Row, type Table, addPence, noPence } from '#shared'
import { type Gain, gainOf } from '../explaining/gains.ts'
import { perCent } from './amounts-table.ts'

export interface GainsNames {
  /** `practices`, `groups` or `lines`: one page may show all three. */
  readonly name: string
  readonly caption: string
  readonly codeLabel: string
  nameOf(code: string): string
  linkOf?(code: string): string | undefined
  readonly notes?: readonly string[]
}

function rowOf(gain: Gain, { nameOf, linkOf }: GainsNames): Row {
  const link = linkOf?.(gain.code)
  return {
    code: gain.code,
    name: nameOf(gain.code),
    patients: gain.patients,
    base_lines: gain.baseLines,
    history_pence: gain.historyPence,
    fair_pence: gain.fairPence,
    distance_percent: perCent(gain.distanceBp),
    budget_pence: gain.budgetPence,
    gain_pence: gain.gainPence,
    gain_per_head_pence: gain.gainPerHeadPence,
    gain_percent: perCent(gain.gainBp),
    ...(link !== undefined && { links: { name: link, budget_pence: link, code: link } }),
  }
}

function totalsOf(gains: readonly Gain[], isHeads: boolean): Row {
  const sum = (key: 'historyPence' | 'fairPence' | 'budgetPence'): Pence =>
    addPence(noPence, ...gains.map((gain) => gain[key]))
  const total = gainOf({
    code: '',
    group: null,
    patients: isHeads ? gains.reduce((all, { patients }) => all + patients, 0) : (gains[0]?.patients ?? 0),
    baseLines: gains.reduce((all, { baseLines }) => all + baseLines, 0),
    historyPence: sum('historyPence'),
    fairPence: sum('fairPence'),
    budgetPence: sum('budgetPence'),
  })
  return { ...rowOf(total, { name: '', caption: '', codeLabel: '', nameOf: () => 'Total' }), code: null, name: 'Total' }
}

/** Who wins and who loses against history, in pounds, per head and per cent. The gains and losses of all sum to nothing. */
export const gainsTable = (gains: readonly Gain[], names: GainsNames): Table => ({
  name: names.name,
  caption: names.caption,
  columns: [
    { key: 'name', label: names.codeLabel, kind: 'text' },
    { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
    { key: 'history_pence', label: 'By history', kind: 'pence', of: ['base_lines'] },
    { key: 'fair_pence', label: 'By fair share', kind: 'pence', counts: 'open' },
    { key: 'distance_percent', label: 'History from fair share', kind: 'percent', of: ['base_lines'] },
    { key: 'budget_pence', label: 'Budget', kind: 'pence', of: ['base_lines'] },
    { key: 'gain_pence', label: 'Gain or loss', kind: 'pence', of: ['base_lines'] },
    { key: 'gain_per_head_pence', label: 'Per head', kind: 'pence', of: ['base_lines'], mean: true },
    { key: 'gain_percent', label: 'Per cent', kind: 'percent', of: ['base_lines'] },
    { key: 'code', label: 'Code', kind: 'code' },
    { key: 'base_lines', label: 'Lines of activity', kind: 'count', counts: 'activity' },
  ],
  rows: gains.map((gain) => rowOf(gain, names)),
  ...(gains.length > 0 && { totals: totalsOf(gains, names.name !== 'lines') }),
  ...(names.notes && { notes: names.notes }),
})

/** Why each has what it has, a sentence a row; nothing for publication, because the sentences hold amounts. */
export const whyTable = (
  gains: readonly Gain[],
  names: { nameOf(code: string): string; why(gain: Gain): string },
): Table => ({
  name: 'why',
  caption: 'Why each practice has what it has',
  columns: [
    { key: 'name', label: 'Practice', kind: 'text' },
    { key: 'code', label: 'Code', kind: 'code' },
    { key: 'why', label: 'Why', kind: 'text' },
  ],
  rows: gains.map((gain) => ({ name: names.nameOf(gain.code), code: gain.code, why: names.why(gain) })),
  published: 'never',
})
