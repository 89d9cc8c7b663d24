import { readFile } from 'node:fs/promises'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { z } from 'zod'

const entry = z.strictObject({ word: z.string().min(1), meaning: z.string().min(10) })
const glossaryFile = z.strictObject({ entries: z.array(entry).min(1) })

export type GlossaryEntry = z.infer<typeof entry>

/** The words of the work and what they mean, in the order of the alphabet. */
export async function readGlossary(): Promise<readonly GlossaryEntry[]> {
  const text = await readFile(packagePath('reference', 'glossary.yaml'), 'utf8')
  const { entries } = glossaryFile.parse(parse(text))
  return entries.toSorted((a, b) => a.word.localeCompare(b.word, 'en-GB'))
}
