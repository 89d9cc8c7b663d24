import { type Result, ok, refused } from '#shared'
import type { SkillAsked } from '../roles/role.ts'

/** Skills as a form has them: `finance 2 essential`, one a line. */
export const skillLines = (skills: readonly SkillAsked[]): string =>
  skills
    .map(({ skill, level, isEssential }) => `${skill} ${level} ${isEssential ? 'essential' : 'desirable'}`)
    .join('\n')

const needs = new Map([
  ['essential', true],
  ['desirable', false],
])

/** Reads them back, and says which line it cannot read. Without a level it is 1, without a need essential. */
export function skillsOf(text: string): Result<SkillAsked[], 'skill'> {
  const found: SkillAsked[] = []
  for (const [at, typed] of text.split('\n').entries()) {
    const [skill, ...more] = typed
      .trim()
      .toLowerCase()
      .split(/[\s,;]+/)
    if (!skill) continue
    const level = more.find((word) => /^\d$/.test(word)) ?? '1'
    const need = more.find((word) => needs.has(word)) ?? 'essential'
    const unknown = more.find((word) => word !== level && word !== need)
    if (unknown !== undefined || !['1', '2', '3'].includes(level))
      return refused(
        'skill',
        `Line ${at + 1}, “${typed.trim()}”: write the skill, a level from 1 to 3, and essential or desirable.`,
      )
    if (found.some((each) => each.skill === skill))
      return refused('skill', `Line ${at + 1}: “${skill}” stands there twice. Keep one.`)
    found.push({ skill, level: Number(level), isEssential: needs.get(need)! })
  }
  return ok(found)
}
