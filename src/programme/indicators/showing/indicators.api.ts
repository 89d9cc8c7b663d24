import { organisationNames } from '#organisations'
import { whoseProgramme } from '#programme/leads'
import { ok, refused } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { listDrift } from '../drift/drift.view.ts'
import { findIndicator, indicatorStandings } from '../figures/indicators.view.ts'
import { listLessons } from '../lessons/lessons.view.ts'
import { chartOf } from '../model/indicator.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import { driftTable, lessonsTable } from './drift-tables.ts'
import { number, optionalCode } from './indicator-input.ts'
import { figuresTable, isHeldBack, standingsTable } from './indicator-tables.ts'

const owner = optionalCode.describe('Only of this group or commissioner; its code.')

const namesOf = async ({ db }: Parameters<Operation['answer']>[0]) => {
  const names = await organisationNames(db)
  return (code: string): string => names.get(code) ?? code
}

const standingsOperation = defineOperation({
  method: 'GET',
  name: 'indicators',
  path: '/api/v1/indicators',
  summary: 'How indicators stand: latest figure, target, tolerance, and what the chart says',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner }),
  async answer(ctx, { owner: asked }) {
    const whose = await whoseProgramme(ctx, asked)
    if (!whose.ok) return whose
    const standings = await indicatorStandings(ctx, asked === undefined ? {} : { owner: asked })
    return ok(standingsTable(standings, await namesOf(ctx), ctx.scope.smallNumbers))
  },
})

const figuresOperation = defineOperation({
  method: 'GET',
  name: 'indicator-figures',
  path: '/api/v1/indicators/:indicator',
  summary: 'An indicator’s figures by month, with mean, limits and the rule that found a month unusual',
  permission: 'programme.read',
  audit: null,
  input: z.object({ indicator: number.describe('The number of the indicator.') }),
  async answer(ctx, { indicator: indicatorNo }) {
    const found = await findIndicator(ctx, indicatorNo)
    if (!found) return refused('not-found', 'There is no such indicator here. Check its number.')
    if (isHeldBack(found, ctx.scope.smallNumbers))
      return refused('too-narrow', 'Its figures count few, and are held back.')
    return ok(figuresTable(found, chartOf(found, indicatorPolicy())))
  },
})

const lessonsOperation = defineOperation({
  method: 'GET',
  name: 'lessons',
  path: '/api/v1/lessons',
  summary: 'What groups of the commissioner tried, what came of it, and who to ask',
  permission: 'programme.read',
  audit: null,
  input: z.object({ search: z.string().max(200).optional().describe('Only those with all of these words.') }),
  async answer(ctx, { search = '' }) {
    return ok(lessonsTable(await listLessons(ctx, { search }), await namesOf(ctx)))
  },
})

const driftOperation = defineOperation({
  method: 'GET',
  name: 'drift',
  path: '/api/v1/drift',
  summary: 'What went beyond its tolerance, what was done about it, and with what effect it was closed',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner }),
  async answer(ctx, { owner: asked }) {
    const whose = await whoseProgramme(ctx, asked)
    if (!whose.ok) return whose
    return ok(driftTable(await listDrift(ctx, asked === undefined ? {} : { owner: asked }), await namesOf(ctx)))
  },
})

export const operations: readonly Operation[] = [standingsOperation, figuresOperation, lessonsOperation, driftOperation]
