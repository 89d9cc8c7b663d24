import type { Ctx } from '#platform'
import type { FinancialYear, PlainDate } from '#shared'
import type { Words } from './reading.ts'

/** Whose target is measured, and on which day: no later than the end of the year that is assessed. */
export interface MeasureSetting {
  readonly ctx: Ctx
  readonly owner: string
  readonly commissioner: string
  readonly year: FinancialYear
  readonly on: PlainDate
  /** The practices of the group on that day. */
  readonly practices: readonly string[]
  /** What people call a practice. */
  readonly practiceWords: Words
  /** Asks a question once, however many targets rest on it. */
  once<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer>
}

export function onceEach(): MeasureSetting['once'] {
  const asked = new Map<string, Promise<unknown>>()
  return <Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const held = asked.get(key) ?? ask()
    asked.set(key, held)
    return held as Promise<Answer>
  }
}
