import { findFinancialYear, findPlainDate } from '#shared'
import { defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { loadTariff } from '../loading/load-tariff.command.ts'
import { loadedWords } from './loading-words.ts'

const yearInput = z.string().transform((text, context) => {
  const year = findFinancialYear(text)
  if (!year) context.addIssue({ code: 'custom', message: `“${text}” is not a financial year: write it like 2007/08.` })
  return year ?? z.NEVER
})

const dayInput = z.string().transform((text, context) => {
  const day = findPlainDate(text)
  if (!day) context.addIssue({ code: 'custom', message: `“${text}” is not a day: write it like 2007-10-01.` })
  return day ?? z.NEVER
})

export const importTariffCommand = defineCommand({
  name: 'import tariff',
  changes: true,
  summary: 'Loads a year’s price list from a tariff folder, a national workbook or a CSV file',
  arguments: [{ name: 'source', words: 'the folder, .xlsx workbook or CSV file' }],
  options: [
    { flag: '--year <year>', words: 'the financial year it is of, like 2007/08', required: true },
    { flag: '--from <date>', words: 'the first day it holds, where that is not 1 April' },
  ],
  input: z.object({ source: z.string(), year: yearInput, from: dayInput.optional() }),
  async run(ctx, { source, year, from }, out) {
    const loaded = await loadTariff(ctx, from ? { source, year, from } : { source, year })
    if (!loaded.ok) return sayRefusal(out, loaded)
    for (const warning of loaded.value.warnings) out.warn(warning)
    if (out.wantsJson) out.json(loaded.value)
    else out.print(loadedWords(loaded.value))
    return exits.done
  },
})
