import type { Ctx } from '#platform'
import { type Table, discloseTable } from '#shared'
import type { TablePage } from '#ui'

/** The one place through which every table passes on its way to a program, for what its asker may not see of small numbers. */
export const disclosed = ({ scope }: Pick<Ctx, 'scope'>, table: Table): Table =>
  discloseTable(table, scope.smallNumbers)

/** What stands beside a table was looked through by nobody: it goes only to whoever may see every number. */
export const besideFor = ({ scope }: Pick<Ctx, 'scope'>, beside: TablePage['beside']): TablePage['beside'] =>
  scope.smallNumbers === 'shown' ? beside : undefined
