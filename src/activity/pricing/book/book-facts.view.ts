import { createHash } from 'node:crypto'
import type { Database } from '#db'
import { listsInForce } from '../lists/tariff.ts'
import { priceRules } from '../rules/price-rules.view.ts'
import { listLocalPriceLists, listLocalPrices, listRoundings } from '../stores/local-price.store.ts'
import { readTariffParts } from '../stores/tariff-parts.view.ts'
import { listTariffRecords } from '../stores/tariff.store.ts'
import type { BookFacts } from './book-facts.ts'

/** Raised when the book's tables change, so that books of the old shape are not read. */
const bookFormat = 1

/** Which facts a book was made from, as one hash: the same facts need no new book. */
export async function bookShaOf(db: Database): Promise<string> {
  const tariffs = (await listTariffRecords(db)).map(({ tariffId, year, from, sourceSha256 }) => [
    tariffId,
    year,
    from,
    sourceSha256,
  ])
  const facts = [bookFormat, tariffs, await listLocalPriceLists(db), await listRoundings(db), priceRules()]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/** Reads what prices depend on. Lists that no longer hold on any day are left out. */
export async function readBookFacts(db: Database): Promise<BookFacts> {
  const standing = listsInForce(await listTariffRecords(db)).map(({ version }) => version)
  const tariffs = []
  for (const { tariffId, year, from } of standing)
    tariffs.push({ tariffId, year, from, parts: await readTariffParts(db, tariffId) })
  return { tariffs, localPrices: await listLocalPrices(db), roundings: await listRoundings(db), rules: priceRules() }
}
