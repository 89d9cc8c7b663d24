import { z } from 'zod'
import type { QueueItem } from './queue-item.ts'
import { verdicts } from './verdict.ts'

export const itemsPerPage = 20

const places = Array.from({ length: itemsPerPage }, (_, at) => at + 1)

const field = z.string().max(2000, 'Write less.').optional()

/** A page of the queue as a form: so many lines, each with its name, what is said of it, and why. */
export const itemFields: Readonly<Record<string, typeof field>> = Object.fromEntries(
  places.flatMap((place) => [
    [`item_${place}`, field],
    [`verdict_${place}`, field],
    [`words_${place}`, field],
  ]),
)

/** What was chosen for one line of a form. */
export interface Choice {
  readonly place: number
  readonly code: string
  readonly verdict: string | undefined
  readonly words: string | undefined
}

const given = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** The lines of a form that was sent; `rest` is said of those for which nothing was chosen. */
export function choicesOf(sent: Readonly<Record<string, unknown>>, rest?: string): Choice[] {
  return places.flatMap((place) => {
    const code = given(sent[`item_${place}`])
    if (code === undefined) return []
    const verdict = given(sent[`verdict_${place}`]) ?? rest
    return [{ place, code, verdict, words: given(sent[`words_${place}`]) }]
  })
}

/** What was typed about lines, at the places where they stand on the page now. */
export function valuesAt(items: readonly QueueItem[], choices: readonly Choice[]): Record<string, string> {
  return Object.fromEntries(
    items.flatMap(({ code }, at) => {
      const choice = choices.find((one) => one.code === code)
      return [
        ...(choice?.verdict === undefined ? [] : [[`verdict_${at + 1}`, choice.verdict]]),
        ...(choice?.words === undefined ? [] : [[`words_${at + 1}`, choice.words]]),
      ]
    }),
  )
}

/** Choices by what is said, in the order of the verdicts, with what was billed for their lines. */
export function byVerdict(
  choices: readonly Choice[],
  items: readonly QueueItem[],
): { readonly verdict: string; readonly text: string; readonly lines: number; readonly billedPence: number }[] {
  const billedOf = new Map(items.map(({ code, line }) => [code, line.billedPence]))
  return verdicts.flatMap(({ name, text }) => {
    const own = choices.filter(({ verdict }) => verdict === name)
    const billedPence = own.reduce((sum, { code }) => sum + (billedOf.get(code) ?? 0), 0)
    return own.length === 0 ? [] : [{ verdict: name, text, lines: own.length, billedPence }]
  })
}
