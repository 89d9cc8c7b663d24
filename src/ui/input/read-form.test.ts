import { expect, test } from 'vitest'
import { z } from 'zod'
import { readForm } from './read-form.ts'
import type { Entries } from './read-input.ts'

const schema = z.object({ id: z.string(), reason: z.string().min(1, 'Say why.') })

const read = (reason: string, files: { field: string; name: string }[] = []) => {
  const fields: Entries = [['reason', reason]]
  return readForm(schema, [['id', '9990079196'], ...fields], { fields, files })
}

test('text about the bill goes on as it is, and what the address names is not somebody’s text', () => {
  expect(read('billed twice, invoice 4345678901')).toMatchObject({ kind: 'fits', input: { id: '9990079196' } })
})

test('an NHS number or a date of birth stops the form at its field, is not repeated in the message, and nothing typed is lost', () => {
  for (const text of ['not ours: 999 007 9196', 'born 12/03/1950']) {
    const stopped = read(text)
    expect(stopped).toMatchObject({ kind: 'invalid', values: { id: '9990079196', reason: text } })
    expect(stopped.kind === 'invalid' && stopped.errors['reason']).toMatch(
      /^“reason” holds what looks like .* Nothing was saved\./,
    )
    expect(stopped.kind === 'invalid' && stopped.errors['reason']).not.toMatch(/999|1950/)
  }
})

test('a field that is meant to name a patient may, and no other beside it', () => {
  const form = (reason: string) => {
    const fields: Entries = [
      ['id', '999 007 9196'],
      ['reason', reason],
    ]
    return readForm(schema, fields, { fields, files: [], namesPatient: ['id'] })
  }
  expect(form('to confirm')).toMatchObject({ kind: 'fits', input: { id: '999 007 9196' } })
  expect(form('NHS 999 007 9196')).toMatchObject({ kind: 'invalid', errors: { reason: expect.any(String) } })
})

test('the name of a file may not name a patient either', () => {
  expect(read('the bill', [{ field: 'file', name: 'NHS9990079196.csv' }])).toMatchObject({
    kind: 'invalid',
    errors: { file: expect.stringContaining('NHS number') },
  })
})

test('other faults are told beside it', () => {
  expect(
    readForm(
      schema,
      [
        ['id', 'x'],
        ['reason', ''],
      ],
      { fields: [['id', '999 007 9196']], files: [] },
    ),
  ).toMatchObject({
    errors: { reason: 'Say why.', id: expect.stringContaining('NHS number') },
  })
})
