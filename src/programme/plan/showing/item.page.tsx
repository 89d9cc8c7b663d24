import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type Table, dayInLondon, mayDo } from '#shared'
import {
  Details,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { addItem, changeItem, removeItem } from '../items/change-item.command.ts'
import { setWaiting } from '../items/depend.command.ts'
import { dependenciesOf } from '../items/dependencies.view.ts'
import { type ItemChange, itemChanges, itemEvents } from '../items/events.view.ts'
import type { PlanItem } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { addMilestone, stepMilestone } from '../items/milestone.command.ts'
import { listMilestones } from '../items/milestones.view.ts'
import { noteProgress, setStatus, undoStatus } from '../items/progress.command.ts'
import { undoChange } from '../items/undo.command.ts'
import { noPlan, ownerOfItem, whosePlan } from '../items/whose.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { statuses } from '../timescale/timescale.ts'
import { itemAddress, planAddress } from './addresses.ts'
import { ItemBody } from './item-body.tsx'
import { ItemForm } from './item-form.tsx'
import { code, line, longText, number, optionalCode, optionalDay } from './plan-input.ts'
import { planCrumbs } from './ways.tsx'

const nowhere = (): Reply => notFound(noPlan().message)

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const whyWords: Readonly<Record<ItemChange['why'], string>> = {
  file: 'taken in from a file',
  typed: 'written by hand',
  undone: 'taken back',
  removed: 'taken out',
}

const changesTable = (changes: readonly ItemChange[]): Table => ({
  name: 'changes',
  caption: 'How its words changed, the latest first',
  columns: [
    { key: 'on', label: 'On', kind: 'date' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'how', label: 'How', kind: 'text' },
    { key: 'ref', label: 'Ref', kind: 'code' },
    { key: 'objective', label: 'Objective', kind: 'text' },
    { key: 'leads', label: 'Leads', kind: 'text' },
    { key: 'timescale', label: 'Timescale', kind: 'text' },
  ],
  rows: changes.map(({ at, by, why, ref, objective, leadsText, timescaleText }) => ({
    on: dayInLondon(at),
    by,
    how: whyWords[why],
    ref,
    objective,
    leads: leadsText,
    timescale: timescaleText,
  })),
})

const formValues = (item: PlanItem) => ({
  section: item.section,
  ref: item.ref,
  objective: item.objective,
  leads: item.leadsText,
  timescale: item.timescaleText,
  start: item.daysAre === 'typed' ? (item.start ?? '') : '',
  due: item.daysAre === 'typed' ? (item.due ?? '') : '',
})

async function itemFacts(ctx: Ctx, owner: string, item: PlanItem, items: readonly PlanItem[]) {
  const waits = await dependenciesOf(ctx, owner)
  const may = await mayRun(ctx, owner)
  const names = await organisationNames(ctx.db)
  return {
    item,
    ownerName: names.get(owner) ?? owner,
    mayRun: may,
    mayNote: may || mayDo(ctx.scope, 'lead.report'),
    events: await itemEvents(ctx, owner, item.itemNo),
    milestones: (await listMilestones(ctx, owner)).filter(({ itemNo }) => itemNo === item.itemNo),
    waitsFor: items.filter(({ itemNo }) => waits.get(item.itemNo)?.includes(itemNo)),
    waitedFor: items.filter(({ itemNo }) => waits.get(itemNo)?.includes(item.itemNo)),
    changes: changesTable(await itemChanges(ctx, owner, item.itemNo)),
    today: dayInLondon(ctx.clock.now()),
  }
}

async function itemPage(ctx: Ctx, itemNo: number, problem: Problem = {}): Promise<Reply> {
  const owner = await ownerOfItem(ctx, itemNo)
  const items = owner === undefined ? [] : await planItems(ctx, { owner, withRemoved: true })
  const item = items.find((each) => each.itemNo === itemNo)
  if (owner === undefined || !item) return nowhere()
  const facts = await itemFacts(ctx, owner, item, items.filter(({ isRemoved }) => !isRemoved))
  const form = facts.mayRun && !item.isRemoved && (
    <Details summary="Write it anew">
      <ItemForm action={itemAddress(itemNo)} hidden={{ version: String(item.versionNo) }} button="Keep it" values={formValues(item)} />
    </Details>
  )
  return page({
    title: `${item.ref} of the plan`,
    body: <ItemBody {...facts} form={form} />,
    tables: [facts.changes],
    breadcrumbs: planCrumbs(owner),
    ...problem,
  })
}

const at = z.object({ item: number })

const itemRoute = defineRoute({
  method: 'GET',
  path: '/plan/items/:item',
  permission: 'programme.read',
  audit: null,
  input: at,
  handle: (ctx, { item }) => itemPage(ctx, item),
})

const again = async (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> => {
  const read = at.safeParse({ item: values['item'] })
  return read.success ? itemPage(ctx, read.data.item, { values, errors }) : nowhere()
}

const typed = {
  section: line,
  ref: line,
  objective: longText,
  leads: line,
  timescale: line,
  start: optionalDay,
  due: optionalDay,
}

interface Typed {
  readonly section: string
  readonly ref: string
  readonly objective: string
  readonly leads: string
  readonly timescale: string
  readonly start: ReturnType<typeof optionalDay.parse>
  readonly due: ReturnType<typeof optionalDay.parse>
}

const wordsOf = ({ section, ref, objective, leads, timescale, start, due }: Typed) => ({
  section,
  ref,
  objective,
  leadsText: leads,
  timescaleText: timescale,
  start,
  due,
})

/** A refusal stands at the field that it is about. */
const fieldOf = (refusalCode: string): string =>
  ['objective', 'ref', 'due'].includes(refusalCode) ? refusalCode : 'objective'

const typedAgain = (given: Typed): FormValues => ({
  section: given.section,
  ref: given.ref,
  objective: given.objective,
  leads: given.leads,
  timescale: given.timescale,
  start: given.start ?? '',
  due: given.due ?? '',
})

const changeRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item',
  permission: 'plan.change',
  audit: 'plan.change',
  input: at.extend({ version: number, ...typed }),
  invalid: again,
  async handle(ctx, { item, version, ...given }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await changeItem(ctx, { owner, itemNo: item, versionNo: version, ...wordsOf(given) })
    if (done.ok) return redirect(itemAddress(item), 'It is kept.')
    if (done.code === 'not-found') return nowhere()
    return itemPage(ctx, item, { errors: { [fieldOf(done.code)]: done.message }, values: typedAgain(given) })
  },
})

