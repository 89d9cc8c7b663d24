import { type Ctx, type JournalPage, type JournalQuestion, isInJournal, journalEntries } from '#platform'
import { questionWords } from './question-words.ts'

/** Asks the journal, and writes down that it was asked, by whom and in which form, before anybody sees the answer. */
export async function readJournal(ctx: Ctx, question: JournalQuestion, format: string): Promise<JournalPage> {
  const answer = await journalEntries(ctx.db, question)
  const knowsPerson = question.person !== undefined && (await isInJournal(ctx.db, question.person))
  const detail = { records: answer.entries.length, ...(format === 'html' ? {} : { format }) }
  await ctx.transaction((tx) => ctx.audit(tx, 'journal.read', questionWords(question, { knowsPerson }), detail))
  return answer
}
