import { type Pence, formatDate, formatPence, noPence } from '#shared'
import { daysWords, factorWords, plural, multiplierWords, stayWords, unitsOf } from './words.ts'
import type { PricedLineFacts, Working, WorkingStep } from './working.ts'

type Explain = (facts: PricedLineFacts) => WorkingStep[]

const say = (words: string, pence?: Pence): WorkingStep => (pence === undefined ? { words } : { words, pence })

/** Which row and column of the list, in the words of the list. */
const rowWords: Readonly<Record<string, (facts: PricedLineFacts) => string>> = {
  'day-case': ({ hrg }) => `${hrg} day case`,
  elective: ({ hrg }) => `${hrg} ordinary elective`,
  'non-elective': ({ hrg }) => `${hrg} non-elective`,
  'short-stay': ({ hrg }) => `${hrg} reduced short stay emergency`,
  'excess-bed-days': ({ hrg }) => `${hrg} for each day beyond the trim point`,
  'outpatient-procedure': ({ hrg }) => `${hrg} outpatient procedure`,
  'outpatient-attendance': ({ tfc }) => `specialty ${tfc} outpatient attendance`,
  'outpatient-procedure-as-attendance': ({ hrg, tfc }) =>
    `specialty ${tfc} outpatient attendance, because ${hrg ?? 'a line without an HRG'} has no outpatient procedure price`,
  'emergency-attendance': ({ hrg }) => `${hrg} emergency attendance`,
}

const dateOf = ({ startDate, endDate, losDays, priceBasis }: PricedLineFacts) =>
  losDays === null && priceBasis !== 'excess-bed-days' ? startDate : endDate

function listed(facts: PricedLineFacts): WorkingStep[] {
  const date = dateOf(facts)
  const on = date === null ? '' : `, which holds on ${formatDate(date)}`
  return [
    say(
      `Price list ${facts.tariffYear}${on}: ${rowWords[facts.priceBasis]!(facts)} ${formatPence(facts.basePence ?? noPence)}.`,
      facts.basePence ?? noPence,
    ),
  ]
}

function excess(facts: PricedLineFacts): WorkingStep[] {
  const { trimDays, excessDays, perDayPence, priceNote } = facts
  if (facts.priceBasis === 'short-stay') return [say('A short stay has no excess days.')]
  if (priceNote?.includes('a line of their own'))
    return [say('Excess days are billed on a line of their own, so none are priced here.')]
  if (trimDays === null || perDayPence === null || excessDays === null) return []
  if (excessDays === 0) return [say(`Trim point ${daysWords(trimDays)}, so no excess days.`)]
  const pence = (excessDays * perDayPence) as Pence
  const extra = plural(excessDays, 'excess day')
  return [
    say(
      `Trim point ${daysWords(trimDays)}, so ${extra} at ${formatPence(perDayPence)} = ${formatPence(pence)}.`,
      pence,
    ),
  ]
}

/** The product as it is written by hand: units × (price × top-up + excess days) × factor, rounded once. */
function product(facts: PricedLineFacts): WorkingStep[] {
  const { basePence, excessDays, perDayPence, mffMicro, topUpBp, pricePence } = facts
  const days = ((excessDays ?? 0) * (perDayPence ?? 0)) as Pence
  const topUp = topUpBp ? ` × top-up ${multiplierWords(topUpBp)}` : ''
  const core = formatPence(basePence ?? noPence)
  const onAll = facts.priceNote?.includes('top-up on excess days') ?? false
  const sum =
    days === 0
      ? `${core}${topUp}`
      : onAll
        ? `(${core} + ${formatPence(days)})${topUp}`
        : `(${core}${topUp} + ${formatPence(days)})`
  const units = unitsOf(facts.units) === '1' ? '' : `${unitsOf(facts.units)} units × `
  const rounding = facts.priceNote?.includes('whole pounds')
    ? 'rounded half up once, to whole pounds as the contract says'
    : 'rounded half up once'
  const factor = `market forces factor ${factorWords(mffMicro ?? 1_000_000)}`
  const price = pricePence ?? noPence
  return [say(`${units}${sum} × ${factor} = ${formatPence(price)}, ${rounding}.`, price)]
}

