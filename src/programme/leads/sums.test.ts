import { toMonth, toPence, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { initialsOf } from './persons/named-person.ts'
import { leadPolicy } from './policy/lead-policy.view.ts'
import { minutesIn, paidFor } from './reports/hours.ts'
import { dueOn } from './reports/report.ts'
import { hoursInput, lastDayInput, sessionsInput } from './showing/lead-input.ts'
import { skillLines, skillsOf } from './showing/skill-lines.ts'
import { linesOf } from './words/said.ts'
import { monthsAfter } from './words/when.ts'

const rates = { sessionPence: toPence(25_000), hourPence: toPence(3_000) }
const sheet = { roleNo: 1, month: toMonth('2008-05'), sessionTenths: 25, minutes: 450 }

describe('what a timesheet comes to', () => {
  test('sessions are paid by the session, hours by the hour, and a role that is not paid costs nothing', () => {
    expect(paidFor({ ...sheet, paidAs: 'gp-session' }, rates)).toEqual({ sessionsPence: 62_500, hoursPence: 0 })
    expect(paidFor({ ...sheet, paidAs: 'manager-hour' }, rates)).toEqual({ sessionsPence: 0, hoursPence: 22_500 })
    expect(paidFor({ ...sheet, paidAs: 'unpaid' }, rates)).toEqual({ sessionsPence: 0, hoursPence: 0 })
  })

  test('is rounded once, half up, and all the time counts whatever is paid', () => {
    const odd = { ...sheet, minutes: 1, paidAs: 'manager-hour' as const }
    expect(paidFor(odd, { ...rates, hourPence: toPence(3_030) }).hoursPence).toBe(51)
    expect(minutesIn({ ...sheet, paidAs: 'gp-session' }, 250)).toBe(450 + 625)
  })
})

describe('what people type', () => {
  test('hours and sessions are read in small parts, and what is no time is said to be none', () => {
    expect(hoursInput.parse('7.5')).toBe(450)
    expect(hoursInput.parse('')).toBe(0)
    expect(sessionsInput.parse('2,5')).toBe(25)
    for (const text of ['-1', 'many', '1e3', '800']) expect(hoursInput.safeParse(text).success, text).toBe(false)
  })

  test('a last day is the day before the first on which it is over', () => {
    expect(lastDayInput.parse('2008-03-31')).toBe('2008-04-01')
    expect(lastDayInput.parse(' ')).toBeNull()
    expect(lastDayInput.safeParse('2008-02-30').success).toBe(false)
  })

  test('lists lose their bullets and empty lines', () => {
    expect(linesOf(' • Chair the meeting\n\n- Report\r\n')).toEqual(['Chair the meeting', 'Report'])
  })

  test('skills are read as they are written, and a line that cannot be read is named', () => {
    expect(skillsOf('finance 2 essential\ndata')).toEqual({
      ok: true,
      value: [
        { skill: 'finance', level: 2, isEssential: true },
        { skill: 'data', level: 1, isEssential: true },
      ],
    })
    expect(skillsOf('data 1\nfinance 9')).toMatchObject({ message: expect.stringContaining('Line 2') })
    expect(skillsOf('data\nDATA 2')).toMatchObject({ message: expect.stringContaining('twice') })
    const asked = fc.uniqueArray(
      fc.record({
        skill: fc.constantFrom('data', 'finance', 'teaching'),
        level: fc.integer({ min: 1, max: 3 }),
        isEssential: fc.boolean(),
      }),
      { selector: ({ skill }) => skill },
    )
    fc.assert(
      fc.property(asked, (skills) => {
        expect(skillsOf(skillLines(skills))).toEqual({ ok: true, value: skills })
      }),
    )
  })

  test('initials are made from a name without its title', () => {
    expect(initialsOf("Dr Ann-Marie O'Neil")).toBe('AMO')
    expect(initialsOf('Prof. J. Invented')).toBe('JI')
  })
})

describe('days', () => {
  test('six months after 31 August is the last of February', () => {
    expect(monthsAfter(toPlainDate('2007-08-31'), 6)).toBe('2008-02-29')
    expect(monthsAfter(toPlainDate('2008-03-01'), 6)).toBe('2008-09-01')
  })

  test('a report is due so many days behind its month', () => {
    expect(dueOn(toMonth('2008-10'), 10)).toBe('2008-11-10')
  })

  test('leads.yaml is as its schema has it', () => {
    expect(leadPolicy().skills.length).toBeGreaterThan(5)
    expect(leadPolicy().ends_within_months).toBe(6)
  })
})
