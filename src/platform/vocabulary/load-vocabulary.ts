import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Result, ok, refused } from '#shared'
import { parse } from 'yaml'
import { packagePath } from '../package-path.ts'
import { type Vocabulary, vocabularyFile, vocabularyOf } from './vocabulary.ts'

const folder = (...parts: string[]): string => packagePath('reference', 'vocabularies', ...parts)

export function listVocabularies(): string[] {
  const files = readdirSync(folder())
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace(/\.yaml$/, ''))
    .toSorted()
}

export async function loadVocabulary(name: string): Promise<Result<Vocabulary, 'no-vocabulary'>> {
  const known = listVocabularies()
  if (!known.includes(name)) {
    return refused('no-vocabulary', `There is no vocabulary “${name}”. Choose one of: ${known.join(', ')}.`)
  }
  return ok(vocabularyOf(vocabularyFile.parse(parse(await readFile(folder(`${name}.yaml`), 'utf8')))))
}
