import { type Refused, refused } from '#shared'
import type { OperationRefusal } from '#ui'
import { filterInput } from './filter-input.ts'
import { monthInput } from './month-input.ts'

/** The month of an address, as programs are told of it. */
export const monthParameter = monthInput.describe('The month billed, like 2007-10.')

const one = (what: string): string => `Only ${what}; its code, or “none” for what carries none.`

/** The four ways to narrow, as programs are told of them. */
export const filterParameters = {
  practice: filterInput.practice.describe(one('lines of this practice')),
  group: filterInput.group.describe(one('lines of practices in this group in the month')),
  provider: filterInput.provider.describe(one('lines of this provider')),
  pod: filterInput.pod.describe(one('lines of this point of delivery')),
}

/** How a view's refusal is told to a program: what is not there, or not to be seen, is one and the same. */
export const asOperationRefusal = ({ code, message }: Refused): Refused<OperationRefusal> =>
  code === 'too-narrow' || code === 'changed' ? refused(code, message) : refused('not-found', message)
