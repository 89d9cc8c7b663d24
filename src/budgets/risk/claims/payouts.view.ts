import type { Asker } from '#platform'
import { type FinancialYear, type Pence, toFinancialYear, toPence } from '#shared'
import type { ClaimKind } from '../pool/claims.ts'
import { tablesOf } from '../stores/risk-tables.store.ts'

export interface PaidPart {
  readonly practice: string
  readonly group: string | null
  readonly kind: ClaimKind
  readonly allowedPence: Pence
  readonly paidPence: Pence
}

/** The pool of a year as it was paid out; the parts are those of the practices that the asker may see. */
export interface Payout {
  readonly payoutNo: number
  readonly year: FinancialYear
  readonly holdsPence: Pence
  readonly allowedPence: Pence
  readonly paidPence: Pence
  readonly carriedPence: Pence
  readonly actor: string
  readonly at: Date
  readonly parts: readonly PaidPart[]
}

async function partsOf({ db, scope }: Asker, payoutNo: number): Promise<PaidPart[]> {
  const { practices } = scope
  const rows = await tablesOf(db)
    .selectFrom('risk.payout_part as p')
    .selectAll('p')
    .where('p.payout_no', '=', payoutNo)
    .$if(practices !== 'all', (query) =>
      query.where('p.practice', 'in', practices === 'all' ? [] : practices.map(({ practice }) => practice)),
    )
    .orderBy('p.practice')
    .orderBy('p.kind')
    .execute()
  return rows.map((row) => ({
    practice: row.practice,
    group: row.group_code,
    kind: row.kind,
    allowedPence: toPence(row.allowed_pence),
    paidPence: toPence(row.paid_pence),
  }))
}

export async function findPayout(
  asker: Asker,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<Payout | undefined> {
  const { commissioners } = asker.scope
  const row = await tablesOf(asker.db)
    .selectFrom('risk.payout as p')
    .selectAll('p')
    .where('p.commissioner', '=', commissioner)
    .where('p.year', '=', year)
    .$if(commissioners !== 'all', (query) => query.where('p.commissioner', 'in', [...commissioners]))
    .executeTakeFirst()
  return (
    row && {
      payoutNo: row.payout_no,
      year: toFinancialYear(row.year),
      holdsPence: toPence(row.holds_pence),
      allowedPence: toPence(row.allowed_pence),
      paidPence: toPence(row.paid_pence),
      carriedPence: toPence(row.carried_pence),
      actor: row.actor,
      at: row.at,
      parts: await partsOf(asker, row.payout_no),
    }
  )
}
