import { dayInLondon, roleNames } from '#shared'
import { type Command, defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { listPeople } from '../persons/person-list.view.ts'
import { dayInput } from './day-input.ts'
import { peopleTable } from './tables.ts'

export const userListCommand: Command = defineCommand({
  name: 'user list',
  summary: 'Lists people, whether they may sign in, and the posts they hold on a day',
  options: [
    { flag: '--search <text>', words: 'words of a name or an address' },
    { flag: '--role <role>', words: 'only who holds a post in this role', choices: roleNames },
    { flag: '--organisation <code>', words: 'only who holds a post there' },
    { flag: '--date <date>', words: 'posts as at this day (YYYY-MM-DD); else today' },
    { flag: '--format <format>', words: 'how the table is given', choices: ['text', 'csv', 'json', 'xlsx'] },
  ],
  input: z.object({
    search: z.string().optional(),
    role: z.enum(roleNames).optional(),
    organisation: z.string().toUpperCase().optional(),
    date: dayInput.optional(),
    format: z.enum(['text', 'csv', 'json', 'xlsx']).optional(),
  }),
  async run(ctx, { date, format, ...question }, out) {
    const asAt = date ?? dayInLondon(ctx.clock.now())
    const people = await listPeople(ctx, { ...question, asAt })
    if (out.wantsJson && format === undefined) out.json({ asAt, people })
    else await out.table(peopleTable(people, asAt), format ?? 'text')
    return exits.done
  },
})
