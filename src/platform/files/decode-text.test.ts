import fc from 'fast-check'
import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

const textOf = (bytes: Uint8Array): string => {
  const decoded = decodeText(bytes)
  return decoded.ok ? decoded.value.text : decoded.code
}
const swap = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()

describe('the text of a received file', () => {
  test('reads UTF-8 with and without a mark', () => {
    expect(textOf(Buffer.from('\uFEFFcode,name\nP1,Café'))).toBe('code,name\nP1,Café')
    expect(textOf(Buffer.from('code,name\nP1,Café'))).toBe('code,name\nP1,Café')
  })

  test('reads UTF-16 of both byte orders, marked or not', () => {
    const marked = Buffer.from('\uFEFFcode,name', 'utf16le')
    const bare = Buffer.from('code,name', 'utf16le')
    for (const bytes of [marked, swap(marked), bare, swap(bare)]) expect(textOf(bytes)).toBe('code,name')
  })

  test('reads what a spreadsheet saves as plain CSV: pound signs, dashes and curly quotes in Windows-1252', () => {
    expect(textOf(Buffer.from([0xa3, 0x31, 0x20, 0x96, 0x20, 0x92]))).toBe('£1 – ’')
  })

  test('refuses bytes that are no text', () => {
    expect(textOf(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 8, 0x61, 0x62]))).toBe('not-text')
  })

  test('gives back any text it was given, in every encoding it knows', () => {
    const plain = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !text.includes('\0') && !text.includes('\uFEFF'))
    fc.assert(
      fc.property(plain, (text) => {
        const marked = Buffer.from(`\uFEFF${text}`, 'utf16le')
        expect(textOf(Buffer.from(`\uFEFF${text}`))).toBe(text)
        expect(textOf(marked)).toBe(text)
        expect(textOf(swap(marked))).toBe(text)
      }),
    )
  })
})
