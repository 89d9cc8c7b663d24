import type { JournalQuestion } from '#platform'
import { type PlainDate, findPatientData, findPlainDate, patientDataRefusal, roleNames } from '#shared'
import { z } from 'zod'

/** What the fields of a search are called, on the page and in its refusals. */
export const searchLabels = {
  person: 'Person',
  action: 'What was done',
  subject: 'To what',
  organisation: 'Organisation of the post',
  role: 'Role',
  from: 'From',
  to: 'To',
} as const

type SearchField = keyof typeof searchLabels

/** Nothing that names a patient may be looked for: it would stand in addresses. What is empty narrows nothing. */
const words = (field: SearchField, most: number) =>
  z
    .string()
    .max(most, `Search for at most ${most} letters in “${searchLabels[field]}”.`)
    .superRefine((text, context) => {
      const found = findPatientData(text)
      if (found.length > 0)
        context.addIssue({ code: 'custom', message: patientDataRefusal(searchLabels[field], found) })
    })
    .transform((text) => text.trim() || undefined)
    .optional()

const action = z
  .string()
  .regex(/^[a-z.-]{0,60}$/, 'Choose what was done from the list, or write it as it stands in the records.')
  .transform((text) => text || undefined)
  .optional()

/** At least one letter stands in the code of an organisation, so that no number of anything else passes for one. */
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(
    /^$|^(?=.*[A-Z])[A-Z0-9]{2,10}$/,
    'Give the code of an organisation: two to ten letters and digits, like A81001.',
  )
  .transform((text) => text || undefined)
  .optional()

const day = (field: SearchField) =>
  z
    .string()
    .transform((text, context): PlainDate | undefined => {
      if (text.trim() === '') return undefined
      const found = findPlainDate(text.trim())
      if (!found)
        context.addIssue({ code: 'custom', message: `“${searchLabels[field]}” must be a day like 2008-05-01.` })
      return found
    })
    .optional()

/** What a search may hold, as a page's address or a command has it. */
export const searchFields = {
  person: words('person', 200),
  action,
  subject: words('subject', 200),
  organisation: code,
  role: z
    .enum([...roleNames, ''])
    .transform((name) => name || undefined)
    .optional(),
  from: day('from'),
  to: day('to'),
}

/** The first and the last day are in the order of time. */
export const daysInOrder = ({ from, to }: Pick<JournalQuestion, 'from' | 'to'>): boolean =>
  from === undefined || to === undefined || from <= to

export const outOfOrder = { path: ['to'], message: '“To” must not be before “From”.' }

/** The question as the address of a page asks it. */
export function searchAddress(question: JournalQuestion): string {
  const given = Object.entries(question).flatMap(([name, value]): [string, string][] =>
    value === undefined || name === 'limit' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '/journal' : `/journal?${new URLSearchParams(given)}`
}
