import { readFile } from 'node:fs/promises'
import { packagePath } from '#platform'

export interface GlossaryEntry {
  readonly word: string
  readonly meaning: string
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** Marks of the document that mean nothing on a page. */
const plain = (text: string): string => text.replaceAll(/[`*]/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')

/** The first two columns of every table in the document: the word and what it means. The row above a rule is a head. */
export function glossaryEntries(document: string): GlossaryEntry[] {
  const lines = document.split(/\r?\n/)
  const isRule = (line: string | undefined): boolean => /^\|[\s:|-]+\|$/.test(line ?? '')
  const rows = lines.filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1]))
  const entries = rows.map(cellsOf).map(([word = '', meaning = '']) => ({ word: plain(word), meaning: plain(meaning) }))
  return entries.toSorted((a, b) => a.word.localeCompare(b.word, 'en-GB'))
}

/** The project's own glossary, so that the page and the document cannot differ. */
export const readGlossary = async (): Promise<readonly GlossaryEntry[]> =>
  glossaryEntries(await readFile(packagePath('docs', 'glossary.md'), 'utf8'))