async function newPage(ctx: Ctx, asked: string | undefined, problem: Problem = {}): Promise<Reply> {
  const whose = await whosePlan(ctx, asked)
  if (!whose.ok || !(await mayRun(ctx, whose.value.owner.code))) return nowhere()
  const { owner } = whose.value
  const body = (
    <>
      <PageHeading caption={owner.name}>Add an item to the plan</PageHeading>
      <ItemForm action="/plan/items/new" hidden={{ owner: owner.code }} button="Add it" />
    </>
  )
  return page({ title: 'Add an item to the plan', body, breadcrumbs: planCrumbs(owner.code), ...problem })
}

const newRoute = defineRoute({
  method: 'GET',
  path: '/plan/items/new',
  permission: 'plan.change',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => newPage(ctx, owner),
})

const addRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/new',
  permission: 'plan.change',
  audit: 'plan.add',
  input: z.object({ owner: code, ...typed }),
  invalid: (ctx, problem) => newPage(ctx, String(problem.values['owner'] ?? ''), problem),
  async handle(ctx, { owner, ...given }) {
    const done = await addItem(ctx, { owner, ...wordsOf(given) })
    if (done.ok) return redirect(itemAddress(done.value.itemNo), `It is in the plan as ${done.value.ref}.`)
    if (done.code === 'not-found') return nowhere()
    return newPage(ctx, owner, { errors: { [fieldOf(done.code)]: done.message }, values: typedAgain(given) })
  },
})

const statusRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/status',
  permission: 'plan.change',
  audit: 'plan.status',
  input: at.extend({ status: z.enum(statuses, 'Say how it stands.'), words: line }),
  invalid: again,
  async handle(ctx, { item, status, words }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await setStatus(ctx, { owner, itemNo: item, status, words })
    if (done.ok) return redirect(itemAddress(item), 'It is written down.')
    if (done.code === 'not-found') return nowhere()
    const field = done.code === 'same' ? 'status' : 'words'
    return itemPage(ctx, item, { errors: { [field]: done.message }, values: { status, words } })
  },
})

const undoStatusRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/undo-status',
  permission: 'plan.change',
  audit: 'plan.undo-status',
  input: at,
  async handle(ctx, { item }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await undoStatus(ctx, { owner, itemNo: item })
    if (done.ok) return redirect(itemAddress(item), 'The status before it stands again.')
    return done.code === 'not-found' ? nowhere() : refusal(409, done.message, 'Not taken back')
  },
})

const noteRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/note',
  permission: 'lead.report',
  audit: 'plan.note',
  input: at.extend({ note: longText }),
  invalid: again,
  async handle(ctx, { item, note }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await noteProgress(ctx, { owner, itemNo: item, words: note })
    if (done.ok) return redirect(itemAddress(item), 'It is noted.')
    return done.code === 'not-found' ? nowhere() : itemPage(ctx, item, { errors: { note: done.message }, values: { note } })
  },
})

const undoRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/undo',
  permission: 'plan.change',
  audit: 'plan.undo',
  input: at,
  async handle(ctx, { item }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await undoChange(ctx, { owner, itemNo: item })
    if (done.ok) return redirect(itemAddress(item), 'The change was taken back.')
    return done.code === 'not-found' ? nowhere() : refusal(409, done.message, 'Not taken back')
  },
})

const removeRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/remove',
  permission: 'plan.change',
  audit: 'plan.remove',
  input: at,
  async handle(ctx, { item }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await removeItem(ctx, { owner, itemNo: item })
    if (!done.ok || owner === undefined) return nowhere()
    return redirect(planAddress(owner), 'It was taken out of the plan. Its page can bring it back.')
  },
})

const steps = ['add', 'reached', 'reopened', 'removed'] as const
const milestoneForm = at.extend({
  step: z.enum(steps),
  milestone: number.optional(),
  title: line,
  milestone_due: optionalDay,
})

async function addMilestoneFor(ctx: Ctx, owner: string, given: z.output<typeof milestoneForm>): Promise<Reply> {
  const { item, title, milestone_due: due } = given
  const values = { title, milestone_due: due ?? '' }
  if (due === null) return itemPage(ctx, item, { errors: { milestone_due: 'Write the day by which it is reached.' }, values })
  const done = await addMilestone(ctx, { owner, itemNo: item, title, due })
  if (done.ok) return redirect(itemAddress(item), 'The milestone is added.')
  return done.code === 'not-found' ? nowhere() : itemPage(ctx, item, { errors: { title: done.message }, values })
}

const milestoneRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/milestones',
  permission: 'plan.change',
  audit: 'plan.milestone',
  input: milestoneForm,
  invalid: again,
  async handle(ctx, given) {
    const { item, step, milestone } = given
    const owner = await ownerOfItem(ctx, item)
    if (owner === undefined || !(await mayRun(ctx, owner))) return nowhere()
    if (step === 'add') return addMilestoneFor(ctx, owner, given)
    const done = await stepMilestone(ctx, { owner, itemNo: item, milestoneNo: milestone ?? 0, step })
    if (done.ok) return redirect(itemAddress(item), 'It is written down.')
    return done.code === 'not-found' ? nowhere() : refusal(409, done.message, 'Nothing was changed')
  },
})

const waitsRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/waits',
  permission: 'plan.change',
  audit: 'plan.depend',
  input: at.extend({ waits_for: line, is_on: z.enum(['yes', 'no']) }),
  invalid: again,
  async handle(ctx, { item, waits_for: ref, is_on: isOn }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await setWaiting(ctx, { owner, itemNo: item, ref, isOn: isOn === 'yes' })
    if (done.ok) return redirect(itemAddress(item), 'It is written down.')
    if (done.code === 'not-found') return nowhere()
    return itemPage(ctx, item, { errors: { waits_for: done.message }, values: { waits_for: ref } })
  },
})

export const itemRoutes: readonly Route[] = [
  newRoute,
  addRoute,
  itemRoute,
  changeRoute,
  statusRoute,
  undoStatusRoute,
  noteRoute,
  undoRoute,
  removeRoute,
  milestoneRoute,
  waitsRoute,
]
