import { describe, expect, test } from 'vitest'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBuilder } from '#lake'
import fc from 'fast-check'
import { codeKinds } from './restricted-codes.ts'
import {
  clinicalCodesFor,
  codesColumnFor,
  restrictedCodes,
  stripRestrictedCodes,
  withoutRestrictedSql,
} from './restricted-codes.view.ts'

describe('restricted codes (reference/confidentiality/restricted-codes.yaml)', () => {
  test('of each matter that the law keeps back are on the list, by where they were learnt', () => {
    const { diagnoses, procedures } = restrictedCodes()
    const abouts = new Set([...diagnoses, ...procedures].map(({ about }) => about))
    expect(abouts).toEqual(
      new Set(['hiv', 'sexually transmitted infection', 'fertility treatment', 'termination', 'gender']),
    )
    const ruled = [...diagnoses, ...procedures]
      .filter(({ source }) => source === 'rule-book')
      .map(({ from, to }) => `${from}-${to}`)
    expect(ruled.toSorted()).toEqual([
      'A50-A56',
      'B20-B24',
      'Q13-Q13',
      'Y96-Y96',
      'Z113-Z113',
      'Z114-Z114',
      'Z311-Z318',
    ])
  })

  test('are taken out of diagnoses however they are written, and their neighbours stay', () => {
    const given = [
      'B19',
      'B20',
      'B201',
      'b24X',
      'B25',
      'Z112',
      'Z113',
      'Z11.4',
      'Z115',
      'A49',
      'A50',
      'A562',
      'A65',
      'Z310',
      'Z311',
      'Z3180',
      'Z319',
      'J45',
    ]
    expect(stripRestrictedCodes('diagnoses', given)).toEqual([
      'B19',
      'B25',
      'Z112',
      'Z115',
      'A49',
      'A65',
      'Z310',
      'Z319',
      'J45',
    ])
  })

  test('of operations are taken out of operations only: the same letters mean something else among diagnoses', () => {
    expect(stripRestrictedCodes('procedures', ['Q131', 'Y961', 'A551', 'B204', 'Q12'])).toEqual(['A551', 'B204', 'Q12'])
    expect(stripRestrictedCodes('diagnoses', ['Q131', 'Y96'])).toEqual(['Q131', 'Y96'])
  })

  test('are shown to the practice; everybody else is told the same of every line, whether it had any or not', () => {
    const practice = { seesRestrictedCodes: true }
    const other = { seesRestrictedCodes: false }
    const line = { diagnoses: 'J45|B20', procedures: 'Q131' }
    expect(clinicalCodesFor(practice, line)).toEqual({
      diagnoses: ['J45', 'B20'],
      procedures: ['Q131'],
      note: undefined,
    })
    const without = clinicalCodesFor(other, { diagnoses: 'J45', procedures: null })
    expect(clinicalCodesFor(other, line)).toEqual(without)
    expect(without.note).toContain('on any line')
    expect(codesColumnFor(practice, 'diagnoses', 'l.diagnoses')).toBe('l.diagnoses')
    expect(codesColumnFor(other, 'diagnoses', 'l.diagnoses')).toBe(withoutRestrictedSql('diagnoses', 'l.diagnoses'))
  })
})

test('the lake strips exactly what is stripped here, whatever stands in a list', async () => {
  const builder = await openBuilder({ folders: [], tempFolder: join(tmpdir(), `restricted-codes-${process.pid}`) })
  const letter = fc.constantFrom('A', 'B', 'F', 'N', 'O', 'Q', 'R', 'X', 'Y', 'Z', 'b', 'z')
  const figures = fc.stringMatching(/^[0-9]{1,4}$/)
  const near = fc
    .tuple(letter, figures, fc.constantFrom('', '.', 'X', '+', '*', 'A'))
    .map(([start, rest, end]) =>
      end === '.' && rest.length > 2 ? `${start}${rest.slice(0, 2)}.${rest.slice(2)}` : `${start}${rest}${end}`,
    )
  const known = fc.constantFrom(
    ...Object.values(restrictedCodes()).flatMap((ranges) =>
      typeof ranges === 'string' ? [] : ranges.flatMap(({ from, to }) => [from, to]),
    ),
  )
  const list = fc.array(fc.oneof(near, known), { minLength: 1, maxLength: 6 })
  try {
    for (const kind of codeKinds) {
      await fc.assert(
        fc.asyncProperty(list, async (codes) => {
          const [row] = await builder.read<{ left: string | null }>(
            `SELECT ${withoutRestrictedSql(kind, 'l.codes')} AS left FROM (SELECT $codes::VARCHAR AS codes) AS l`,
            { codes: codes.join('|') },
          )
          expect(row!.left).toBe(stripRestrictedCodes(kind, codes).join('|') || null)
        }),
        { numRuns: 300 },
      )
    }
    const [none] = await builder.read<{ left: string | null }>(
      `SELECT ${withoutRestrictedSql('diagnoses', 'NULL::VARCHAR')} AS left`,
    )
    expect(none!.left).toBeNull()
  } finally {
    await builder.close()
  }
})
