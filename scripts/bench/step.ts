import { highWaterMark } from './child.ts'
import { askQuestions } from './steps/ask-questions.ts'
import { countRows } from './steps/count-rows.ts'
import { endMonth } from './steps/end-month.ts'
import { inventWorld } from './steps/invent-world.ts'
import { onPostgres } from './steps/on-postgres.ts'
import { priceMonths } from './steps/price-months.ts'
import { scanColumns } from './steps/scan-columns.ts'
import { takeIn } from './steps/take-in.ts'
import { twinPrices } from './steps/twin-prices.ts'
import { type Place } from './steps/place.ts'

const steps: Readonly<Record<string, (place: Place) => Promise<unknown>>> = {
  inventWorld, countRows, takeIn, scanColumns, priceMonths, endMonth, askQuestions, twinPrices, onPostgres,
}

const [name, input] = process.argv.slice(2)
const step = steps[name!]
if (!step) throw new Error(`no such step: ${name}`)
const value = await step(JSON.parse(input!) as Place)
process.stdout.write(`${JSON.stringify({ value, highWater: highWaterMark() })}\n`)
process.exit(0)
