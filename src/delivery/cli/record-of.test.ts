import { defineCommand, exits } from '#terminal'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { recordOf } from './record-of.ts'

const command = defineCommand({
  name: 'import thing',
  summary: 'for this test',
  arguments: [
    { name: 'files', words: '', many: true },
    { name: 'passphrase', words: '', unkept: true, optional: true },
  ],
  options: [
    { flag: '--reason <text>', words: '' },
    { flag: '--new-token <text>', words: '', unkept: true },
    { flag: '--dob <text>', words: '' },
    { flag: '--whole', words: '' },
    { flag: '--part', words: '' },
  ],
  input: z.object({}),
  run: async () => exits.done,
})

test('a command is kept as it was typed: its name and arguments, and the options that were given', () => {
  const options = { reason: 'agreed in May', whole: true, part: false, newToken: undefined }
  expect(recordOf(command, { words: [['a.csv', 'b.csv']], options })).toEqual({
    subject: 'import thing a.csv b.csv',
    options: { reason: 'agreed in May', whole: true },
  })
})

test('an NHS number or a date of birth is hidden wherever it was typed, also in pieces', () => {
  const kept = recordOf(command, {
    words: [['bills for 999 000', '0018.csv', '9990000018.csv']],
    options: { reason: 'wrong patient, NHS number 999-000-0018', dob: '12/03/1950' },
  })
  const text = JSON.stringify(kept)
  expect(text).not.toMatch(/999\D?000|0018|1950/)
  expect(text.match(/\[hidden/g)!.length).toBeGreaterThanOrEqual(3)
  expect(kept.subject).toContain('bills for')
  expect(kept.options.reason).toContain('wrong patient')
})

test('of a secret it is kept that it was given, and not what it was', () => {
  const kept = recordOf(command, { words: [['a.csv'], 'correct horse'], options: { newToken: 'abcdef' } })
  expect(kept).toEqual({ subject: 'import thing a.csv [not kept]', options: { newToken: '[not kept]' } })
})
