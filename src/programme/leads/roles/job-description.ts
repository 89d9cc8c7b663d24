import type { DocumentBody } from '#programme/documents'
import type { RoleWords } from './role.ts'

type Block = DocumentBody['blocks'][number]

const heading = (text: string): Block => ({ type: 'heading', level: 2, text })
const list = (items: readonly string[]): Block => ({ type: 'list', items: [...items] })

const section = (title: string, items: readonly string[]): Block[] =>
  items.length === 0 ? [] : [heading(title), list(items)]

export interface DescriptionWords {
  /** The name of the group or commissioner. */
  readonly owner: string
  readonly hours: string
  readonly paid: string
  skill(code: string): string
  level(level: number): string
}

/** A role as the paper that is issued of it: job description first, person specification behind it. */
export function jobDescription(role: RoleWords, words: DescriptionWords): DocumentBody {
  const skills = role.skills.map(({ skill, level, isEssential }) => [
    words.skill(skill),
    words.level(level),
    isEssential ? 'Essential' : 'Desirable',
  ])
  const table: Block[] =
    skills.length === 0
      ? []
      : [
          heading('Skills'),
          { type: 'table', caption: 'Skills the role asks for', columns: ['Skill', 'Level', 'Need'], rows: skills },
        ]
  return {
    blocks: [
      { type: 'paragraph', text: `${words.owner}. Time: ${words.hours}. Paid: ${words.paid}.` },
      heading('Purpose'),
      { type: 'paragraph', text: role.purpose },
      ...section('Duties', role.duties),
      ...section('Objectives', role.objectives),
      ...section('Person specification: essential', role.essential),
      ...section('Person specification: desirable', role.desirable),
      ...table,
    ],
  }
}
