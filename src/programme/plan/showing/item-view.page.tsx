import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type Table, dayInLondon, mayDo } from '#shared'
import { Details, type FormErrors, type FormValues, type Reply, notFound, page } from '#ui'
import { z } from 'zod'
import { dependenciesOf } from '../items/dependencies.view.ts'
import { type ItemChange, itemChanges, itemEvents } from '../items/events.view.ts'
import type { PlanItem } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { listMilestones } from '../items/milestones.view.ts'
import { noPlan, ownerOfItem } from '../items/whose.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { itemAddress } from './addresses.ts'
import { ItemBody } from './item-body.tsx'
import { ItemForm } from './item-form.tsx'
import { number } from './plan-input.ts'
import { planCrumbs } from './ways.tsx'

export const nowhere = (): Reply => notFound(noPlan().message)

export interface Problem {
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

export async function itemPage(ctx: Ctx, itemNo: number, problem: Problem = {}): Promise<Reply> {
  const owner = await ownerOfItem(ctx, itemNo)
  const items = owner === undefined ? [] : await planItems(ctx, { owner, withRemoved: true })
  const item = items.find((each) => each.itemNo === itemNo)
  if (owner === undefined || !item) return nowhere()
  const facts = await itemFacts(
    ctx,
    owner,
    item,
    items.filter(({ isRemoved }) => !isRemoved),
  )
  const form = facts.mayRun && !item.isRemoved && (
    <Details summary="Write it anew">
      <ItemForm
        action={itemAddress(itemNo)}
        hidden={{ version: String(item.versionNo) }}
        button="Keep it"
        values={formValues(item)}
      />
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

export const at = z.object({ item: number })

export const again = async (
  ctx: Ctx,
  { values, errors }: { values: FormValues; errors: FormErrors },
): Promise<Reply> => {
  const read = at.safeParse({ item: values['item'] })
  return read.success ? itemPage(ctx, read.data.item, { values, errors }) : nowhere()
}
