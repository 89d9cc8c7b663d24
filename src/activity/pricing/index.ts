export type { BookFacts } from './book/book-facts.ts'
export { writePriceBook } from './book/write-price-book.ts'
export { priceTable } from './engine/price-table.ts'
export { priceRules } from './rules/price-rules.view.ts'
