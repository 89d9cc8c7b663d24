import {
  beginAssessment,
  beginResponsibilities,
  commitPractice,
  copyDefinition,
  latestAssessment,
  rateTarget,
  recordEntry,
  responsibilitiesFor,
} from '#framework'
import type { Ctx } from '#platform'
import { type Result, toFinancialYear, toPlainDate } from '#shared'
import { type Relation, places } from './world.ts'

const planted = ['own', 'commissioner', 'elsewhere'] as const

/** The assessment of each group, in the order in which they were planted; two practices of one group share theirs. */
export const assessmentOf: Readonly<Record<Relation, number>> = {
  own: 1,
  group: 1,
  commissioner: 2,
  elsewhere: 3,
  nobody: 987_654,
}

export const groupOf = (relation: Relation): string => places[relation].group ?? 'NONE'
export const actionOf = (relation: Relation): string => `Planted action of ${groupOf(relation)}`
export const commitmentOf = (relation: Relation): string => `Planted words of ${places[relation].practice ?? 'nobody'}`
export const copyOf = (relation: Relation): string => `planted-levels-of-${groupOf(relation).toLowerCase()}`
export const schemeFrom = toPlainDate('2007-04-01')

async function must<Value>(result: Promise<Result<Value>>): Promise<Value> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

async function plantGroup(ctx: Ctx, relation: Relation): Promise<void> {
  const group = groupOf(relation)
  const year = toFinancialYear('2008/09')
  await must(beginAssessment(ctx, { group, year, framework: 'commissioning-levels', version: 1 }))
  const { assessmentNo } = (await latestAssessment(ctx, group))!
  const said = {
    target: '1.1.1',
    rating: 'low',
    words: actionOf(relation),
    lead: '',
    due: null,
    costPence: null,
    effortDays: null,
    link: '',
  } as const
  await must(rateTarget(ctx, { ...said, assessmentNo }))
  await must(copyDefinition(ctx, { owner: group, from: 'commissioning-levels', title: `Planted levels of ${group}` }))
}

async function plantPractice(ctx: Ctx, relation: Relation): Promise<void> {
  const { practice, group, commissioner } = places[relation]
  const entry = {
    register: 'schemes',
    practice: practice!,
    item: 'access',
    from: schemeFrom,
    to: null,
    points: null,
    result: null,
  } as const
  await must(recordEntry(ctx, entry))
  const list = (await responsibilitiesFor(ctx, { owner: group!, commissioner }))!
  const { mark, side } = list.responsibilities[0]!
  const given = { mark, side, degree: 'full', words: commitmentOf(relation) } as const
  await must(commitPractice(ctx, { practice: practice!, commitments: [given] }))
}

/** Each group is assessed, with an action and a copy of the framework of its own; each practice signed up to something and said something. */
export async function plantFramework(ctx: Ctx): Promise<void> {
  for (const relation of planted) await plantGroup(ctx, relation)
  for (const group of ['GA', 'GB', 'GZ']) await must(beginResponsibilities(ctx, group))
  for (const relation of ['own', 'group', 'commissioner', 'elsewhere'] as const) await plantPractice(ctx, relation)
}
