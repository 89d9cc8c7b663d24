import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Ctx, readSheets } from '#platform'
import { type Result, ok } from '#shared'
import type { LocalPrice } from '../lists/local-price.ts'
import { findLocalPriceList, insertLocalPrices, insertRounding, listRoundings } from '../stores/local-price.store.ts'
import { lockTariffs } from '../stores/tariff.store.ts'
import { readLocalPrices, readRoundings } from './read-agreements.ts'
import { refusedFor } from './tariff-source.ts'

export interface LoadedLocalPrices {
  readonly listId: number
  readonly prices: number
  readonly alreadyLoaded: boolean
}

/** Loads locally agreed prices, whole or not at all; the same contents are taken once. */
export async function loadLocalPrices(
  ctx: Ctx,
  { file }: { file: string },
): Promise<Result<LoadedLocalPrices, 'bad-tariff'>> {
  const name = basename(file)
  const read = await readSheets({ path: file, name })
  if (!read.ok) return refusedFor([read.message])
  const prices = readLocalPrices({ rows: [], ...read.value.sheets[0], name })
  if (!prices.ok) return prices
  const sha256 = createHash('sha256').update(read.value.bytes).digest('hex')
  return ok(await ctx.transaction((tx) => takeLocalPrices({ ...ctx, db: tx }, name, sha256, prices.value)))
}

async function takeLocalPrices(
  ctx: Ctx,
  name: string,
  sha256: string,
  prices: readonly LocalPrice[],
): Promise<LoadedLocalPrices> {
  await lockTariffs(ctx.db)
  const known = await findLocalPriceList(ctx.db, sha256)
  if (known) return { listId: known.listId, prices: 0, alreadyLoaded: true }
  const list = { sourceName: name, sourceSha256: sha256, loadedAt: ctx.clock.now(), loadedBy: ctx.actor.name }
  const listId = await insertLocalPrices(ctx.db, list, prices)
  await ctx.audit(ctx.db, 'local-prices.load', `local price list ${listId}`, {
    source: name,
    sha256,
    prices: prices.length,
  })
  return { listId, prices: prices.length, alreadyLoaded: false }
}

/** Records with which providers prices are rounded to whole pounds; what is agreed already is not written again. */
export async function loadRoundings(
  ctx: Ctx,
  { file }: { file: string },
): Promise<Result<{ roundings: number }, 'bad-tariff'>> {
  const name = basename(file)
  const read = await readSheets({ path: file, name })
  if (!read.ok) return refusedFor([read.message])
  const roundings = readRoundings({ rows: [], ...read.value.sheets[0], name })
  if (!roundings.ok) return roundings
  return ok(
    await ctx.transaction(async (tx) => {
      await lockTariffs(tx)
      const known = new Set((await listRoundings(tx)).map((rounding) => JSON.stringify(rounding)))
      const fresh = roundings.value.filter(
        (rounding) =>
          !known.has(
            JSON.stringify({
              provider: rounding.provider,
              from: rounding.from,
              to: rounding.to,
              wholePounds: rounding.wholePounds,
            }),
          ),
      )
      for (const rounding of fresh) await insertRounding(tx, rounding, { at: ctx.clock.now(), by: ctx.actor.name })
      await ctx.audit(tx, 'contract-rounding.agree', name, { roundings: fresh.length })
      return { roundings: fresh.length }
    }),
  )
}
