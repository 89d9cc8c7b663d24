import { Parser } from 'htmlparser2'
import type { Merge } from './grid.ts'

type Tags = readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[]

function tagsOf(xml: string, wanted: string): Tags {
  const found: { name: string; attributes: Readonly<Record<string, string>> }[] = []
  const parser = new Parser(
    { onopentag: (name, attributes) => void (name === wanted && found.push({ name, attributes })) },
    { xmlMode: true },
  )
  parser.end(xml)
  return found
}

/** `C` is 2: letters count like digits of base 26. */
const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.codePointAt(0)! - 64, 0) - 1

function mergeOf(reference: string): Merge | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!match) return undefined
  const [, left, top, right, bottom] = match
  return {
    top: Number(top) - 1,
    left: columnNumber(left!),
    bottom: Number(bottom) - 1,
    right: columnNumber(right!),
  }
}

/** Where the workbook keeps its sheets, in their order: `worksheets/sheet1.xml`. */
export function sheetPaths(workbook: string, relations: string): string[] {
  const targets = new Map(
    tagsOf(relations, 'Relationship').map(({ attributes }) => [attributes['Id'], attributes['Target']]),
  )
  return tagsOf(workbook, 'sheet').map(({ attributes }) => {
    const target = targets.get(attributes['r:id'] ?? '') ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  })
}

/** The merged cells of a sheet, from its XML. */
export const mergesOf = (sheet: string): Merge[] =>
  tagsOf(sheet, 'mergeCell').flatMap(({ attributes }) => mergeOf(attributes['ref'] ?? '') ?? [])
