import type { LeadRole } from '../roles/role.ts'
import { termOn } from '../roles/role.ts'
import type { PlainDate } from '#shared'

/** What somebody can do, at which level (1 some, 2 well, 3 teaches it). */
export interface HeldSkill {
  readonly personNo: number
  readonly skill: string
  readonly level: number
  readonly words: string
}

/** One skill that a role asks for, and how its holder stands to it. */
export interface SkillGap {
  readonly roleNo: number
  readonly role: string
  readonly skill: string
  readonly isEssential: boolean
  readonly asked: number
  readonly holder: { readonly personNo: number; readonly name: string } | null
  /** What the holder has; 0 where nobody holds it or nothing is noted. */
  readonly has: number
  /** How many levels are missing; 0 where none is. */
  readonly gap: number
  /** Who else has it at the level that is asked for, by number of person. */
  readonly others: readonly number[]
}

export const levelOf = (held: readonly HeldSkill[], personNo: number, skill: string): number =>
  held.find((each) => each.personNo === personNo && each.skill === skill)?.level ?? 0

/** Every skill that open roles ask for, role by role as given: what is missing first, the essential before the desirable. */
export function skillGaps(roles: readonly LeadRole[], held: readonly HeldSkill[], day: PlainDate): SkillGap[] {
  return roles
    .filter(({ isClosed }) => !isClosed)
    .flatMap((role) => {
      const holder = termOn(role, day)?.holder ?? null
      return role.skills
        .map(({ skill, level: asked, isEssential }): SkillGap => {
          const has = holder ? levelOf(held, holder.personNo, skill) : 0
          const others = held
            .filter((each) => each.skill === skill && each.level >= asked && each.personNo !== holder?.personNo)
            .map(({ personNo }) => personNo)
          const gap = Math.max(0, asked - has)
          return { roleNo: role.roleNo, role: role.title, skill, isEssential, asked, holder, has, gap, others }
        })
        .toSorted((a, b) => Number(b.gap > 0) - Number(a.gap > 0) || Number(b.isEssential) - Number(a.isEssential))
    })
}

/** How well somebody fits a role: how many of its essential and of all its skills they have at the level asked for. */
export function fitOf({ skills }: Pick<LeadRole, 'skills'>, held: readonly HeldSkill[], personNo: number) {
  const has = skills.filter(({ skill, level }) => levelOf(held, personNo, skill) >= level)
  return {
    essential: has.filter(({ isEssential }) => isEssential).length,
    all: has.length,
    askedEssential: skills.filter(({ isEssential }) => isEssential).length,
    askedAll: skills.length,
  }
}
