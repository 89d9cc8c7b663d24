import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Ctx, readSheets } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { readInvoiceRows } from './invoice-file.ts'
import { insertInvoices, isLoaded } from './invoice.store.ts'

export interface LoadedInvoices {
  readonly rows: number
  readonly alreadyLoaded: boolean
}

/**
 * Takes a file of invoice totals, whole or not at all; the same contents are taken once, and of a provider and month the latest file
 * counts.
 */
export async function loadInvoices(
  ctx: Ctx,
  { file, commissioner }: { readonly file: string; readonly commissioner: string },
): Promise<Result<LoadedInvoices>> {
  if (!mayDo(ctx.scope, 'payment.prepare')) return refused('not-allowed', 'You may not load invoice totals.')
  const name = basename(file)
  const read = await readSheets({ path: file, name })
  if (!read.ok) return read
  const rows = readInvoiceRows(read.value.sheets[0]?.rows ?? [])
  if (!rows.ok) return rows
  const sha256 = createHash('sha256').update(read.value.bytes).digest('hex')
  return ctx.transaction(async (tx) => {
    if (await isLoaded(tx, commissioner, sha256)) return ok({ rows: 0, alreadyLoaded: true })
    const load = { commissioner, fileName: name, sha256, loadedAt: ctx.clock.now(), loadedBy: ctx.actor.name }
    const loadNo = await insertInvoices(tx, load, rows.value)
    await ctx.audit(tx, 'invoice-totals.load', `invoice totals ${loadNo}`, { name, sha256, rows: rows.value.length })
    return ok({ rows: rows.value.length, alreadyLoaded: false })
  })
}
