import type { JournalQuestion } from '#platform'
import { formatDate } from '#shared'

const daysWords = ({ from, to }: JournalQuestion): string[] => {
  if (from && to) return [from === to ? `on ${formatDate(from)}` : `from ${formatDate(from)} to ${formatDate(to)}`]
  if (from) return [`since ${formatDate(from)}`]
  return to ? [`up to ${formatDate(to)}`] : []
}

/**
 * A question as the journal keeps it: `identity.* by u2, from 1 May 2008 to 31 May 2008`. Words looked for could be a patient's name and so
 * could a person that the journal does not know: of these it says only that they were given.
 */
export function questionWords(question: JournalQuestion, { knowsPerson }: { knowsPerson: boolean }): string {
  const { person, action, subject, organisation, role, before } = question
  const parts = [
    ...(action === undefined ? [] : [action.endsWith('.') ? `${action}*` : action]),
    ...(person === undefined ? [] : [knowsPerson ? `by ${person}` : 'by somebody who is not in it']),
    ...(role === undefined ? [] : [`as ${role}`]),
    ...(organisation === undefined ? [] : [`at ${organisation}`]),
    ...(subject === undefined ? [] : ['with words in what it was done to']),
    ...daysWords(question),
    ...(before === undefined ? [] : ['older records']),
  ]
  return parts.length === 0 ? 'the whole journal' : parts.join(', ')
}
