import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readSheets } from '#platform'
import { type FinancialYear, type Result, ok, refused } from '#shared'
import { noParts } from '../lists/tariff.ts'
import { layouts } from './layouts.view.ts'
import { type SourceParts, type TariffSource, isPlain, nationalParts, plainPart, refusedFor } from './tariff-source.ts'

type SourceRefusal = 'no-file' | 'bad-tariff'

const sha256Of = (parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Reads a price list whole: a plain tariff folder, a national workbook, or one CSV file of either layout. */
export async function readTariffSource(
  path: string,
  year: FinancialYear,
  name = basename(path),
): Promise<Result<TariffSource, SourceRefusal>> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return refused('no-file', `There is no folder or file “${path}”: check its path.`)
  return found.isDirectory() ? await readFolder(path) : await readOneFile(path, name, year)
}

async function readFolder(path: string): Promise<Result<TariffSource, SourceRefusal>> {
  const names = await readdir(path)
  const hashed: (string | Uint8Array)[] = []
  let gathered: SourceParts = { parts: { marketForces: [], topUps: [] }, warnings: unknownFiles(names) }
  for (const layout of layouts().filter(({ file }) => names.includes(file))) {
    const read = await readSheets({ path: join(path, layout.file), name: layout.file })
    if (!read.ok) return refusedFor([read.message])
    const part = plainPart(layout, read.value.sheets[0] ?? { name: layout.file, rows: [] })
    if (!part.ok) return part
    hashed.push(layout.file, '\n', read.value.bytes, '\n')
    gathered = {
      parts: { ...gathered.parts, ...part.value.parts },
      warnings: [...gathered.warnings, ...part.value.warnings],
    }
  }
  const { apc, outpatient, emergency } = gathered.parts
  if (!apc && !outpatient && !emergency) return refusedFor([noPricesWords(path)])
  const parts = { ...noParts, ...gathered.parts }
  return ok({ name: basename(path), kind: 'folder', sha256: sha256Of(hashed), parts, warnings: gathered.warnings })
}

const noPricesWords = (path: string): string =>
  `The folder “${path}” has none of ${layouts()
    .slice(0, 3)
    .map(({ file }) => file)
    .join(', ')}: a tariff folder needs at least one.`

/** A misspelt name would otherwise leave its prices out without a word. */
const unknownFiles = (names: readonly string[]): string[] =>
  names
    .filter((name) => name.toLowerCase().endsWith('.csv') && !layouts().some(({ file }) => file === name))
    .map(
      (name) =>
        `${name} is not a file of a tariff folder and was not read; the files are ${layouts()
          .map(({ file }) => file)
          .join(', ')}.`,
    )

async function readOneFile(
  path: string,
  name: string,
  year: FinancialYear,
): Promise<Result<TariffSource, SourceRefusal>> {
  const read = await readSheets({ path, name })
  if (!read.ok) return refusedFor([read.message])
  const { bytes, sheets } = read.value
  const plain = sheets.length === 1 ? layouts().find((layout) => isPlain(layout, sheets[0]!)) : undefined
  const parts = plain ? plainPart(plain, { ...sheets[0]!, name }) : nationalParts(layouts(), sheets, year)
  if (!parts.ok) return parts
  if (Object.keys(parts.value.parts).length === 0) return refusedFor([unknownWords(name)])
  const kind = /\.xlsx$/i.test(name) ? 'workbook' : 'csv'
  return ok({ name, kind, sha256: sha256Of([bytes]), ...parts.value })
}

const unknownWords = (name: string): string =>
  `No sheet of “${name}” has the headings of a price list: looked for “HRG code” beside spell prices, ` +
  '“Treatment function code” beside WF01B, ' +
  '“Type 1 and 2 Departments”, or “Provider code” beside an MFF index.'
