import { expect, test } from 'vitest'
import { glossaryEntries, readGlossary } from './glossary.ts'

test('a glossary is read from the tables of its document, without their heads', () => {
  const document =
    '# Words\n\n| term | meaning |\n|---|---|\n| trim point | the days a `price` covers |\n| A&E | **accident** and [emergency](x.md) |\n'
  expect(glossaryEntries(document)).toEqual([
    { word: 'A&E', meaning: 'accident and emergency' },
    { word: 'trim point', meaning: 'the days a price covers' },
  ])
})

test('the project’s glossary says what every word of its own means', async () => {
  const entries = await readGlossary()
  expect(entries.length).toBeGreaterThan(20)
  expect(entries.filter(({ word, meaning }) => word === '' || meaning.length < 5)).toEqual([])
  expect(entries.map(({ word }) => word)).toContain('commissioner')
})
