import { expect, test } from 'vitest'
import { listVocabularies, loadVocabulary } from './load-vocabulary.ts'
import { nouns, vocabularyFile, vocabularyOf } from './vocabulary.ts'

test('every vocabulary has every noun, in every form', async () => {
  const names = listVocabularies()
  expect(names.length).toBeGreaterThanOrEqual(2)
  for (const name of names) {
    const vocabulary = await loadVocabulary(name)
    if (!vocabulary.ok) throw new Error(vocabulary.message)
    const words = nouns.flatMap((noun) =>
      (['one', 'many', 'short', 'short_many'] as const).map((form) => vocabulary.value.word(noun, form)),
    )
    expect(words.every((word) => word.length > 1)).toBe(true)
  }
})

test('a noun without a word is a fault, never a blank', () => {
  const words = Object.fromEntries(nouns.map((noun) => [noun, { one: noun, many: `${noun}s` }]))
  const vocabulary = vocabularyOf(vocabularyFile.parse({ name: 'test-2000', title: 'Test', words }))
  expect(() => vocabulary.word('hospital')).toThrow('no word for “hospital”')
  expect(vocabulary.word('group', 'short_many')).toBe('groups')
})

test('a vocabulary file that misses a noun is not taken', () => {
  expect(
    vocabularyFile.safeParse({ name: 'test-2000', title: 'Test', words: { group: { one: 'a', many: 'b' } } }).success,
  ).toBe(false)
})
