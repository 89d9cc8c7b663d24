import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { noSuchPerson } from '../persons/change-person.command.ts'
import { findNamedPerson } from '../persons/persons.view.ts'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertHeldSkill } from './skill.store.ts'

export interface SkillToNote {
  readonly personNo: number
  readonly skill: string
  /** 1 some, 2 well, 3 teaches it; 0 takes back what was noted. */
  readonly level: number
  /** By what it is known: a course, a post, who says so. */
  readonly words: string
}

/** Notes what somebody can do; the latest note of a person and a skill counts. */
export async function noteSkill(
  ctx: Ctx,
  { personNo, skill, level, words }: SkillToNote,
): Promise<Result<{ name: string }, WordsRefusal | 'not-found' | 'skill' | 'level'>> {
  const person = await findNamedPerson(ctx, personNo)
  if (!person || !mayDo(ctx.scope, 'lead.appoint') || !(await ownersFor(ctx)).actsFor(person.owner))
    return noSuchPerson()
  if (!leadPolicy().skills.some(({ code }) => code === skill)) return refused('skill', 'Choose one of the skills.')
  if (![0, 1, 2, 3].includes(level)) return refused('level', 'Choose a level from 0 to 3.')
  const wrong = refuseWords(words, '', false)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(person.owner, ctx.actor, ctx.clock.now())
    await insertHeldSkill(tx, { person_no: personNo, skill, level, words: words.trim(), ...deed })
    await ctx.audit(tx, 'lead.note-skill', `lead person ${personNo}`, { owner: person.owner, skill, level })
    return ok({ name: person.name })
  })
}
