import type { Ctx } from '#platform'
import { formatDate, mayDo, poundsText } from '#shared'
import {
  Button,
  DataTable,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SummaryList,
  Tag,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Assessment, sayingsOf } from '../assessment/assessments.view.ts'
import { rateTarget, takeBackRating } from '../assessment/rate-target.command.ts'
import { ratingHints, ratingWords, ratings } from '../assessment/rating.ts'
import { objectiveTitle } from '../definition/definition.ts'
import { findAssessment, standingOfAssessment } from '../level/group-standing.view.ts'
import type { TargetStanding } from '../level/target-standing.ts'
import { mayChange } from '../stores/reach.view.ts'
import { frameworkAddress, groupAddress, targetAddress, targetPath, targetsAddress } from './addresses.ts'
import {
  code,
  number,
  optionalDay,
  optionalDays,
  optionalNumber,
  optionalPounds,
  ratingInput,
  targetRef,
  words,
} from './framework-input.ts'
import { namesFor } from './names.view.ts'
import { historyTable, practicesTable, standsWords } from './target-tables.ts'

const noTarget = (): Reply => notFound('There is no such target here. Check the address.')

interface Asked {
  readonly group: string
  readonly target: string
  readonly assessmentNo?: number | undefined
}

const tones = { met: 'green', missed: 'orange', open: 'grey' } as const

const StandTag = ({ standing }: { standing: TargetStanding }): ReactNode => (
  <Tag tone={tones[standing.by === 'open' ? 'open' : standing.isMet ? 'met' : 'missed']}>{standsWords(standing)}</Tag>
)

/** What was typed as evidence leads somewhere only where it is an address. */
const Linked = ({ text }: { text: string }): ReactNode =>
  /^(\/|https:\/\/)/.test(text) ? (
    <a href={text} rel="noreferrer">
      {text}
    </a>
  ) : (
    text
  )

function Evidence({ standing }: { standing: TargetStanding }): ReactNode {
  const { reading, said, disagrees } = standing
  const { opens } = usePage()
  if (!reading)
    return said?.link ? (
      <p>
        Evidence: <Linked text={said.link} />
      </p>
    ) : null
  const rows = [
    { key: 'Measured', value: reading.figure },
    { key: 'Threshold', value: reading.threshold },
    { key: 'On', value: formatDate(reading.on) },
    ...(opens(reading.records)
      ? [{ key: 'Records', value: <a href={reading.records}>Open the records behind it</a> }]
      : []),
    ...(said?.link ? [{ key: 'Document or link', value: <Linked text={said.link} /> }] : []),
  ]
  return (
    <>
      <h2 className="nhsuk-heading-m">Evidence</h2>
      <SummaryList rows={rows} />
      {disagrees && <p>What was measured and the rating do not agree: what was measured decides.</p>}
    </>
  )
}

function RateForm({
  standing,
  group,
  assessment,
}: {
  standing: TargetStanding
  group: string
  assessment: Assessment
}): ReactNode {
  const { said, target } = standing
  return (
    <>
      <h2 className="nhsuk-heading-m">How much work it still is</h2>
      <Form action={targetPath(group, target.ref)}>
        <HiddenField name="assessment" value={String(assessment.assessmentNo)} />
        <RadioField
          name="rating"
          label="Rating"
          value={said?.rating ?? ''}
          options={[
            ...ratings.map((rating) => ({ value: rating, text: ratingWords[rating], hint: ratingHints[rating] })),
            { value: '', text: 'Not rated' },
          ]}
        />
        <TextField
          name="words"
          label="Action or evidence"
          hint="Nothing that names a patient"
          value={said?.words ?? ''}
        />
        <TextField name="lead" label="Who sees to it" value={said?.lead ?? ''} width={20} />
        <TextField name="due" label="Until" hint="Like 2008-03-31" value={said?.due ?? ''} width={10} />
        <TextField
          name="days"
          label="Days of work"
          value={said?.effortDays == null ? '' : String(said.effortDays)}
          width={4}
          numeric
        />
        <TextField
          name="cost"
          label="What it costs beside"
          prefix="£"
          value={said?.costPence == null ? '' : poundsText(said.costPence)}
          width={10}
          numeric
        />
        <TextField
          name="link"
          label="Document or link"
          hint="An address, or the number of a document"
          value={said?.link ?? ''}
        />
        <Button>Keep it</Button>
      </Form>
    </>
  )
}

const TakeBack = ({
  group,
  target,
  assessment,
}: {
  group: string
  target: string
  assessment: Assessment
}): ReactNode => (
  <Form action={`${targetPath(group, target)}/take-back`}>
    <HiddenField name="assessment" value={String(assessment.assessmentNo)} />
    <Button kind="secondary">Take back what was said last</Button>
  </Form>
)

