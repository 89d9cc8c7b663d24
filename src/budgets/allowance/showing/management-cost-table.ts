import { type Table, formatDate } from '#shared'
import type { ManagementCost } from '../management-cost/management-cost.view.ts'

const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const

/** 1500 thousandths to `1.5`. */
export const thousandths = (value: number): string => (value / 1000).toFixed(3).replace(/\.?0+$/, '')

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const partWords = (basisPoints: number): string => `${(basisPoints / 100).toFixed(2).replace(/\.?0+$/, '')}%`

/** What each group bears of the management cost, and what each level of the framework would pay it. */
export function managementCostTable(cost: ManagementCost, groupName: (code: string) => string): Table {
  const levels = cost.policy?.levels.filter(({ sessions_per_week: sessions }) => sessions > 0) ?? []
  const levelKeys = levels.map(({ level }) => ({ level, key: `level_${level}_pence` }))
  const rows = cost.groups.map((group) => ({
    group: group.group,
    name: groupName(group.group),
    patients: group.patients,
    equal_pence: group.equalPence,
    population_pence: group.populationPence,
    share_pence: group.sharePence,
    ...Object.fromEntries(
      levelKeys.map(({ level, key }) => [key, group.levels.find((each) => each.level === level)!.totalPence]),
    ),
  }))
  return {
    name: 'management-cost',
    caption: `Management cost of ${cost.year}, and what each level of the framework would pay`,
    columns: [
      { key: 'group', label: 'Code', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
      money('equal_pence', 'In equal parts'),
      money('population_pence', 'By population'),
      money('share_pence', 'Share'),
      ...levelKeys.map(({ level, key }) => money(key, `Level ${level} pays`)),
    ],
    rows,
    totals: {
      group: 'Total',
      name: '',
      patients: sum(cost.groups.map(({ patients }) => patients)),
      equal_pence: sum(cost.groups.map(({ equalPence }) => equalPence)),
      population_pence: sum(cost.groups.map(({ populationPence }) => populationPence)),
      share_pence: sum(cost.groups.map(({ sharePence }) => sharePence)),
      ...Object.fromEntries(
        levelKeys.map(({ level, key }) => [
          key,
          sum(cost.groups.map((group) => group.levels.find((each) => each.level === level)!.totalPence)),
        ]),
      ),
    },
    notes: [
      `${partWords(cost.equalBasisPoints)} in equal parts, the rest by the latest list up to ${formatDate(cost.countedOn)}.`,
      ...(cost.withoutList.length > 0
        ? [`Without a list, and so without a share: ${cost.withoutList.join(', ')}.`]
        : []),
    ],
  }
}
