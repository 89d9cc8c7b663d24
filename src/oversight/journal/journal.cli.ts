import { type Command, defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { fullJournalTable, journalTable } from './journal-table.ts'
import { readJournal } from './read-journal.command.ts'
import { daysInOrder, outOfOrder, searchFields } from './search.ts'

const formats = ['text', 'csv', 'json', 'xlsx'] as const

export const journalCommand: Command = defineCommand({
  name: 'journal',
  summary: 'Lists records of the journal, newest first: who did what to what, when and why',
  options: [
    { flag: '--person <name>', words: 'only by this name or user, as it stands in the records', unkept: true },
    { flag: '--action <action>', words: 'only what begins so: identity. is every look at who a patient is' },
    { flag: '--subject <words>', words: 'only with these words in what it was done to; no patient', unkept: true },
    { flag: '--organisation <code>', words: 'only in posts of this organisation' },
    { flag: '--role <role>', words: 'only in this role' },
    { flag: '--from <date>', words: 'from this day on (YYYY-MM-DD)' },
    { flag: '--to <date>', words: 'up to this day, and on it' },
    { flag: '--limit <number>', words: 'how many at most', default: '100' },
    { flag: '--format <format>', words: 'csv, json and xlsx hold every field', choices: formats },
  ],
  input: z
    .object({
      ...searchFields,
      limit: z.coerce.number('Give a number.').int().positive().max(1_000_000),
      format: z.enum(formats).optional(),
    })
    .refine(daysInOrder, outOfOrder),
  async run(ctx, { format, ...question }, out) {
    const isText = (format ?? (out.wantsJson ? 'json' : 'text')) === 'text'
    const { entries, older } = await readJournal(ctx, question, format ?? (out.wantsJson ? 'json' : 'text'))
    await out.table(isText ? journalTable(entries, question) : fullJournalTable(entries), format)
    if (older !== undefined) out.warn('There are older records: give --limit or --to for them.')
    return exits.done
  },
})
