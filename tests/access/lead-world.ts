import type { Ctx } from '#platform'
import { addRole, giveTerm, invite, noteSkill, sendReport } from '#programme/leads'
import { addIndicator, noteFigure, readMicro, writeLesson } from '#programme/indicators'
import { type Result, addMonths, dayInLondon, monthOf, toPlainDate } from '#shared'
import { insertDrift } from '../../src/programme/indicators/drift/drift.store.ts'
import { type Relation, places, relations } from './world.ts'

/** Roles, terms, appointments, indicators, lessons and drift have these numbers, in the order in which they were planted. */
export const leadOf: Readonly<Record<Relation, number>> = {
  own: 1,
  group: 2,
  commissioner: 3,
  elsewhere: 4,
  nobody: 5,
}

/** Whoever holds a role is written down before whoever was invited to it. */
export const holderOf = (relation: Relation): number => leadOf[relation] * 2 - 1

/** Whose it is: a group, or what is of nobody’s practice the commissioner itself. */
export const ownerOf = (relation: Relation): string => places[relation].group ?? places[relation].commissioner

export const titleOf = (what: string, relation: Relation): string =>
  `Planted ${what} ${relation} of ${ownerOf(relation)}`

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

async function plantRole(ctx: Ctx, relation: Relation): Promise<void> {
  const owner = ownerOf(relation)
  const { roleNo } = await must(
    addRole(ctx, {
      owner,
      title: titleOf('role', relation),
      purpose: 'Planted.',
      duties: [],
      essential: [],
      desirable: [],
      objectives: ['Planted objective'],
      skills: [{ skill: 'data', level: 2, isEssential: true }],
      minutesPerMonth: 60,
      paidAs: 'manager-hour',
      isRefilled: true,
    }),
  )
  const term = { roleNo, from: toPlainDate('2007-04-01'), to: null }
  await must(giveTerm(ctx, { ...term, who: { name: titleOf('lead', relation) } }))
  await must(noteSkill(ctx, { personNo: holderOf(relation), skill: 'data', level: 1, words: '' }))
  const on = dayInLondon(ctx.clock.now())
  await must(invite(ctx, { roleNo, who: { name: titleOf('candidate', relation) }, on, words: '' }))
  const report = {
    roleNo,
    month: addMonths(monthOf(on), -1),
    entries: [],
    helpWanted: '',
    sessionTenths: 0,
    minutes: 60,
  }
  await must(sendReport(ctx, { ...report, summary: titleOf('report', relation) }))
}

async function plantIndicator(ctx: Ctx, relation: Relation): Promise<void> {
  const owner = ownerOf(relation)
  const { indicatorNo } = await must(
    addIndicator(ctx, {
      owner,
      code: `planted-${relation}`,
      title: titleOf('indicator', relation),
      kind: 'key',
      unit: 'percent',
      direction: 'up',
      target: readMicro('80')!,
      tolerance: 0,
      holder: 'Planted holder',
      roleNo: null,
      source: 'Planted',
    }),
  )
  const month = addMonths(monthOf(dayInLondon(ctx.clock.now())), -1)
  await must(noteFigure(ctx, { indicatorNo, month, value: readMicro('81')!, source: '' }))
  const words = { tried: 'Planted.', happened: 'Planted.', ask: 'Planted', result: 'worked', topics: '' } as const
  await must(writeLesson(ctx, { owner, title: titleOf('lesson', relation), ...words }))
  const [at, found] = [ctx.clock.now(), dayInLondon(ctx.clock.now())]
  const drift = { kind: 'target', subject: `planted ${relation}`, reason: 'Planted.', href: '/indicators' } as const
  await ctx.transaction((tx) =>
    insertDrift(tx, {
      ...drift,
      owner,
      title: titleOf('drift', relation),
      found_on: found,
      actor: 'a planter',
      person_id: null,
      at,
    }),
  )
}

/** For each relation a role with its holder, a candidate, a skill and a report; an indicator with a figure; a lesson; and drift. */
export async function plantLeads(ctx: Ctx): Promise<void> {
  for (const relation of relations) {
    await plantRole(ctx, relation)
    await plantIndicator(ctx, relation)
  }
}
