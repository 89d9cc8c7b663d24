import { roleNames, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { accounts, addOrganisations, addSomebody } from '../../../tests/support/people.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { endPost } from '../posts/end-post.command.ts'
import { standingOf } from '../posts/standing.view.ts'
import { addInventedPeople } from './add-invented-people.command.ts'
import { inventedPeople } from './invented-people.ts'
import { listInvented } from './list-invented.view.ts'

const workbench = useWorkbench()
const ctx = () => workbench().ctx
const today = toPlainDate('2008-06-02')
const world = {
  commissioner: { code: '5ZZ' },
  groups: [{ code: 'ZG1' }, { code: 'ZG2' }],
  practices: [{ code: 'P99001', group: 0 }],
  providers: [{ code: 'ZA1' }],
}
const list = () => listInvented(ctx().db, { vocabulary: ctx().vocabulary, today })

beforeAll(async () => addOrganisations(ctx()))

describe('the people of a demonstration', () => {
  test('are one for each role and one with two posts, nobody’s name and nobody’s address', () => {
    const people = inventedPeople(world)
    expect(people.flatMap(({ posts }) => posts.map(({ role }) => role)).toSorted()).toEqual(
      [...roleNames, 'finance-lead', 'executive-member', 'gp-lead', 'group-chair'].toSorted(),
    )
    for (const { name, email } of people) {
      expect(name).toMatch(/^Demo /)
      expect(email).toMatch(/^demo\.[a-z.]+[a-z]@example\.org$/)
    }
    expect(people.at(-1)!.posts.map(({ organisation }) => organisation)).toEqual(['P99001', 'ZG1'])
  })

  test('come in as what they are, and asking for them twice adds nobody', async () => {
    await addSomebody(ctx(), { role: 'auditor' })
    expect(await list()).toEqual([])
    expect(await addInventedPeople(ctx(), accounts.makeAccount, world)).toEqual({ ok: true, value: { people: 19 } })
    expect(await addInventedPeople(ctx(), accounts.makeAccount, world)).toMatchObject({ ok: true })
    const people = await list()
    expect(people).toHaveLength(19)
    expect(people[0]).toMatchObject({
      name: 'Demo Practice user',
      role: 'Practice user',
      organisation: 'Alder Surgery',
      sees: 'Lines and sums of their own practice’s patients',
    })
    expect(people.at(-1)).toMatchObject({
      role: 'GP lead and Group chair',
      organisation: 'Alder Surgery and Hill Group',
    })
    expect(people.find(({ role }) => role === 'Administrator')).toMatchObject({
      organisation: null,
      sees: 'No activity',
    })
  })

  test('are not offered once they hold no post', async () => {
    const first = (await list())[0]!
    const { posts } = (await standingOf(ctx().db, first, today))!
    await endPost(ctx(), { postId: posts[0]!.postId, to: today })
    expect((await list()).map(({ personId }) => personId)).not.toContain(first.personId)
  })

  test('are refused where their organisations are not known', async () => {
    const elsewhere = { ...world, practices: [{ code: 'P88888', group: 0 }] }
    expect(await addInventedPeople(ctx(), accounts.makeAccount, elsewhere)).toMatchObject({
      ok: false,
      code: 'no-organisation',
    })
  })
})
