import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, financialYearOf, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Details,
  EmptyState,
  Figures,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Assessment, listAssessments } from '../assessment/assessments.view.ts'
import { beginAssessment } from '../assessment/begin-assessment.command.ts'
import { openAgain, signOff } from '../assessment/sign-off.command.ts'
import type { KnownDefinition } from '../definition/definitions.view.ts'
import { definitionsFor } from '../definition/definitions.view.ts'
import { noteTargetDrift } from '../evidence/note-target-drift.command.ts'
import { type GroupStanding, findAssessment, standingOfAssessment } from '../level/group-standing.view.ts'
import { type Place, mayChange } from '../stores/reach.view.ts'
import { filesAddress, frameworkAddress, groupAddress, targetsAddress } from './addresses.ts'
import { code, frameworkName, number, optionalNumber, words, yearInput } from './framework-input.ts'
import { Ways, groupWays } from './links.tsx'
import { namesFor } from './names.view.ts'
import { RatingBars } from './rating-bars.tsx'
import { countsTable, objectivesTable, reachedWords } from './summary-tables.ts'
import { evidenceTable, isLate, measuredWords } from './target-tables.ts'

export const nowhere = (): Reply => notFound('There is no such group here. Check its code.')

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

function StandingFigures({ standing, ctx }: { standing: GroupStanding; ctx: Ctx }): ReactNode {
  const { standings, reached, assessment } = standing
  const today = dayInLondon(ctx.clock.now())
  const { owner, assessmentNo } = assessment
  const measured = standings.filter(({ by }) => by === 'measured').length
  const late = standings.filter((each) => isLate(each, today)).length
  const ownerless = standings.filter(({ isMet, said }) => !isMet && said?.words && !said.lead).length
  return (
    <Figures
      figures={[
        { label: 'Level reached', value: reachedWords(reached), note: `Of “${assessment.definition.title}”` },
        {
          label: 'Targets met',
          value: `${standings.filter(({ isMet }) => isMet).length} of ${standings.length}`,
          note: `${measured} of them measured from records`,
          href: targetsAddress(owner, assessmentNo, { stands: 'met' }),
        },
        {
          label: 'Behind their day',
          value: String(late),
          note: `${ownerless} actions without anybody who sees to them`,
          href: targetsAddress(owner, assessmentNo, { stands: 'late' }),
        },
      ]}
    />
  )
}

/** What keeps the group from the next level, objective by objective. */
function Blocking({ standing }: { standing: GroupStanding }): ReactNode {
  const { levels, standings, assessment } = standing
  const next = levels.find(({ isReached }) => !isReached)
  if (!next) return <p>Every level is reached.</p>
  const missed = standings.filter(({ target, isMet }) => target.level <= next.level && !isMet)
  return (
    <p>
      <a href={targetsAddress(assessment.owner, assessment.assessmentNo, { stands: 'blocking' })}>
        {missed.length} {missed.length === 1 ? 'target stands' : 'targets stand'} between the group and level{' '}
        {next.level}
      </a>
      .
    </p>
  )
}

function SignOff({ assessment }: { assessment: Assessment }): ReactNode {
  const { owner, assessmentNo, signedOff, year } = assessment
  return signedOff ? (
    <Details summary="Open it again">
      <Form action={`/framework/groups/${encodeURIComponent(owner)}/open-again`}>
        <HiddenField name="assessment" value={String(assessmentNo)} />
        <TextField name="words" label="Why it is opened again" />
        <Button kind="secondary">Open it again</Button>
      </Form>
    </Details>
  ) : (
    <Details summary={`Sign off ${year}`}>
      <p>From then on it does not change, and it keeps a copy of everything that was measured on that day.</p>
      <Form action={`/framework/groups/${encodeURIComponent(owner)}/sign-off`}>
        <HiddenField name="assessment" value={String(assessmentNo)} />
        <TextField name="words" label="A word on it, if you like" />
        <Button kind="secondary">Sign it off</Button>
      </Form>
    </Details>
  )
}

interface BeginProps {
  readonly group: string
  readonly year: FinancialYear
  readonly definitions: readonly KnownDefinition[]
}

const versionValue = ({ definition: { name, version } }: KnownDefinition): string => `${name} ${version}`

const Begin = ({ group, year, definitions }: BeginProps): ReactNode => (
  <Details summary="Begin an assessment">
    <Form action={`/framework/groups/${encodeURIComponent(group)}/begin`}>
      <TextField name="year" label="Year" value={year} width={10} />
      <SelectField
        name="framework"
        label="Framework"
        options={definitions.map((each) => ({
          value: versionValue(each),
          text: `${each.definition.title}, version ${each.definition.version}`,
        }))}
      />
      <Button>Begin</Button>
    </Form>
  </Details>
)

