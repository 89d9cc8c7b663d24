import { type Refused, findPatientData, patientDataRefusal, refused } from '#shared'
import { whenWords } from '../words/when.ts'
import { type BudgetHead, eventOf } from './budget.ts'

export const noSuchBudget = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such budget here. Check its number, or start from the list of budgets.')

export const notAllowed = (words: string): Refused<'not-allowed'> => refused('not-allowed', words)

/** Who came first, for whoever came too late. */
export function refuseEnded(head: BudgetHead): Refused<'ended'> | undefined {
  const end = eventOf(head, 'issued') ?? eventOf(head, 'withdrawn')
  return (
    end &&
    refused(
      'ended',
      `${end.actor} has ${end.event} budget ${head.budgetNo} on ${whenWords(end.at)}. Nothing was changed.`,
    )
  )
}

/** What somebody says, held to say something and to name no patient; nothing is wrong with saying nothing where it may be left out. */
export function refuseWords(words: string, missing?: string): Refused<'no-words' | 'names-patient'> | undefined {
  if (words === '') return missing === undefined ? undefined : refused('no-words', missing)
  const named = findPatientData(words)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('words', named)) : undefined
}
