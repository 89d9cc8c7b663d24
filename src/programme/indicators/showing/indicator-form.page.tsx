import type { Ctx } from '#platform'
import { type LeadRole, listRoles, whoseProgramme } from '#programme/leads'
import {
  Button,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { findIndicator } from '../figures/indicators.view.ts'
import { noSuchIndicator } from '../figures/no-such-indicator.ts'
import { type IndicatorRefusal, addIndicator, changeIndicator, mayChange } from '../figures/save-indicator.command.ts'
import { plainText, unitWords } from '../model/amount.ts'
import type { Indicator, IndicatorWords } from '../model/indicator.ts'
import { indicatorAddress, indicatorsAddress } from './addresses.ts'
import { code, line, microOrNothing, number, optionalCode, words } from './indicator-input.ts'
import { directionWords, kindTitles } from './indicator-words.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const units = ['count', 'percent', 'pounds', 'days', 'rate'] as const
const directions = ['up', 'down', 'neither'] as const

const fields = z.object({
  title: line,
  kind: z.enum(['health-check', 'key'], 'Say which kind it is.'),
  unit: z.enum(units, 'Say what is measured.'),
  direction: z.enum(directions, 'Say which way is better.'),
  target: microOrNothing,
  tolerance: microOrNothing,
  role: z.string().max(12).default(''),
  holder: line,
  source: words,
})
type Fields = z.output<typeof fields>

/** The name of the role stands in for a name that was left empty. */
const wordsOf = ({ role, target, tolerance, ...typed }: Fields, roles: readonly LeadRole[]): IndicatorWords => {
  const held = roles.find(({ roleNo }) => String(roleNo) === role)
  const holder = typed.holder.trim() === '' && held ? held.title : typed.holder
  return { ...typed, holder, target, tolerance: tolerance ?? 0, roleNo: role === '' ? null : Number(role) }
}

const asTyped = ({ target, tolerance, ...typed }: Fields): FormValues => ({
  ...typed,
  target: target === null ? '' : plainText(target),
  tolerance: tolerance === null ? '' : plainText(tolerance),
})

const typedOf = (indicator: Indicator): FormValues =>
  asTyped({ ...indicator, role: indicator.roleNo === null ? '' : String(indicator.roleNo) })

const IndicatorFields = ({ roles }: { roles: readonly LeadRole[] }): ReactNode => (
  <>
    <TextField name="title" label="Indicator" hint="Like: Women screened within five years" />
    <RadioField
      name="kind"
      label="Kind"
      options={(['health-check', 'key'] as const).map((value) => ({ value, text: kindTitles[value] }))}
    />
    <SelectField
      name="unit"
      label="What is measured"
      options={units.map((value) => ({ value, text: unitWords[value] }))}
    />
    <RadioField
      name="direction"
      label="Which way is better?"
      options={directions.map((value) => ({ value, text: directionWords[value] }))}
    />
    <TextField name="target" label="Target" hint="Like 80; empty where there is none" width={10} numeric />
    <TextField
      name="tolerance"
      label="Tolerance"
      hint="How far on the wrong side of the target is let be. Beyond it, it is put on the agenda."
      width={10}
      numeric
    />
    <SelectField
      name="role"
      label="Lead role that looks after it"
      options={[
        { value: '', text: 'None: the name below' },
        ...roles.map(({ roleNo, title }) => ({ value: String(roleNo), text: title })),
      ]}
    />
    <TextField name="holder" label="Who looks after it" hint="A name or a post, where no role does" />
    <TextField name="source" label="Where its figures come from" hint="Like: screening office, each quarter" />
  </>
)

const openRoles = async (ctx: Ctx, owner: string): Promise<LeadRole[]> =>
  (await listRoles(ctx, { owner })).filter(({ isClosed }) => !isClosed)

async function newPage(ctx: Ctx, asked: string | undefined, problem: Problem = {}): Promise<Reply> {
  const whose = await whoseProgramme(ctx, asked)
  if (!whose.ok || !(await mayChange(ctx, whose.value.owner.code))) return notFound(noSuchIndicator().message)
  const { owner } = whose.value
  const body = (
    <>
      <PageHeading caption={owner.name}>Add an indicator</PageHeading>
      <Form action="/indicators/new">
        <HiddenField name="owner" value={owner.code} />
        <TextField name="code" label="Code" hint="By which files name it, like cervical-screening" width={20} />
        <IndicatorFields roles={await openRoles(ctx, owner.code)} />
        <Button>Add it</Button>
      </Form>
    </>
  )
  const breadcrumbs = [{ text: 'Indicators', href: indicatorsAddress(owner.code) }]
  return page({ title: 'Add an indicator', body, breadcrumbs, ...problem })
}

async function changePage(ctx: Ctx, indicator: Indicator, problem: Problem = {}): Promise<Reply> {
  const body = (
    <>
      <PageHeading caption={indicator.code}>Change {indicator.title}</PageHeading>
      <Form action={`${indicatorAddress(indicator.indicatorNo)}/change`}>
        <HiddenField name="seen" value={String(problem.values?.['seen'] ?? indicator.version)} />
        <IndicatorFields roles={await openRoles(ctx, indicator.owner)} />
        <Button>Save</Button>
      </Form>
    </>
  )
  const breadcrumbs = [
    { text: 'Indicators', href: indicatorsAddress(indicator.owner) },
    { text: indicator.title, href: indicatorAddress(indicator.indicatorNo) },
  ]
  const values = problem.values ?? typedOf(indicator)
  return page({ title: `Change ${indicator.title}`, body, breadcrumbs, errors: problem.errors, values })
}

const fieldOf: Readonly<Partial<Record<IndicatorRefusal, string>>> = {
  title: 'title',
  code: 'code',
  taken: 'code',
  role: 'role',
  tolerance: 'tolerance',
  'no-words': 'source',
  'names-patient': 'source',
}

const newRoute = defineRoute({
  method: 'GET',
  path: '/indicators/new',
  permission: 'indicator.change',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => newPage(ctx, owner),
})

const addRoute = defineRoute({
  method: 'POST',
  path: '/indicators/new',
  permission: 'indicator.change',
  audit: 'indicator.add',
  input: fields.extend({ owner: code, code: z.string().trim().max(60).default('') }),
  invalid: (ctx, problem) => newPage(ctx, String(problem.values['owner'] ?? ''), problem),
  async handle(ctx, { owner, code: named, ...typed }) {
    const about = wordsOf(typed, await openRoles(ctx, owner))
    const done = await addIndicator(ctx, { owner, code: named, ...about })
    if (done.ok) return redirect(indicatorAddress(done.value.indicatorNo), 'It is written down. Now its figures.')
    if (done.code === 'not-found') return notFound(done.message)
    const values = { ...asTyped(typed), code: named }
    return newPage(ctx, owner, { errors: { [fieldOf[done.code] ?? 'form']: done.message }, values })
  },
})

const asked = z.object({ indicator: number })

async function toChange(ctx: Ctx, indicatorNo: number): Promise<Indicator | undefined> {
  const found = await findIndicator(ctx, indicatorNo)
  return found && (await mayChange(ctx, found.owner)) ? found : undefined
}

const formRoute = defineRoute({
  method: 'GET',
  path: '/indicators/:indicator/change',
  permission: 'indicator.change',
  audit: null,
  input: asked,
  async handle(ctx, { indicator: indicatorNo }) {
    const found = await toChange(ctx, indicatorNo)
    return found ? changePage(ctx, found) : notFound(noSuchIndicator().message)
  },
})

const changeRoute = defineRoute({
  method: 'POST',
  path: '/indicators/:indicator/change',
  permission: 'indicator.change',
  audit: 'indicator.change',
  input: asked.extend(fields.shape).extend({ seen: number }),
  async invalid(ctx, problem) {
    const read = asked.safeParse({ indicator: problem.values['indicator'] })
    const found = read.success ? await toChange(ctx, read.data.indicator) : undefined
    return found ? changePage(ctx, found, problem) : notFound(noSuchIndicator().message)
  },
  async handle(ctx, { indicator: indicatorNo, seen, ...typed }) {
    const found = await toChange(ctx, indicatorNo)
    if (!found) return notFound(noSuchIndicator().message)
    const about = wordsOf(typed, await openRoles(ctx, found.owner))
    const done = await changeIndicator(ctx, { indicatorNo, seenVersion: seen }, about)
    if (done.ok) return redirect(indicatorAddress(indicatorNo), 'It is saved.')
    if (done.code === 'not-found') return notFound(done.message)
    const seenNow = done.code === 'changed' ? found.version : seen
    const values = { ...asTyped(typed), seen: String(seenNow) }
    return changePage(ctx, found, { errors: { [fieldOf[done.code] ?? 'form']: done.message }, values })
  },
})

export const indicatorFormRoutes: readonly Route[] = [newRoute, addRoute, formRoute, changeRoute]