function Others({ all, shown }: { all: readonly Assessment[]; shown: number }): ReactNode {
  const others = all.filter(({ assessmentNo }) => assessmentNo !== shown)
  if (others.length === 0) return null
  return (
    <Ways
      label="Other assessments"
      ways={others.map(({ owner, year, definition, assessmentNo }) => ({
        text: `${year}, ${definition.title} ${definition.version}`,
        href: groupAddress(owner, assessmentNo),
      }))}
    />
  )
}

async function standingBody(
  ctx: Ctx,
  standing: GroupStanding,
): Promise<{ body: ReactNode; tables: ReturnType<typeof countsTable>[] }> {
  const { assessment, measured } = standing
  const [counts, objectives, evidence] = [countsTable(standing), objectivesTable(standing), evidenceTable(standing)]
  const { signedOff } = assessment
  const body = (
    <>
      <StandingFigures standing={standing} ctx={ctx} />
      <Blocking standing={standing} />
      <RatingBars counts={standing.counts} />
      <DataTable table={counts} sortable={false} />
      <DataTable table={objectives} sortable={false} />
      <p>
        {measuredWords[measured]}
        {signedOff && ` ${signedOff.actor} signed it off.${signedOff.words && ` “${signedOff.words}”`}`}
      </p>
      <DataTable
        table={{
          ...evidence,
          columns: evidence.columns.filter(({ key }) =>
            ['ref', 'target', 'stands', 'figure', 'threshold'].includes(key),
          ),
        }}
        exportable={false}
        empty="No target of this framework is measured."
      />
    </>
  )
  return { body, tables: [counts, objectives, evidence] }
}

async function groupPage(
  ctx: Ctx,
  asked: { readonly group: string; readonly assessmentNo?: number | undefined },
  problem: Problem = {},
): Promise<Reply> {
  const found = await findAssessment(ctx, asked)
  if (!found || (asked.assessmentNo !== undefined && !found.assessment)) return nowhere()
  const { place, assessment } = found
  const [names, definitions] = [await namesFor(ctx), await definitionsFor(ctx, place)]
  const all = await listAssessments(ctx, { owner: place.owner })
  const standing = assessment && (await standingOfAssessment(ctx, assessment))
  const drawn = standing && (await standingBody(ctx, standing))
  const may = mayDo(ctx.scope, 'framework.assess') && mayChange(ctx, place)
  const today = dayInLondon(ctx.clock.now())
  const body = (
    <>
      <PageHeading caption={assessment ? `${names(place.owner)}, ${assessment.year}` : names(place.owner)}>
        Framework
      </PageHeading>
      <Ways ways={[...groupWays(place.owner, assessment?.assessmentNo), { text: 'Send files', href: filesAddress }]} />
      {drawn?.body ?? <NotBegun may={may} />}
      {assessment && <Others all={all} shown={assessment.assessmentNo} />}
      {may && standing && !standing.assessment.signedOff && <Slipped standing={standing} />}
      {may && assessment && <SignOff assessment={assessment} />}
      {may && <Begin group={place.owner} year={financialYearOf(today)} definitions={definitions} />}
    </>
  )
  return page({
    title: `Framework of ${names(place.owner)}`,
    body,
    tables: drawn?.tables ?? [],
    breadcrumbs: [{ text: 'Framework', href: frameworkAddress }],
    ...problem,
  })
}

/** Targets that were said to be met and no longer are: what the group does about them belongs on its agenda. */
function Slipped({ standing }: { standing: GroupStanding }): ReactNode {
  const slipped = standing.standings.filter(({ said, reading }) => said?.rating === 'ok' && reading?.isMet === false)
  if (slipped.length === 0) return null
  const { owner, assessmentNo } = standing.assessment
  return (
    <Form action={`/framework/groups/${encodeURIComponent(owner)}/note-drift`}>
      <p>
        {slipped.length} {slipped.length === 1 ? 'target was' : 'targets were'} rated OK and{' '}
        {slipped.length === 1 ? 'is' : 'are'} measured below {slipped.length === 1 ? 'its' : 'their'} threshold:{' '}
        {slipped.map(({ target }) => target.ref).join(', ')}.
      </p>
      <HiddenField name="assessment" value={String(assessmentNo)} />
      <Button kind="secondary">Put it on the next agenda</Button>
    </Form>
  )
}

