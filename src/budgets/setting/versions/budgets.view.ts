import type { Asker } from '#platform'
import { type FinancialYear, type PlainDate, dayInLondon, toFinancialYear, toPence } from '#shared'
import { tablesOf } from '../stores/budget-tables.store.ts'
import { type Budget, type BudgetHead, type FullAmount, eventOf, statusOf } from './budget.ts'

export interface WhichBudgets {
  readonly budgetNo?: number
  readonly commissioner?: string
  readonly year?: FinancialYear
}

const headsAsked = ({ db, scope }: Asker, which: WhichBudgets) =>
  tablesOf(db)
    .selectFrom('budgets.budget as b')
    .selectAll('b')
    .$if(scope.commissioners !== 'all', (query) => query.where('b.commissioner', 'in', [...scope.commissioners]))
    .$if(which.budgetNo !== undefined, (query) => query.where('b.budget_no', '=', which.budgetNo!))
    .$if(which.commissioner !== undefined, (query) => query.where('b.commissioner', '=', which.commissioner!))
    .$if(which.year !== undefined, (query) => query.where('b.year', '=', which.year!))
    .orderBy('b.budget_no', 'desc')
    .execute()

const versionsOf = ({ db }: Asker, budgets: readonly number[]) =>
  tablesOf(db)
    .selectFrom('budgets.version as v')
    .selectAll('v')
    .where('v.budget_no', 'in', [...budgets])
    .orderBy('v.version')
    .execute()

const eventsOf = ({ db }: Asker, budgets: readonly number[]) =>
  tablesOf(db)
    .selectFrom('budgets.event as e')
    .selectAll('e')
    .where('e.budget_no', 'in', [...budgets])
    .orderBy('e.event_id')
    .execute()

const groupsOf = ({ db }: Asker, budgets: readonly number[]) =>
  tablesOf(db)
    .selectFrom('budgets.line_sum as s')
    .select(['s.budget_no', 's.group_code'])
    .distinct()
    .where('s.budget_no', 'in', [...budgets])
    .where('s.version', '=', 1)
    .where('s.group_code', '<>', '')
    .orderBy('s.group_code')
    .execute()

/** The budgets that the asker may see, the latest first, with their versions and what became of them. */
export async function listBudgets(asker: Asker, which: WhichBudgets = {}): Promise<BudgetHead[]> {
  const rows = await headsAsked(asker, which)
  if (rows.length === 0) return []
  const numbers = rows.map((row) => row.budget_no)
  const [versions, events, groups] = await Promise.all([
    versionsOf(asker, numbers),
    eventsOf(asker, numbers),
    groupsOf(asker, numbers),
  ])
  return rows.map((row) => {
    const own = <Row extends { budget_no: number }>(of: readonly Row[]): Row[] =>
      of.filter(({ budget_no: budgetNo }) => budgetNo === row.budget_no)
    const head = {
      budgetNo: row.budget_no,
      commissioner: row.commissioner,
      year: toFinancialYear(row.year),
      name: row.name,
      method: row.method,
      parameters: row.parameters,
      envelopeLoadNo: row.envelope_load_no,
      groups: own(groups).map(({ group_code: group }) => group),
      versions: own(versions).map((version) => ({
        version: version.version,
        changeNo: version.change_no,
        effectiveFrom: version.effective_from as PlainDate,
        controlTotalPence: toPence(version.control_total_pence),
        mark: version.version_mark,
        actor: version.actor,
        at: version.at,
      })),
      events: own(events).map((event) => ({
        event: event.event,
        group: event.group_code,
        words: event.words,
        actor: event.actor,
        personId: event.person_id,
        at: event.at,
      })),
    }
    return { ...head, status: statusOf(head) }
  })
}

export const findBudget = async (asker: Asker, budgetNo: number): Promise<BudgetHead | undefined> =>
  (await listBudgets(asker, { budgetNo }))[0]

/** What the practices that the asker may see have in one version, by practice and line. */
export async function budgetAmounts({ db, scope }: Asker, budgetNo: number, version: number): Promise<FullAmount[]> {
  const { practices } = scope
  const rows = await tablesOf(db)
    .selectFrom('budgets.amount as a')
    .selectAll('a')
    .where('a.budget_no', '=', budgetNo)
    .where('a.version', '=', version)
    .$if(practices !== 'all', (query) =>
      query.where('a.practice', 'in', practices === 'all' ? [] : practices.map(({ practice }) => practice)),
    )
    .orderBy('a.practice')
    .orderBy('a.line')
    .execute()
  return rows.map((row) => ({
    practice: row.practice,
    group: row.group_code === '' ? null : row.group_code,
    line: row.line,
    pence: toPence(row.pence),
    historicPence: toPence(row.historic_pence),
    fairSharePence: toPence(row.fair_share_pence),
    historyOfMoneyPence: toPence(row.history_of_money_pence),
    fairOfMoneyPence: toPence(row.fair_of_money_pence),
    patients: row.patients,
    baseLines: row.base_lines,
    ageIndex: row.age_index,
    needIndex: row.need_index,
    mffIndex: row.mff_index,
  }))
}

export interface WhichIssued {
  readonly commissioner: string
  readonly year: FinancialYear
  /** As it was issued at that moment; without it as it is now. */
  readonly asAt?: Date
}

/** Of some budgets the one that was issued by the end of a day or by a moment, and the version in which it stood. */
export function issuedVersion(
  heads: readonly BudgetHead[],
  by: PlainDate | Date,
): { readonly head: BudgetHead; readonly version: number } | undefined {
  const isBy = (at: Date): boolean => (by instanceof Date ? at <= by : dayInLondon(at) <= by)
  const head = heads.find((each) => {
    const issued = eventOf(each, 'issued')
    return issued && isBy(issued.at)
  })
  return head && { head, version: head.versions.findLast(({ at }) => isBy(at))?.version ?? 1 }
}

const always = new Date(8_640_000_000_000_000)

/** The one budget of a year that was issued, in the version that stood at a moment; nothing where none was issued by then. */
export async function issuedBudget(
  asker: Asker,
  { commissioner, year, asAt }: WhichIssued,
): Promise<Budget | undefined> {
  const found = issuedVersion(await listBudgets(asker, { commissioner, year }), asAt ?? always)
  if (!found) return undefined
  const { head, version } = found
  return {
    budgetNo: head.budgetNo,
    version,
    commissioner,
    year,
    status: version > 1 ? 'changed' : 'issued',
    issuedAt: eventOf(head, 'issued')!.at,
    controlTotalPence: head.versions.find((each) => each.version === version)!.controlTotalPence,
    amounts: await budgetAmounts(asker, head.budgetNo, version),
  }
}
