import { type PlainDate, findPatientData, findPlainDate } from '#shared'
import type { EntryFacts, RegisterName, RegisterResult } from './register.ts'

/** What is wrong with one cell, or with one field of a form: a sentence by column. */
export type Faults = Readonly<Record<string, string>>

export type Read = { readonly facts: EntryFacts } | { readonly faults: Faults }

type Text = (column: string) => string

const code = /^[a-z0-9][a-z0-9 -]{0,59}$/

interface Reading {
  readonly faults: Record<string, string>
  day(column: string): PlainDate | undefined
  name(column: string, like: string): string
  one<Value extends string>(column: string, choices: Readonly<Record<string, Value>>, words: string): Value | undefined
}

function readingOf(text: Text): Reading {
  const faults: Record<string, string> = {}
  return {
    faults,
    day(column) {
      const found = findPlainDate(text(column))
      if (!found) faults[column] = 'It is no day: write it like 2007-04-01.'
      return found
    },
    name(column, like) {
      const found = text(column).toLowerCase().replaceAll(/\s+/g, '-')
      if (findPatientData(text(column)).length > 0)
        faults[column] = 'It looks like something of a patient: take it out.'
      else if (!code.test(found)) faults[column] = `Write letters, figures and hyphens, like ${like}.`
      return found
    },
    one(column, choices, words) {
      const found = choices[text(column).toLowerCase()]
      if (found === undefined) faults[column] = words
      return found
    },
  }
}

const sets = { regional: 'regional', local: 'local' } as const
const results: Readonly<Record<string, RegisterResult>> = {
  met: 'met',
  yes: 'met',
  progressing: 'progressing',
  progress: 'progressing',
  not: 'not',
  no: 'not',
}
const together: Readonly<Record<string, RegisterResult>> = { y: 'collective', yes: 'collective', n: 'own', no: 'own' }

type Part = Partial<Pick<EntryFacts, 'item' | 'from' | 'to' | 'points' | 'result'>>

const parts: Readonly<Record<RegisterName, (reading: Reading, text: Text) => Part>> = {
  schemes(reading, text) {
    const [item, from] = [reading.name('scheme', 'access'), reading.day('from')]
    const to = text('to') === '' ? null : reading.day('to')
    if (from && to && to <= from) reading.faults['to'] = 'It ends before it begins: correct one of the two.'
    return { item, ...(from && { from }), ...(to !== undefined && { to }) }
  },
  'quality-points'(reading, text) {
    const from = reading.day('date')
    const points = /^\d{1,4}(\.\d{1,2})?$/.test(text('points')) ? Math.floor(Number(text('points'))) : undefined
    if (points === undefined) reading.faults['points'] = 'It is no number of points: write one like 912.'
    return { item: '', ...(from && { from }), ...(points !== undefined && { points }) }
  },
  'prescribing-indicators'(reading) {
    const from = reading.day('date')
    const set = reading.one('set', sets, 'Write regional or local.')
    const name = reading.name('indicator', 'generic-items')
    const result = reading.one('result', results, 'Write met, progressing or not.')
    return { item: `${set ?? ''}/${name}`, ...(from && { from }), ...(result && { result }) }
  },
  'demand-actions'(reading) {
    const from = reading.day('date')
    const item = reading.name('action', 'referral-review')
    const result = reading.one('together', together, 'Write yes where practices do it together, else no.')
    return { item, ...(from && { from }), ...(result && { result }) }
  },
}

/** What a row or a form says of one practice, or what is wrong with it, by column. */
export function readEntry(register: RegisterName, text: Text): Read {
  const reading = readingOf(text)
  const practice = text('practice').toUpperCase()
  if (practice === '') reading.faults['practice'] = 'The practice is missing: fill in its code.'
  const part = parts[register](reading, text)
  const { faults } = reading
  if (Object.keys(faults).length > 0 || !part.from) return { faults }
  const facts = { to: null, points: null, result: null, item: '', ...part, from: part.from }
  return { facts: { register, practice, ...facts } }
}

/** An entry as a row of its file has it: what is written can be read again. */
export function entryCells({ register, practice, item, from, to, points, result }: EntryFacts): Record<string, string> {
  const [set, indicator] = item.includes('/') ? item.split('/') : ['', item]
  const shared = { practice, date: from, from, to: to ?? '' }
  if (register === 'schemes') return { ...shared, scheme: item }
  if (register === 'quality-points') return { ...shared, points: String(points ?? '') }
  if (register === 'prescribing-indicators')
    return { ...shared, set: set!, indicator: indicator!, result: result ?? '' }
  return { ...shared, action: item, together: result === 'collective' ? 'yes' : 'no' }
}
