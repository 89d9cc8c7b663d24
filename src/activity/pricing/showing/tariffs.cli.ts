import { defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { listTariffs } from './tariff-list.view.ts'
import { tariffsTable } from './tariff-tables.ts'

export const tariffsCommand = defineCommand({
  name: 'tariffs',
  summary: 'Lists the price lists that are loaded, and the days each holds',
  options: [{ flag: '--format <format>', words: 'how to write the list', choices: ['text', 'csv', 'json', 'xlsx'] }],
  input: z.object({ format: z.enum(['text', 'csv', 'json', 'xlsx']).optional() }),
  async run(ctx, { format }, out) {
    const tariffs = await listTariffs(ctx.db)
    if (tariffs.length === 0)
      out.warn('No price list is loaded: load one with “locality import tariff FOLDER --year 2007/08”.')
    await out.table(tariffsTable(tariffs), format)
    return exits.done
  },
})
