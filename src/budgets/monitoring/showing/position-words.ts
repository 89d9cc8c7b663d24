import { type Month, formatDate, dayInLondon, formatMonth, monthNumber } from '#shared'
import type { WatchedMonth } from '../position/edition.ts'
import type { Method, MonthKnown } from '../position/method.ts'
import type { Position } from '../position/position.view.ts'
import type { ModelName } from '../policy/monitoring-policy.ts'

export const modelWords: Readonly<Record<ModelName, string>> = {
  'straight-line': 'straight line',
  season: 'season',
  'damped-season': 'season, each practice moved towards its own year before',
}

const percents = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
export const percent = (share: number): string => `${percents.format(share * 100)}%`

const listed = (months: readonly Month[]): string => months.map(formatMonth).join(', ')

const withAny = (known: readonly MonthKnown[], of: 'flex' | 'missing'): Month[] =>
  known.filter((month) => month[of].length > 0).map(({ month }) => month)

/** Which months are frozen, flex or partly missing. */
export function knownNotes({ known }: Method): string[] {
  const [flex, missing] = [withAny(known, 'flex'), withAny(known, 'missing')]
  return [
    ...(flex.length > 0
      ? [`Flex, of which something may still change: ${listed(flex)}. What usually comes to a flex is in the estimate.`]
      : []),
    ...(missing.length > 0
      ? [`Not everything was sent of ${listed(missing)}: what is missing is estimated from the months before.`]
      : []),
    ...(flex.length === 0 && missing.length === 0 ? ['Every month is frozen.'] : []),
  ]
}

/** Which model, and how far it was out when it was tried. */
export function modelNote({ model, errors, trials }: Method, month: Month): string {
  const own = errors.find((error) => error.model === model)
  const by = `Forecast by ${modelWords[model]}`
  if (!own) return `${by}; there is too little history to try it on.`
  return (
    `${by}: tried on ${trials} ${trials === 1 ? 'stretch' : 'stretches'} of twelve months ` +
    `after ${Math.min(11, monthNumber(month))}, it was out by ` +
    `${percent(own.practices)} of what practices came to, and by ${percent(own.whole)} of the whole.`
  )
}

const spreadWords = ({ spread }: Method): string =>
  spread === null
    ? 'by the arithmetic of 120 admissions for 1,000 people'
    : 'as practices here differed from one year to the next'

const bandNote = (method: Method): string =>
  `Chance: within this of the plan 95 of 100 would lie if nothing had changed but luck, ${spreadWords(method)}` +
  `${method.historyWeight > 0.05 ? '; luck in the history that the budget rests on is in it too' : ''}. ` +
  'A variance within it is no saving and no overspending.'

const mixKinds = { hrg: 'by HRG', pod: 'by point of delivery' }

/** How price, volume and mix were told apart. */
export const mixNote = ({ mixBy, mixPrices }: Method): string =>
  mixBy === 'none'
    ? 'Price, volume and mix are not told apart: there is no activity of the same months a year before.'
    : `Price, volume and mix make up the variance, against the same months a year before ${mixKinds[mixBy]}, ` +
      `${mixPrices === 'year' ? 'at this year’s prices' : 'at the prices of that year: a new price list is in “price”'}.`

/** Where the figures come from, and when they were worked out. */
export function sourceNote({ editionNo, actor, at, budgetNo, budgetVersion }: WatchedMonth): string {
  const budget = `Budget ${budgetNo}, version ${budgetVersion}`
  const day = formatDate(dayInLondon(at))
  return editionNo === null
    ? `${budget}. Worked out just now and not drawn up (${day}).`
    : `${budget}. Statements ${editionNo}, drawn up on ${day} by ${actor}.`
}

/** What stands below the table; what was spent beside the budget is not for whoever may not see small numbers. */
export const positionNotes = ({ watched, question }: Position, isShown = true): string[] => [
  sourceNote(watched),
  'Activity at the prices of the price lists; a line without a price as it was billed. Above plan is positive.',
  ...knownNotes(watched.method),
  bandNote(watched.method),
  mixNote(watched.method),
  modelNote(watched.method, question.month),
  ...watched.method.notes,
  ...(isShown ? (watched.method.insideNotes ?? []) : []),
]