async function targetPage(
  ctx: Ctx,
  { group, target: ref, assessmentNo }: Asked,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const found = await findAssessment(ctx, { group, assessmentNo })
  if (!found?.assessment) return noTarget()
  const { assessment, place } = found
  const { standings } = await standingOfAssessment(ctx, assessment)
  const standing = standings.find(({ target }) => target.ref === ref)
  if (!standing) return noTarget()
  const { target, reading } = standing
  const [names, sayings] = [await namesFor(ctx), await sayingsOf(ctx, assessment.assessmentNo, ref)]
  const practices = reading && reading.practices.length > 0 ? [practicesTable(reading, names)] : []
  const history = historyTable(sayings)
  const may = mayDo(ctx.scope, 'framework.assess') && mayChange(ctx, place) && !assessment.signedOff
  const body = (
    <>
      <PageHeading
        caption={`${names(group)}, ${assessment.year}: level ${target.level}, ${objectiveTitle(assessment.definition, target.objective)}`}
      >
        {target.ref} {target.words}
      </PageHeading>
      <p>
        <StandTag standing={standing} />
      </p>
      <Evidence standing={standing} />
      {practices.map((table) => (
        <DataTable key={table.name} table={table} />
      ))}
      {may && <RateForm standing={standing} group={group} assessment={assessment} />}
      <DataTable table={history} sortable={false} empty="Nobody has said anything of it yet." />
      {may && sayings.length > 0 && <TakeBack group={group} target={ref} assessment={assessment} />}
    </>
  )
  return page({
    title: `Target ${ref}`,
    body,
    tables: [...practices, history],
    breadcrumbs: [
      { text: 'Framework', href: frameworkAddress },
      { text: names(group), href: groupAddress(group, assessment.assessmentNo) },
      { text: 'Targets', href: targetsAddress(group, assessment.assessmentNo) },
    ],
    ...problem,
  })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/framework/groups/:group/targets/:target',
  permission: 'framework.read',
  audit: null,
  input: z.object({ group: code, target: targetRef, assessment: optionalNumber }),
  handle: (ctx, { assessment, ...asked }) => targetPage(ctx, { ...asked, assessmentNo: assessment }),
})

const rateInput = z.object({
  group: code,
  target: targetRef,
  assessment: number,
  rating: ratingInput,
  words,
  lead: z.string().max(1_000).default(''),
  due: optionalDay,
  days: optionalDays,
  cost: optionalPounds,
  link: z.string().max(1_000).default(''),
})

const fields = {
  'no-words': 'words',
  'names-patient': 'words',
  effort: 'days',
  same: 'rating',
  lead: 'lead',
  link: 'link',
} as const

const rateRoute = defineRoute({
  method: 'POST',
  path: '/framework/groups/:group/targets/:target',
  permission: 'framework.assess',
  audit: 'framework.rate',
  input: rateInput,
  invalid: (ctx, { values, errors }) =>
    targetPage(ctx, { group: String(values['group']), target: String(values['target']) }, { values, errors }),
  async handle(ctx, { group, target, assessment, rating, words: said, lead, due, days, cost, link }) {
    const found = await findAssessment(ctx, { group, assessmentNo: assessment })
    if (!found?.assessment) return noTarget()
    const done = await rateTarget(ctx, {
      assessmentNo: assessment,
      target,
      rating,
      words: said,
      lead,
      due,
      costPence: cost,
      effortDays: days,
      link,
    })
    if (done.ok) return redirect(targetAddress(group, target, assessment), 'It is kept.')
    if (done.code === 'not-found') return noTarget()
    if (done.code === 'signed-off') return refusal(409, done.message, 'Not kept')
    const values = {
      rating: rating ?? '',
      words: said,
      lead,
      due: due ?? '',
      days: days === null ? '' : String(days),
      cost: cost === null ? '' : poundsText(cost),
      link,
    }
    return targetPage(
      ctx,
      { group, target, assessmentNo: assessment },
      { errors: { [fields[done.code]]: done.message }, values },
    )
  },
})

const takeBackRoute = defineRoute({
  method: 'POST',
  path: '/framework/groups/:group/targets/:target/take-back',
  permission: 'framework.assess',
  audit: 'framework.rate',
  input: z.object({ group: code, target: targetRef, assessment: number }),
  async handle(ctx, { group, target, assessment }) {
    const found = await findAssessment(ctx, { group, assessmentNo: assessment })
    if (!found?.assessment) return noTarget()
    const done = await takeBackRating(ctx, { assessmentNo: assessment, target })
    if (done.ok)
      return redirect(targetAddress(group, target, assessment), 'It is taken back: what stood before stands again.')
    return done.code === 'not-found' ? noTarget() : refusal(409, done.message, 'Nothing was taken back')
  },
})

export const targetRoutes: readonly Route[] = [showRoute, rateRoute, takeBackRoute]
