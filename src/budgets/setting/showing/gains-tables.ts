import type { Table } from '#shared'
import { type WaySaid, whySentence } from '../explaining/sentence.ts'
import { type Gain, gainsBy } from '../explaining/gains.ts'
import { indicesOf } from '../explaining/indices.ts'
import type { FullAmount } from '../versions/budget.ts'
import { gainsTable, whyTable as tableOfWhy } from './gains-table.ts'
import type { Names } from './names.view.ts'

export interface GainsTables {
  readonly practices: readonly Gain[]
  readonly practiceTable: Table
  readonly groups: readonly Gain[]
  readonly groupTable: Table
  readonly lineTable: Table
  readonly whyTable: Table
  readonly all: readonly Table[]
}

interface Facts {
  readonly amounts: readonly FullAmount[]
  readonly way: WaySaid
  readonly names: Names
  readonly notes: readonly string[]
  titleOf(line: string): string
  linkOf?(practice: string): string
}

/** Winners and losers by practice, group and line, as tables and for drawing. */
export function gainsTables({ amounts, way, names, notes, titleOf, linkOf }: Facts): GainsTables {
  const practices = gainsBy(amounts, ({ practice }) => practice)
  const groups = gainsBy(amounts, ({ group }) => group ?? '')
  const lineOrder = [...new Set(amounts.map(({ line }) => line))]
  const lines = gainsBy(amounts, ({ line }) => line).toSorted(
    (a, b) => lineOrder.indexOf(a.code) - lineOrder.indexOf(b.code),
  )
  const ownOf = new Map(
    practices.map(({ code }) => [code, indicesOf(amounts.filter(({ practice }) => practice === code))]),
  )
  const practiceTable = gainsTable(practices, {
    name: 'practices',
    caption: 'Who gains and who gives up, by practice',
    codeLabel: 'Practice',
    nameOf: names.of,
    notes,
    ...(linkOf && { linkOf }),
  })
  const groupTable = gainsTable(groups, {
    name: 'groups',
    caption: 'By group',
    codeLabel: 'Group',
    nameOf: names.group,
  })
  const lineTable = gainsTable(lines, { name: 'lines', caption: 'By line', codeLabel: 'Line', nameOf: titleOf })
  const whyTable = tableOfWhy(practices, {
    nameOf: names.of,
    why: (gain) => whySentence(gain, ownOf.get(gain.code)!, way),
  })
  const all = [practiceTable, whyTable, groupTable, lineTable]
  return { practices, practiceTable, groups, groupTable, lineTable, whyTable, all }
}
