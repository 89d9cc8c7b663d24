import type { Month } from '#shared'
import { findingStates } from '../answering/finding.ts'
import { confidences } from '../rules/rule.ts'
import type { FindingsQuestion } from './findings-question.ts'
import { optionalOf, optionalText } from './month-input.ts'

export const holds = ['adjusted', 'held', 'none'] as const

/** Ways to narrow a list of findings, as an address, a form or a command has them. */
export const findingsInput = {
  provider: optionalText,
  practice: optionalText,
  rule: optionalText,
  confidence: optionalOf(confidences),
  state: optionalOf(findingStates),
  hold: optionalOf(holds),
}

type Narrowed = Omit<FindingsQuestion, 'month' | 'commissioner' | 'lineId' | 'snapshot'>

/** Without what was not asked, so that one list has one address. */
export function questionOf(
  month: Month,
  input: { [Key in keyof Narrowed]: Narrowed[Key] | undefined },
): FindingsQuestion {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  return { month, ...(Object.fromEntries(given) as Narrowed) }
}
