import { expect, test } from 'vitest'
import { practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { inlineTable, textList } from './lake-text.ts'
import { membershipJoin, narrowing, whereAll } from './narrowing.ts'

test('a filter keeps one code, and “none” keeps what carries no code', () => {
  expect(narrowing({ practice: 'P1', group: 'none' }, wholeCommissioner)).toEqual([
    "x.practice = 'P1'",
    'm.member_group IS NULL',
  ])
})

test('a scope narrows whatever was asked for, and an empty scope sees nothing', () => {
  expect(
    narrowing({ practice: 'P1' }, { ...wholeCommissioner, practices: practicesOnly(['P2', 'P3']), providers: [] }),
  ).toEqual(["x.practice = 'P1'", "(x.practice IN ('P2', 'P3'))", 'x.provider IN (NULL)'])
  expect(narrowing({}, { ...wholeCommissioner, practices: [] })).toEqual(['false'])
})

test('a practice is seen in the months in which it belonged, and no others', () => {
  const practices = [
    ...practicesOnly(['P1']),
    { practice: 'P2', from: toMonth('2007-07') },
    { practice: 'P3', to: toMonth('2007-07') },
  ]
  expect(narrowing({}, { ...wholeCommissioner, practices })).toEqual([
    "(x.practice IN ('P1') OR (x.practice = 'P2' AND x.month >= '2007-07') OR (x.practice = 'P3' AND x.month < '2007-07'))",
  ])
})

test('a code with a quote in it stays a code', () => {
  expect(narrowing({ pod: "' OR 1=1 --" }, wholeCommissioner)).toEqual(["x.pod = ''' OR 1=1 --'"])
  expect(textList(["O'Brien"])).toBe("('O''Brien')")
})

test('nothing asked and everything seen needs no condition', () => {
  expect(whereAll(narrowing({}, wholeCommissioner))).toBe('')
})

test('with no membership at all every practice is simply in no group', () => {
  expect(membershipJoin([])).toContain('WHERE false')
  const span = { practice: 'P1', group: 'G1', from: toMonth('2007-04'), to: toMonth('2007-05') }
  expect(membershipJoin([span])).toContain("('P1', 'G1', '2007-04', '2007-05')")
  expect(inlineTable('t', ['a', 'b'], [['x', 1]])).toBe("(VALUES ('x', 1)) AS t(a, b)")
})
