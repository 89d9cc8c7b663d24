import { defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { monthsTable } from './months-table.view.ts'

export const monthsCommand = defineCommand({
  name: 'months',
  summary: 'Lists the months there is activity for, and whether they are priced',
  input: z.object({}),
  async run(ctx, _input, out) {
    const table = await monthsTable(ctx)
    if (table.rows.length === 0)
      out.warn('There is no activity yet: import a file with “locality import activity FILE”.')
    await out.table(table)
    return exits.done
  },
})
