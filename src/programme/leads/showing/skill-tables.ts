import type { PlainDate, Table } from '#shared'
import type { NamedPerson } from '../persons/named-person.ts'
import { leadPolicy, levelWords, skillTitle } from '../policy/lead-policy.view.ts'
import type { LeadRole } from '../roles/role.ts'
import { type HeldSkill, type SkillGap, skillGaps } from '../skills/match.ts'
import { roleAddress } from './addresses.ts'

const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const

export interface SkillFacts {
  readonly roles: readonly LeadRole[]
  readonly held: readonly HeldSkill[]
  readonly persons: readonly NamedPerson[]
  readonly on: PlainDate
}

const gapWords = ({ gap, holder, isEssential }: SkillGap): string => {
  if (!holder) return 'nobody holds the role'
  if (gap === 0) return 'no gap'
  return `${gap} ${gap === 1 ? 'level' : 'levels'} short${isEssential ? ', essential' : ''}`
}

/** What roles ask for, what their holders have, what is missing, and who else has it. */
export function gapsTable({ roles, held, persons, on }: SkillFacts): Table {
  const nameOf = new Map(persons.map(({ personNo, name }) => [personNo, name]))
  return {
    name: 'skill-gaps',
    caption: 'What roles ask for, and the gap',
    columns: [
      text('role', 'Role'),
      text('skill', 'Skill'),
      text('need', 'Need'),
      text('asked', 'Asked for'),
      text('holder', 'Held by'),
      text('has', 'Has'),
      text('gap', 'Gap'),
      text('others', 'Who else has it'),
    ],
    rows: skillGaps(roles, held, on).map((each) => ({
      role: each.role,
      skill: skillTitle(each.skill),
      need: each.isEssential ? 'essential' : 'desirable',
      asked: levelWords(each.asked),
      holder: each.holder?.name ?? '',
      has: each.holder ? levelWords(each.has) : '',
      gap: gapWords(each),
      others: each.others.map((personNo) => nameOf.get(personNo) ?? '').join(', '),
      links: { role: roleAddress(each.roleNo) },
    })),
  }
}

const gapKeys = ['role', 'skill', 'asked', 'holder', 'has', 'gap', 'others']

/** The same for the eye: whether it is essential is said where there is a gap. On the page of a role, without its name and holder. */
export const gapsOnPage = (table: Table, isOfOneRole = false): Table => ({
  ...table,
  columns: table.columns.filter(
    ({ key }) => gapKeys.includes(key) && !(isOfOneRole && (key === 'role' || key === 'holder')),
  ),
})

/** Who has which skill: a row for each skill that anybody has or any role asks for. */
export function skillsTable({ roles, held, persons }: SkillFacts): Table {
  const nameOf = new Map(persons.map(({ personNo, name }) => [personNo, name]))
  const wanted = new Set([
    ...held.map(({ skill }) => skill),
    ...roles.flatMap(({ skills }) => skills.map((one) => one.skill)),
  ])
  const known = leadPolicy().skills.map(({ code }) => code)
  const shown = [...known.filter((code) => wanted.has(code)), ...[...wanted].filter((code) => !known.includes(code))]
  return {
    name: 'skills',
    caption: 'Who has which skill',
    columns: [
      text('skill', 'Skill'),
      text('who', 'Who has it, at which level'),
      text('roles', 'Roles that ask for it'),
    ],
    rows: shown.map((code) => ({
      skill: skillTitle(code),
      who: held
        .filter(({ skill, personNo }) => skill === code && nameOf.has(personNo))
        .toSorted((a, b) => b.level - a.level)
        .map(({ personNo, level }) => `${nameOf.get(personNo)} (${level})`)
        .join(', '),
      roles: roles
        .filter(({ skills }) => skills.some((one) => one.skill === code))
        .map(({ title }) => title)
        .join(', '),
    })),
    notes: leadPolicy().levels.map((words, at) => `${at + 1}: ${words}`),
  }
}
