import type { Asker } from '#platform'
import { type Month, type Pence, toFinancialYear, toMonth, toPence } from '#shared'
import type { Edition, WatchedMonth } from '../position/edition.ts'
import type { Figure } from '../position/figure.ts'
import { tablesOf } from '../stores/monitoring-tables.store.ts'

export interface WhichEditions {
  readonly commissioner: string
  readonly month?: Month
  readonly editionNo?: number
}

/** The statements that were drawn up and that the asker may see, the latest first; without their figures. */
export async function listEditions({ db, scope }: Asker, which: WhichEditions): Promise<Edition[]> {
  const { commissioners } = scope
  if (commissioners !== 'all' && !commissioners.includes(which.commissioner)) return []
  const rows = await tablesOf(db)
    .selectFrom('monitoring.edition as e')
    .selectAll('e')
    .where('e.commissioner', '=', which.commissioner)
    .$if(which.month !== undefined, (query) => query.where('e.month', '=', which.month!))
    .$if(which.editionNo !== undefined, (query) => query.where('e.edition_no', '=', which.editionNo!))
    .orderBy('e.month', 'desc')
    .orderBy('e.edition_no', 'desc')
    .execute()
  return rows.map((row) => ({
    editionNo: row.edition_no,
    commissioner: row.commissioner,
    year: toFinancialYear(row.year),
    month: toMonth(row.month),
    budgetNo: row.budget_no,
    budgetVersion: row.budget_version,
    method: row.method,
    actor: row.actor,
    at: row.at,
  }))
}

type Sums = Omit<Figure, 'practice' | 'yearPence' | 'split'>

interface Row {
  readonly group_code: string
  readonly line: string
  readonly year_pence: number
  readonly months: Sums['months']
  readonly price_pence: number | null
  readonly volume_pence: number | null
  readonly mix_pence: number | null
}

const figureOf = (row: Row, practice: string): Figure => ({
  practice,
  group: row.group_code,
  line: row.line,
  yearPence: toPence(row.year_pence),
  months: row.months,
  split:
    row.price_pence === null
      ? null
      : {
          pricePence: row.price_pence as Pence,
          volumePence: row.volume_pence as Pence,
          mixPence: row.mix_pence as Pence,
        },
})

/** The figures of an edition: of practices those that the asker may see, of groups all. */
export async function watchedMonth({ db, scope }: Asker, edition: Edition): Promise<WatchedMonth> {
  const { practices } = scope
  const own = practices === 'all' ? undefined : practices.map(({ practice }) => practice)
  const [figures, groups] = await Promise.all([
    tablesOf(db)
      .selectFrom('monitoring.figure as f')
      .selectAll('f')
      .where('f.edition_no', '=', edition.editionNo!)
      .$if(own !== undefined, (query) => query.where('f.practice', 'in', own!.length > 0 ? own! : ['-']))
      .orderBy('f.practice')
      .orderBy('f.line')
      .execute(),
    tablesOf(db)
      .selectFrom('monitoring.group_figure as g')
      .selectAll('g')
      .where('g.edition_no', '=', edition.editionNo!)
      .orderBy('g.group_code')
      .orderBy('g.line')
      .execute(),
  ])
  return {
    ...edition,
    figures: figures.map((row) => figureOf(row, row.practice)),
    groups: groups.map((row) => figureOf(row, '')),
  }
}
