import { highWaterMark } from './child.ts'
import type { Place } from './steps/place.ts'

/** Each step loads only what it measures. */
const steps: Readonly<Record<string, () => Promise<(place: Place) => Promise<unknown>>>> = {
  inventWorld: async () => (await import('./steps/invent-world.ts')).inventWorld,
  countRows: async () => (await import('./steps/count-rows.ts')).countRows,
  takeIn: async () => (await import('./steps/take-in.ts')).takeIn,
  scanColumns: async () => (await import('./steps/scan-columns.ts')).scanColumns,
  priceMonths: async () => (await import('./steps/price-months.ts')).priceMonths,
  checkMonths: async () => (await import('./steps/check-months.ts')).checkMonths,
  endMonth: async () => (await import('./steps/end-month.ts')).endMonth,
  askQuestions: async () => (await import('./steps/ask-questions.ts')).askQuestions,
  twinPrices: async () => (await import('./steps/twin-prices.ts')).twinPrices,
  onPostgres: async () => (await import('./steps/on-postgres.ts')).onPostgres,
}

const [name, input] = process.argv.slice(2)
const load = steps[name!]
if (!load) throw new Error(`no such step: ${name}`)
const step = await load()
const value = await step(JSON.parse(input!) as Place)
process.stdout.write(`${JSON.stringify({ value, highWater: highWaterMark() })}\n`)
process.exit(0)
