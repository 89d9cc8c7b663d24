import type { LakeBuilder } from '#lake'
import { lakeSql, quoted } from '../engine/lake-sql.ts'
import type { BookFacts } from './book-facts.ts'
import { bookRows } from './book-rows.ts'

const query = (name: `./${string}.lake.sql`): URL => new URL(name, import.meta.url)

/** Writes the price book of these facts to one Parquet file; the builder must be allowed to write there. */
export async function writePriceBook(builder: LakeBuilder, facts: BookFacts, path: string): Promise<void> {
  const rows = bookRows(facts)
  await builder.run(lakeSql(query('./make-price-book.lake.sql')))
  await builder.insertRows('made_pod', rows.pod)
  await builder.insertRows('made_period', rows.period)
  await builder.insertRows('made_price', rows.price)
  await builder.insertRows('made_terms', rows.terms)
  await builder.insertRows('made_top_up', rows.topUp)
  await builder.insertRows('made_local', rows.local)
  await builder.run(lakeSql(query('./save-price-book.lake.sql'), { path: quoted(path) }))
}