const note = ({ priceNote, priceBasis }: PricedLineFacts): WorkingStep[] =>
  priceNote?.includes('department type') && priceBasis === 'emergency-attendance'
    ? [say('The line does not say the type of department; it is taken as type 1 or 2.')]
    : []

const stay: Explain = (facts) => [say(stayWords(facts)), ...listed(facts), ...excess(facts), ...product(facts)]
const visit: Explain = (facts) => [...listed(facts), ...note(facts), ...product(facts)]
const only =
  (words: (facts: PricedLineFacts) => string): Explain =>
  (facts) => [say(words(facts), facts.pricePence ?? undefined)]

const year = ({ tariffYear }: PricedLineFacts): string => tariffYear ?? 'of that date'

const explanations: Readonly<Record<string, Explain>> = {
  'day-case': stay,
  elective: stay,
  'non-elective': stay,
  'short-stay': stay,
  'excess-bed-days': visit,
  'outpatient-attendance': visit,
  'outpatient-procedure': visit,
  'outpatient-procedure-as-attendance': visit,
  'emergency-attendance': visit,
  'local-price': (facts) => [
    say(
      `Price agreed locally with ${facts.provider}: ${formatPence(facts.basePence ?? noPence)}.`,
      facts.basePence ?? noPence,
    ),
    ...product(facts),
  ],
  'pass-through': only(({ pod, billedPence }) =>
    billedPence === null
      ? `${pod} is passed through at the amount billed, and no amount was billed.`
      : `${pod} is passed through: the amount billed, ${formatPence(billedPence)}, stands.`,
  ),
  'not-attended': only(() => 'The patient was not seen, so nothing is payable: £0.00.'),
  'not-billable': only(({ hrg }) =>
    hrg === 'UZ01Z'
      ? 'The HRG is UZ01Z, which means that the record could not be grouped: £0.00.'
      : 'An administrative event and not an attendance: £0.00.',
  ),
  'no-national-price': only(
    (facts) =>
      `Not priced: price list ${year(facts)} has no price for ${subjectOf(facts)}, and no local price is loaded.`,
  ),
  'no-local-price': only(
    (facts) =>
      `Not priced: the line says that a local price holds, and none is loaded for ${facts.provider} and ${subjectOf(facts)}.`,
  ),
  'not-discharged': only(() => 'Not priced: a stay is priced by its day of discharge, and there is none yet.'),
  'no-tariff-loaded': only((facts) => `Not priced: no price list is loaded for ${dateWords(facts)}.`),
  'no-hrg': only(() => 'Not priced: the line has no HRG.'),
}

function dateWords(facts: PricedLineFacts): string {
  const date = dateOf(facts)
  return date ? `${formatDate(date)}, which is in ${year(facts)}` : 'a line without a date'
}

const subjectOf = ({ pod, hrg, tfc }: PricedLineFacts): string =>
  `${pod}${hrg ? `, HRG ${hrg}` : ''}${tfc ? `, specialty ${tfc}` : ''}`

/**
 * The working of a price in plain words. A stay of 30 days, AA22C at £2,406.00, trim point 23, £219.00 a day, factor 1.063400:
 * “… so 7 excess days at £219.00 = £1,533.00.
 * (£2,406.00 + £1,533.00) × market forces factor 1.063400 = £4,188.73, rounded half up once.”
 */
export function explainPrice(facts: PricedLineFacts): Working {
  const explain = explanations[facts.priceBasis]
  if (!explain) throw new RangeError(`no such way to price a line: ${facts.priceBasis}`)
  const steps = explain(facts)
  return {
    basis: facts.priceBasis,
    pricePence: facts.pricePence,
    steps,
    words: steps.map(({ words }) => words).join(' '),
  }
}