const NotBegun = ({ may }: { may: boolean }): ReactNode => (
  <EmptyState
    title="It is not assessed yet"
    {...(may && { action: { text: 'Send its table as a file', href: filesAddress } })}
  >
    <p>
      A group is held to a framework for a year: each of its targets is rated by how much work it still is, and many are
      measured from what the product knows already.
    </p>
  </EmptyState>
)

const showRoute = defineRoute({
  method: 'GET',
  path: '/framework/groups/:group',
  permission: 'framework.read',
  audit: null,
  input: z.object({ group: code, assessment: optionalNumber }),
  handle: (ctx, { group, assessment }) => groupPage(ctx, { group, assessmentNo: assessment }),
})

const again = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> =>
  groupPage(ctx, { group: String(values['group']) }, { values, errors })

const beginRoute = defineRoute({
  method: 'POST',
  path: '/framework/groups/:group/begin',
  permission: 'framework.assess',
  audit: 'framework.begin',
  input: z.object({ group: code, year: yearInput, framework: frameworkName }),
  invalid: again,
  async handle(ctx, { group, year, framework }) {
    const [name, version] = framework.split(' ')
    const done = await beginAssessment(ctx, { group, year, framework: name ?? '', version: Number(version) })
    if (done.ok) return redirect(groupAddress(group, done.value.assessmentNo), `The assessment of ${year} has begun.`)
    if (done.code === 'not-found') return nowhere()
    return groupPage(ctx, { group }, { errors: { framework: done.message }, values: { year, framework } })
  },
})

async function ownOnly(
  ctx: Ctx,
  { group, assessment }: { group: string; assessment: number },
): Promise<Place | undefined> {
  const found = await findAssessment(ctx, { group, assessmentNo: assessment })
  return found?.assessment && found.place
}

const eventInput = z.object({ group: code, assessment: number, words })

const signRoute = defineRoute({
  method: 'POST',
  path: '/framework/groups/:group/sign-off',
  permission: 'framework.assess',
  audit: 'framework.sign-off',
  input: eventInput,
  invalid: again,
  async handle(ctx, input) {
    const { group, assessment, words: said } = input
    if (!(await ownOnly(ctx, input))) return nowhere()
    const done = await signOff(ctx, { assessmentNo: assessment, words: said })
    if (done.ok)
      return redirect(
        groupAddress(group, assessment),
        `It is signed off, with ${done.value.measured} targets as they were measured.`,
      )
    if (done.code === 'not-found') return nowhere()
    const isWords = done.code === 'no-words' || done.code === 'names-patient'
    return isWords
      ? groupPage(
          ctx,
          { group, assessmentNo: assessment },
          { errors: { words: done.message }, values: { words: said } },
        )
      : refusal(409, done.message, 'Not signed off')
  },
})

const driftRoute = defineRoute({
  method: 'POST',
  path: '/framework/groups/:group/note-drift',
  permission: 'framework.assess',
  audit: 'drift.find',
  input: z.object({ group: code, assessment: number }),
  async handle(ctx, input) {
    const { group, assessment } = input
    if (!(await ownOnly(ctx, input))) return nowhere()
    const done = await noteTargetDrift(ctx, assessment)
    if (!done.ok) return done.code === 'not-found' ? nowhere() : refusal(409, done.message, 'Nothing was noted')
    const { found, noted } = done.value
    return redirect(
      groupAddress(group, assessment),
      found === 0
        ? 'No target that was rated OK is measured below its threshold.'
        : `${found} ${found === 1 ? 'target is' : 'targets are'} below their threshold, ${noted} of them noted now: ` +
            'they are put on the next agenda.',
    )
  },
})

const openRoute = defineRoute({
  method: 'POST',
  path: '/framework/groups/:group/open-again',
  permission: 'framework.assess',
  audit: 'framework.open-again',
  input: eventInput,
  invalid: again,
  async handle(ctx, input) {
    const { group, assessment, words: why } = input
    if (!(await ownOnly(ctx, input))) return nowhere()
    const done = await openAgain(ctx, { assessmentNo: assessment, words: why })
    if (done.ok) return redirect(groupAddress(group, assessment), 'It is open again.')
    if (done.code === 'not-found') return nowhere()
    const isWords = done.code === 'no-words' || done.code === 'names-patient'
    return isWords
      ? groupPage(ctx, { group, assessmentNo: assessment }, { errors: { words: done.message }, values: { words: why } })
      : refusal(409, done.message, 'Not opened')
  },
})

export const groupRoutes: readonly Route[] = [showRoute, beginRoute, signRoute, openRoute, driftRoute]
