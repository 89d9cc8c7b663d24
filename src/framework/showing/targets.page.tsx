import { type PlainDate, dayInLondon } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  FilterForm,
  HiddenField,
  PageHeading,
  type Route,
  SelectField,
  defineRoute,
  page,
} from '#ui'
import { z } from 'zod'
import { ratingWords, ratings } from '../assessment/rating.ts'
import { type GroupStanding, findAssessment, standingOfAssessment } from '../level/group-standing.view.ts'
import type { TargetStanding } from '../level/target-standing.ts'
import { frameworkAddress, groupAddress } from './addresses.ts'
import { code, optionalNumber } from './framework-input.ts'
import { nowhere } from './group.page.tsx'
import { Ways, groupWays } from './links.tsx'
import { namesFor } from './names.view.ts'
import { isLate, targetsOnPage, targetsTable } from './target-tables.ts'

const stands = ['met', 'missed', 'blocking', 'late', 'disagrees'] as const

const standsLabels: Readonly<Record<(typeof stands)[number], string>> = {
  met: 'Met',
  missed: 'Missed or open',
  blocking: 'Between the group and its next level',
  late: 'Behind their day',
  disagrees: 'Rated otherwise than measured',
}

const narrowing = z.object({
  group: code,
  assessment: optionalNumber,
  level: optionalNumber,
  objective: z.string().max(60).optional(),
  rating: z.union([z.enum(ratings), z.literal('unrated'), z.literal('')]).optional(),
  stands: z.union([z.enum(stands), z.literal('')]).optional(),
})
type Narrowing = z.output<typeof narrowing>

function isOfStanding(each: TargetStanding, asked: Narrowing['stands'], next: number, today: PlainDate): boolean {
  switch (asked) {
    case 'met':
      return each.isMet
    case 'missed':
      return !each.isMet
    case 'blocking':
      return !each.isMet && each.target.level <= next
    case 'late':
      return isLate(each, today)
    case 'disagrees':
      return each.disagrees
    default:
      return true
  }
}

function wanted(asked: Narrowing, standing: GroupStanding, today: PlainDate) {
  const next = standing.levels.find(({ isReached }) => !isReached)?.level ?? 0
  return (each: TargetStanding): boolean =>
    (asked.level === undefined || each.target.level === asked.level) &&
    (!asked.objective || each.target.objective === asked.objective) &&
    (!asked.rating || (each.said?.rating ?? 'unrated') === asked.rating) &&
    isOfStanding(each, asked.stands, next, today)
}

const all = (text: string) => ({ value: '', text })

function Narrow({ asked, standing }: { asked: Narrowing; standing: GroupStanding }) {
  const { definition, assessmentNo } = standing.assessment
  return (
    <FilterForm action={`/framework/groups/${encodeURIComponent(asked.group)}/targets`} label="Narrow the targets">
      <HiddenField name="assessment" value={String(assessmentNo)} />
      <SelectField
        name="level"
        label="Level"
        value={asked.level === undefined ? '' : String(asked.level)}
        options={[
          all('All levels'),
          ...definition.levels.map(({ level }) => ({ value: String(level), text: `Level ${level}` })),
        ]}
      />
      <SelectField
        name="objective"
        label="Objective"
        value={asked.objective ?? ''}
        options={[
          all('All objectives'),
          ...definition.objectives.map((each) => ({ value: each.code, text: each.title })),
        ]}
      />
      <SelectField
        name="rating"
        label="Rating"
        value={asked.rating ?? ''}
        options={[
          all('All ratings'),
          ...ratings.map((rating) => ({ value: rating, text: ratingWords[rating] })),
          { value: 'unrated', text: 'Not rated' },
        ]}
      />
      <SelectField
        name="stands"
        label="Stands"
        value={asked.stands ?? ''}
        options={[all('Everything'), ...stands.map((value) => ({ value, text: standsLabels[value] }))]}
      />
      <Button kind="secondary">Show</Button>
    </FilterForm>
  )
}

export const targetsRoute: Route = defineRoute({
  method: 'GET',
  path: '/framework/groups/:group/targets',
  permission: 'framework.read',
  audit: null,
  input: narrowing,
  async handle(ctx, asked) {
    const found = await findAssessment(ctx, { group: asked.group, assessmentNo: asked.assessment })
    if (!found?.assessment) return nowhere()
    const { assessment } = found
    const standing = await standingOfAssessment(ctx, assessment)
    const [names, today] = [await namesFor(ctx), dayInLondon(ctx.clock.now())]
    const table = targetsTable({ standing, today, only: wanted(asked, standing, today) })
    const body = (
      <>
        <PageHeading caption={`${names(asked.group)}, ${assessment.year}`}>Targets</PageHeading>
        <Ways ways={groupWays(asked.group, assessment.assessmentNo)} />
        <Narrow asked={asked} standing={standing} />
        <DataTable table={targetsOnPage(table)} exportable={false} empty="No target is like that." />
        {table.rows.length > 0 && <DownloadLinks table={table} label="Download these targets, with all columns" />}
      </>
    )
    return page({
      title: 'Targets',
      body,
      tables: [table],
      breadcrumbs: [
        { text: 'Framework', href: frameworkAddress },
        { text: names(asked.group), href: groupAddress(asked.group, assessment.assessmentNo) },
      ],
    })
  },
})
