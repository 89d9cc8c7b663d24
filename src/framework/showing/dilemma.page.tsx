import { formatPounds, poundsText } from '#shared'
import {
  Button,
  DataTable,
  Details,
  FilterForm,
  HiddenField,
  Inset,
  PageHeading,
  type Route,
  TextField,
  defineRoute,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Dilemma, dilemma } from '../level/dilemma.view.ts'
import { type GroupStanding, findAssessment, standingOfAssessment } from '../level/group-standing.view.ts'
import { judge } from '../level/worth.ts'
import { frameworkAddress, groupAddress } from './addresses.ts'
import { ChoiceBars } from './choice-bars.tsx'
import { choicesTable, notWorthTable, routeTable } from './dilemma-tables.ts'
import { code, optionalNumber, patients, pounds, weeks } from './framework-input.ts'
import { nowhere } from './group.page.tsx'
import { Ways, groupWays } from './links.tsx'
import { namesFor } from './names.view.ts'

const empty = z.literal('').transform(() => undefined)
const optional = <Schema extends z.ZodType>(schema: Schema) => z.union([empty, schema]).optional()

const asked = z.object({
  group: code,
  assessment: optionalNumber,
  population: optional(patients),
  session: optional(pounds),
  hour: optional(pounds),
  weeks: optional(weeks),
})

function Parameters({
  found,
  group,
  assessmentNo,
}: {
  found: Dilemma
  group: string
  assessmentNo: number
}): ReactNode {
  const { population, policy } = found
  return (
    <FilterForm action={`/framework/groups/${encodeURIComponent(group)}/dilemma`} label="Try other figures">
      <HiddenField name="assessment" value={String(assessmentNo)} />
      <TextField name="population" label="Patients" value={String(population)} width={10} numeric />
      <TextField
        name="session"
        label="A session is paid"
        prefix="£"
        value={poundsText(policy.session.pounds)}
        width={10}
        numeric
      />
      <TextField
        name="hour"
        label="An hour is paid"
        prefix="£"
        value={poundsText(policy.manager_hour.pounds)}
        width={10}
        numeric
      />
      <TextField name="weeks" label="Weeks in a year" value={String(policy.weeks_per_year.weeks)} width={3} numeric />
      <Button kind="secondary">Work it out</Button>
    </FilterForm>
  )
}

function Gets({ standing: { assessment } }: { standing: GroupStanding }): ReactNode {
  return (
    <Details summary="What each level gets">
      <ul>
        {assessment.definition.levels.map(({ level, title, gets }) => (
          <li key={level}>
            Level {level}, {title.toLowerCase()}: {gets}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function Best({ found }: { found: Dilemma }): ReactNode {
  const best = found.choices.toSorted((a, b) => b.firstYearPence - a.firstYearPence || a.level - b.level)[0]
  if (!best) return null
  return (
    <Inset>
      <p>
        {best.isNow
          ? 'For the money of one year alone, staying is best: every higher level takes more work than it pays in its first year.'
          : `For the money of one year alone, level ${best.level} is best: ${formatPounds(best.morePence)} more, ` +
            `for ${best.route.days} days of work that cost ${formatPounds(best.route.costPence)}.`}{' '}
        The money comes again each year; the work does not.
      </p>
    </Inset>
  )
}

/** The way to the next level is told at once; those to the levels behind it are long, and opened by whoever wants them. */
const Way = ({ level, isOpen, children }: { level: number; isOpen: boolean; children: ReactNode }): ReactNode =>
  isOpen ? (
    children
  ) : (
    <Details summary={`The way to level ${level}, and what of it is not worth its money`}>{children}</Details>
  )

export const dilemmaRoute: Route = defineRoute({
  method: 'GET',
  path: '/framework/groups/:group/dilemma',
  permission: 'framework.read',
  audit: null,
  input: asked,
  async handle(ctx, { group, assessment: assessmentNo, population, session, hour, weeks: inYear }) {
    const where = await findAssessment(ctx, { group, assessmentNo })
    if (!where?.assessment) return nowhere()
    const { assessment } = where
    const standing = await standingOfAssessment(ctx, assessment)
    const found = await dilemma(ctx, standing, {
      ...(population !== undefined && { population }),
      ...(session !== undefined && { sessionPence: session }),
      ...(hour !== undefined && { hourPence: hour }),
      ...(inYear !== undefined && { weeks: inYear }),
    })
    const names = await namesFor(ctx)
    const higher = found?.choices.filter(({ isNow }) => !isNow) ?? []
    const choices = found ? [choicesTable(found, assessment.year)] : []
    const routes = higher.map((choice) => routeTable(standing, choice))
    const judged = higher
      .map((choice) => notWorthTable(standing, choice, judge(choice)))
      .filter(({ rows }) => rows.length > 0)
    const body = (
      <>
        <PageHeading caption={`${names(group)}, ${assessment.year}`}>Which level to go for</PageHeading>
        <Ways ways={groupWays(group, assessment.assessmentNo)} />
        {found ? (
          <>
            <Parameters found={found} group={group} assessmentNo={assessment.assessmentNo} />
            <Best found={found} />
            <ChoiceBars choices={found.choices} />
          </>
        ) : (
          <p>Nothing says yet what levels pay: reference/budgets/level-funding.yaml has no rates for that day.</p>
        )}
        {choices.map((table) => (
          <DataTable key={table.name} table={table} sortable={false} wholePounds />
        ))}
        <Gets standing={standing} />
        {higher.map((choice, at) => (
          <Way key={choice.level} level={choice.level} isOpen={at === 0}>
            {[...routes, ...judged]
              .filter(({ name }) => name.endsWith(`-${choice.level}`))
              .map((table) => (
                <DataTable key={table.name} table={table} sortable={false} wholePounds />
              ))}
          </Way>
        ))}
      </>
    )
    return page({
      title: 'Which level to go for',
      body,
      tables: [...choices, ...routes, ...judged],
      breadcrumbs: [
        { text: 'Framework', href: frameworkAddress },
        { text: names(group), href: groupAddress(group, assessment.assessmentNo) },
      ],
    })
  },
})
