import type { Asker } from '#platform'
import { type FinancialYear, toFinancialYear } from '#shared'
import { accountKinds, type AccountKind } from '../policy/savings-policy.ts'
import { inReach } from '../stores/reach.view.ts'
import { tablesOf } from '../stores/savings-tables.store.ts'

/** What stands on the accounts of a practice for a year, by kind: each on its own side, above zero. */
export interface YearBalance {
  readonly practice: string
  readonly year: FinancialYear
  /** Entitlement as it was given, before anything was drawn, expired or clawed back. */
  readonly givenPence: number
  /** What is left of it. */
  readonly entitlementPence: number
  readonly drawnPence: number
  readonly expiredPence: number
  readonly clawedBackPence: number
  /** Overspend still carried. */
  readonly overspendPence: number
}

export interface BalanceQuestion {
  readonly commissioner?: string
  readonly practice?: string
}

/** By practice and year of the saving, the earliest year first. */
export async function yearBalances({ db, scope }: Asker, question: BalanceQuestion = {}): Promise<YearBalance[]> {
  const rows = await tablesOf(db)
    .selectFrom('savings.posting as p')
    .select(({ fn }) => [
      'p.practice',
      'p.year',
      'p.kind',
      fn.sum<string>('p.debit_pence').as('debit'),
      fn.sum<string>('p.credit_pence').as('credit'),
    ])
    .where(inReach(scope, 'p'))
    .$if(question.commissioner !== undefined, (query) => query.where('p.commissioner', '=', question.commissioner!))
    .$if(question.practice !== undefined, (query) => query.where('p.practice', '=', question.practice!))
    .groupBy(['p.practice', 'p.year', 'p.kind'])
    .orderBy('p.year')
    .orderBy('p.practice')
    .execute()
  const found = new Map<string, { practice: string; year: FinancialYear; by: Map<AccountKind, number> }>()
  for (const { practice, year, kind, debit, credit } of rows) {
    const key = `${year} ${practice}`
    const at = found.get(key) ?? { practice, year: toFinancialYear(year), by: new Map() }
    at.by.set(kind, Number(credit) - Number(debit))
    found.set(key, at)
  }
  return [...found.values()].map(({ practice, year, by }) => balance(practice, year, by))
}

function balance(practice: string, year: FinancialYear, by: ReadonlyMap<AccountKind, number>): YearBalance {
  const [drawn, expired, clawedBack, entitlement, overspend] = (
    ['drawn', 'expired', 'clawed-back', 'entitlement', 'overspend'] satisfies (typeof accountKinds)[number][]
  ).map((kind) => by.get(kind) ?? 0) as [number, number, number, number, number]
  return {
    practice,
    year,
    givenPence: entitlement + drawn + expired + clawedBack,
    entitlementPence: entitlement,
    drawnPence: drawn,
    expiredPence: expired,
    clawedBackPence: clawedBack,
    overspendPence: -overspend || 0,
  }
}
