import type { Ctx } from '#platform'
import { type FormValues, PageHeading, type Reply, type Route, defineRoute, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { addItem, changeItem, removeItem } from '../items/change-item.command.ts'
import { undoChange } from '../items/undo.command.ts'
import { noPlan, ownerOfItem, whosePlan } from '../items/whose.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { itemAddress, planAddress } from './addresses.ts'
import { ItemForm } from './item-form.tsx'
import { itemStepRoutes } from './item-steps.page.tsx'
import { type Problem, again, at, itemPage, nowhere } from './item-view.page.tsx'
import { code, line, longText, number, optionalCode, optionalDay } from './plan-input.ts'
import { planCrumbs } from './ways.tsx'

const itemRoute = defineRoute({
  method: 'GET',
  path: '/plan/items/:item',
  permission: 'programme.read',
  audit: null,
  input: at,
  handle: (ctx, { item }) => itemPage(ctx, item),
})

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
    const done =
      owner === undefined
        ? noPlan()
        : await changeItem(ctx, { owner, itemNo: item, versionNo: version, ...wordsOf(given) })
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

export const itemRoutes: readonly Route[] = [
  newRoute,
  addRoute,
  itemRoute,
  changeRoute,
  undoRoute,
  removeRoute,
  ...itemStepRoutes,
]
