import type { Ctx } from '#platform'
import { type Result, type Table, dayInLondon, ok, refused } from '#shared'
import { type Operation, type OperationRefusal, defineOperation, noInput } from '#ui'
import { z } from 'zod'
import { latestAssessment } from '../assessment/assessments.view.ts'
import { dilemma } from '../level/dilemma.view.ts'
import { type GroupStanding, findAssessment, standingOfAssessment } from '../level/group-standing.view.ts'
import { listDefinitions } from '../definition/definitions.view.ts'
import { definitionsTable } from './definition-tables.ts'
import { choicesTable } from './dilemma-tables.ts'
import { code, optionalCode, optionalYear, registerInput } from './framework-input.ts'
import { namesFor } from './names.view.ts'
import { groupsOf, listedGroups } from './groups.view.ts'
import { registerTable } from './register-tables.ts'
import { entriesFor } from './register-entries.view.ts'
import { matrixFor } from '../responsibilities/matrix-for.view.ts'
import { matrixTable } from './responsibility-tables.ts'
import { countsTable, groupsTable } from './summary-tables.ts'
import { evidenceTable, targetsTable } from './target-tables.ts'

const base = { method: 'GET', audit: null, permission: 'framework.read' } as const
const group = code.describe('The code of the group.')
const year = optionalYear.describe('Of which year, like 2007/08; the latest without it.')
const ofGroup = z.object({ group, year })

const noGroup = () => refused('not-found' as const, 'There is no such group here, or it is not assessed yet.')

async function standingTable(
  ctx: Ctx,
  asked: z.output<typeof ofGroup>,
  draw: (standing: GroupStanding) => Table | undefined | Promise<Table | undefined>,
): Promise<Result<Table, OperationRefusal>> {
  const found = await findAssessment(ctx, asked)
  if (!found) return noGroup()
  const assessment = await latestAssessment(ctx, found.place.owner, asked.year)
  const table = assessment && (await draw(await standingOfAssessment(ctx, assessment)))
  return table ? ok(table) : noGroup()
}

const groupsOperation = defineOperation({
  ...base,
  name: 'framework-groups',
  path: '/api/v1/framework/groups',
  summary: 'Groups with the level that each has reached',
  input: noInput,
  answer: async (ctx) => ok(groupsTable(await listedGroups(ctx, await groupsOf(ctx)), await namesFor(ctx))),
})

const summaryOperation = defineOperation({
  ...base,
  name: 'framework-summary',
  path: '/api/v1/framework/groups/:group/summary',
  summary: 'Targets of a group’s assessment by level and rating',
  input: ofGroup,
  answer: (ctx, asked) => standingTable(ctx, asked, countsTable),
})

const targetsOperation = defineOperation({
  ...base,
  name: 'framework-targets',
  path: '/api/v1/framework/groups/:group/targets',
  summary: 'Targets of a group’s assessment with rating, action and what was measured',
  input: ofGroup,
  answer: (ctx, asked) =>
    standingTable(ctx, asked, (standing) => targetsTable({ standing, today: dayInLondon(ctx.clock.now()) })),
})

const evidenceOperation = defineOperation({
  ...base,
  name: 'framework-evidence',
  path: '/api/v1/framework/groups/:group/evidence',
  summary: 'What was measured for a group’s targets, with the practices that miss each',
  input: ofGroup,
  answer: (ctx, asked) => standingTable(ctx, asked, evidenceTable),
})

const choicesOperation = defineOperation({
  ...base,
  name: 'framework-choices',
  path: '/api/v1/framework/groups/:group/choices',
  summary: 'What staying and each higher level would earn a group, and what work it takes',
  input: ofGroup,
  answer: (ctx, asked) =>
    standingTable(ctx, asked, async (standing) => {
      const found = await dilemma(ctx, standing)
      return found && choicesTable(found, standing.assessment.year)
    }),
})

const responsibilitiesOperation = defineOperation({
  ...base,
  name: 'framework-responsibilities',
  path: '/api/v1/framework/groups/:group/responsibilities',
  summary: 'Who is responsible for what in a group, and how far its practices are committed',
  input: z.object({ group }),
  async answer(ctx, asked) {
    const found = await matrixFor(ctx, asked.group)
    return found?.list ? ok(matrixTable(found.rows, ctx.vocabulary)) : noGroup()
  },
})

const registerOperation = defineOperation({
  ...base,
  name: 'framework-register',
  path: '/api/v1/framework/registers/:register',
  summary:
    'A register by which targets are measured: schemes, quality points, prescribing indicators or actions on demand',
  input: z.object({
    register: registerInput.describe('`schemes`, `quality-points`, `prescribing-indicators` or `demand-actions`.'),
    group: optionalCode.describe('Only of practices of this group; its code.'),
  }),
  answer: async (ctx, { register, group: of }) =>
    ok(registerTable(register, await entriesFor(ctx, { register, group: of }), await namesFor(ctx))),
})

const definitionsOperation = defineOperation({
  ...base,
  name: 'frameworks',
  path: '/api/v1/framework/definitions',
  summary: 'Frameworks and their versions: what ships, and what people made of it',
  input: noInput,
  answer: async (ctx) => ok(definitionsTable(await listDefinitions(ctx), await namesFor(ctx))),
})

export const operations: readonly Operation[] = [
  groupsOperation,
  summaryOperation,
  targetsOperation,
  evidenceOperation,
  choicesOperation,
  responsibilitiesOperation,
  registerOperation,
  definitionsOperation,
]
