import { type Pence, toPence } from '#shared'

export interface Amount {
  readonly provider: string
  readonly pod: string
  readonly pence: number
}

/** What a provider invoiced, or sent as its totals, against its lines; null where there is none. */
export interface Reconciled {
  readonly provider: string
  readonly pod: string
  readonly invoicePence: Pence | null
  readonly totalsPence: Pence | null
  readonly linesPence: Pence
  /** Invoice less lines; where there is no invoice the totals less lines. */
  readonly differencePence: Pence | null
}

const keyOf = ({ provider, pod }: Pick<Amount, 'provider' | 'pod'>): string => `${provider}\t${pod}`

const byKey = (amounts: readonly Amount[]): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const each of amounts) sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + each.pence)
  return sums
}

/** A point of delivery that a provider with an invoice did not invoice is invoiced at nothing. */
export function reconcile(
  invoices: readonly Amount[],
  totals: readonly Amount[],
  lines: readonly Amount[],
): Reconciled[] {
  const [invoiced, summed, billed] = [byKey(invoices), byKey(totals), byKey(lines)]
  const has = (amounts: readonly Amount[]) => new Set(amounts.map(({ provider }) => provider))
  const [withInvoice, withTotals] = [has(invoices), has(totals)]
  return [...new Set([...invoiced.keys(), ...summed.keys(), ...billed.keys()])].toSorted().map((key) => {
    const [provider, pod] = key.split('\t') as [string, string]
    const invoicePence = withInvoice.has(provider) ? toPence(invoiced.get(key) ?? 0) : null
    const totalsPence = withTotals.has(provider) ? toPence(summed.get(key) ?? 0) : null
    const linesPence = toPence(billed.get(key) ?? 0)
    const against = invoicePence ?? totalsPence
    return {
      provider,
      pod,
      invoicePence,
      totalsPence,
      linesPence,
      differencePence: against === null ? null : toPence(against - linesPence),
    }
  })
}
