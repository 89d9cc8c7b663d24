import type { Ctx } from '#platform'
import { findFinancialYear, findPlainDate } from '#shared'
import { type PageRequest, type Reply, defineRoute, redirect, refusal } from '#ui'
import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { loadTariff } from '../loading/load-tariff.command.ts'
import { loadedWords } from './loading-words.ts'

const input = z.object({
  year: z.string().refine((text) => findFinancialYear(text) !== undefined, 'Write the financial year like 2017/18.'),
  from: z
    .string()
    .refine((text) => text === '' || findPlainDate(text) !== undefined, 'Write the day like 2017-10-01.')
    .default(''),
})

async function load(ctx: Ctx, { year, from }: z.output<typeof input>, { upload }: PageRequest): Promise<Reply> {
  if (!upload) return refusal(422, 'No file was chosen: choose a workbook or a CSV file.')
  const source = { source: upload.path, name: upload.name, year: findFinancialYear(year)!, from: findPlainDate(from) }
  const loaded = await loadTariff(ctx, source).finally(() => rm(upload.path, { force: true }))
  return loaded.ok
    ? redirect('/tariffs', loadedWords(loaded.value))
    : refusal(422, loaded.message, 'The price list was not loaded')
}

export const loadTariffRoute = defineRoute({
  method: 'POST',
  path: '/tariffs',
  permission: 'tariff.load',
  audit: 'tariff.load',
  input,
  upload: { maxBytes: 64 * 1024 * 1024 },
  handle: load,
})
