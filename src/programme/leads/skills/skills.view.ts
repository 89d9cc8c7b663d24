import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Asking } from '../persons/persons.view.ts'
import type { HeldSkill } from './match.ts'

/** What persons of an owner can do, as it was noted last; what was taken back is left out. */
export async function heldSkills(asking: Asking, { owner }: { owner: string }): Promise<HeldSkill[]> {
  if (!(await ownersFor(asking)).sees(owner)) return []
  const { rows } = await sql<HeldSkill>`
    SELECT DISTINCT ON (s.person_no, s.skill) s.person_no AS "personNo", s.skill, s.level, s.words
      FROM leads.held_skill AS s WHERE s.owner = ${owner}
     ORDER BY s.person_no, s.skill, s.held_skill_no DESC`.execute(asking.db)
  return rows.filter(({ level }) => level > 0)
}
