import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedRules } from '../rules/catalogue.view.ts'
import { faultWords } from '../rules/fault-words.ts'
import { confidences } from '../rules/rule.ts'
import { unfitPlaces } from '../rules/word-columns.ts'
import { compareFindings } from './compare-findings.ts'
import { findingWords } from './finding-words.ts'
import { countedPence } from './net-of-findings.ts'
import { type KnownFinding, type RaisedFinding, keyOf } from './raised-finding.ts'
import { wantedColumns } from './wanted-columns.ts'

const plain: RaisedFinding = {
  provider: 'RAA',
  lineId: 'A',
  about: '',
  rule: 'C30',
  snapshot: 'flex',
  importNo: 1,
  lineNo: 2,
  practice: 'A99001',
  pod: 'EL',
  hrg: 'E01',
  tfc: '100',
  startDate: '2007-10-05',
  units: '1.000',
  billedPence: 10_000,
  pricePence: 9_000,
  valuePence: 1_000,
  confidence: 'certain',
  priority: 300,
  words: 'words',
  other: null,
}

const anyFinding = fc
  .record({
    lineId: fc.constantFrom('A', 'B', 'C'),
    rule: fc.constantFrom('C11', 'C30', 'C44', 'C45'),
    billedPence: fc.integer({ min: -5_000, max: 50_000 }),
    valuePence: fc.integer({ min: -1_000, max: 60_000 }),
    confidence: fc.constantFrom(...confidences),
    priority: fc.integer({ min: 1, max: 999 }),
  })
  .map((some): RaisedFinding => ({ ...plain, ...some }))
const anyFindings = fc.uniqueArray(anyFinding, { selector: keyOf, maxLength: 12 })

describe('of a line that breaks many rules', () => {
  test('one value counts, and never more than was billed', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const counted = countedPence(findings)
        for (const lineId of ['A', 'B', 'C']) {
          const own = findings.filter((one) => one.lineId === lineId)
          const counting = own.filter((one) => counted.get(one)! > 0)
          expect(counting.length).toBeLessThanOrEqual(1)
          for (const one of counting) expect(counted.get(one)).toBeLessThanOrEqual(Math.max(0, one.billedPence))
        }
      }),
    )
  })

  test('the surest counts, then the lowest priority; what is only told counts nothing', () => {
    const likely: RaisedFinding = { ...plain, rule: 'C15', confidence: 'likely', valuePence: 10_000, priority: 1 }
    const told: RaisedFinding = { ...plain, rule: 'C45', confidence: 'information', valuePence: 10_000, priority: 1 }
    const other: RaisedFinding = { ...plain, rule: 'C44', valuePence: 20_000, priority: 200 }
    const counted = countedPence([plain, likely, told, other])
    expect([plain, likely, told, other].map((one) => counted.get(one))).toEqual([0, 0, 0, 10_000])
  })
})

describe('what a check changes', () => {
  const known = (raised: readonly RaisedFinding[]): KnownFinding[] =>
    raised.map((one, at) => ({ ...one, findingId: at + 1, stands: true }))

  test('is nothing when it finds the same', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        expect(compareFindings(known(findings), findings, new Set())).toEqual({ made: [], changed: [], gone: [] })
      }),
    )
  })

  test('leaves what was known and what is found with the same findings standing', () => {
    fc.assert(
      fc.property(anyFindings, anyFindings, (before, now) => {
        const was = known(before)
        const { made, changed, gone } = compareFindings(was, now, new Set())
        const left = was.filter((one) => !gone.includes(one)).map(keyOf)
        expect([...left, ...made.map(keyOf)].toSorted()).toEqual(now.map(keyOf).toSorted())
        expect(changed.every(({ findingId }) => !gone.some((one) => one.findingId === findingId))).toBe(true)
      }),
    )
  })

  test('is nothing of a rule that failed, and a finding that was gone stands again', () => {
    const [one] = known([plain])
    expect(compareFindings([one!], [], new Set(['C30'])).gone).toEqual([])
    expect(compareFindings([{ ...one!, stands: false }], [plain], new Set()).changed).toMatchObject([{ findingId: 1 }])
    expect(compareFindings([{ ...one!, stands: false }], [], new Set()).gone).toEqual([])
  })
})

describe('the words of a finding', () => {
  test('name no patient in any rule that ships: no number, sex, age or diagnosis', () => {
    const unfit = shippedRules().flatMap(({ code, says }) => unfitPlaces(says).map((place) => `${code} ${place}`))
    expect(unfit).toEqual([])
    expect(unfitPlaces('{{patient}} {{other.age}} {{diagnoses}} {{birth_date}} {{line_id}}')).toEqual([
      'patient',
      'other.age',
      'diagnoses',
      'birth_date',
    ])
  })

  test('leave out what they may not say, whatever the template asks', () => {
    const line = {
      patient: 9_990_000_018,
      age: 44,
      billed_pence: 123_450,
      start_date: '2007-10-05',
      procedures: 'W371|Q131',
    }
    const said = findingWords(
      '{{patient}}{{age}} {{billed_pence}} on {{start_date}}, {{procedures}}; {{detail}} {{tfc}}',
      {
        line,
        detail: 'more',
      },
    )
    expect(said).toBe('…… £1,234.50 on 5 October 2007, W371; more not given')
  })

  test('of a fault hold no value of a line', () => {
    const fault = new Error(
      `Conversion Error: Could not convert string '9990000018' to INT32 when casting "x"\nLINE 1: SELECT`,
    )
    expect(faultWords(fault)).toBe('Conversion Error: Could not convert string … to INT32 when casting …')
  })

  test('and their facts need columns that lines have', () => {
    const { line, around } = wantedColumns(shippedRules())
    expect(line).toEqual(expect.arrayContaining(['key', 'billed_pence', 'practice_is_known']))
    expect(around).toContain('line_id')
    expect(around).not.toContain('snapshot')
  })
})
