import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { z } from 'zod'
import type { CodeLists } from './code-lists.ts'
import type { Format } from './format.ts'
import { formatSchema } from './format-schema.ts'
import { plainFormat } from './plain-format.ts'

let formats: Promise<Format[]> | undefined

async function readFormats(): Promise<Format[]> {
  const folder = packagePath('reference', 'formats', 'activity')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return [plainFormat, ...texts.map((text) => formatSchema.parse(parse(text)))]
}

/** Every layout that is known without being told, the plain one first. */
export const knownFormats = (): Promise<Format[]> => (formats ??= readFormats())

const words = z.string().transform((text) => new Set(text.trim().split(/\s+/)))
const items = z.array(z.string()).transform((list) => new Set(list))
const listsSchema = z.strictObject({
  points_of_delivery: items,
  without_activity: items,
  without_tariff_code: items,
  treatment_functions: items,
  service_categories: items,
})

const readCodes = async (name: string): Promise<unknown> =>
  parse(await readFile(packagePath('reference', 'codes', name), 'utf8'))

let lists: Promise<CodeLists> | undefined

async function readLists(): Promise<CodeLists> {
  const submission = listsSchema.parse(await readCodes('submission-lists.yaml'))
  const { hrgs } = z.strictObject({ hrgs: words }).parse(await readCodes('hrg-codes.yaml'))
  const { services } = z.strictObject({ services: words }).parse(await readCodes('specialised-services.yaml'))
  return {
    pointsOfDelivery: submission.points_of_delivery,
    withoutActivity: submission.without_activity,
    withoutTariffCode: submission.without_tariff_code,
    treatmentFunctions: submission.treatment_functions,
    serviceCategories: submission.service_categories,
    hrgs,
    services,
  }
}

export const codeLists = (): Promise<CodeLists> => (lists ??= readLists())

let aliases: Promise<Readonly<Record<string, readonly string[]>>> | undefined

async function readAliases(): Promise<Readonly<Record<string, readonly string[]>>> {
  const text = await readFile(packagePath('reference', 'formats', 'column-aliases.yaml'), 'utf8')
  return z.record(z.string(), z.array(z.string())).parse(parse(text))
}

/** What providers call the columns of a line in layouts of their own. */
export const columnAliases = (): Promise<Readonly<Record<string, readonly string[]>>> => (aliases ??= readAliases())
