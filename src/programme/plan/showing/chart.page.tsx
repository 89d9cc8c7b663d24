import { type Table, dayInLondon } from '#shared'
import { DataTable, PageHeading, defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import { latestBaseline } from '../baseline/baselines.view.ts'
import { Gantt } from '../chart/gantt.tsx'
import { statusWords } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { listMilestones } from '../items/milestones.view.ts'
import { whosePlan } from '../items/whose.view.ts'
import { ganttRows } from './gantt-rows.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { optionalCode } from './plan-input.ts'
import { inOneLine } from '../items/one-line.ts'
import { planTable } from './plan-table.ts'
import { planCrumbs } from './ways.tsx'

export const chartRoute = defineRoute({
  method: 'GET',
  path: '/plan/chart',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode }),
  async handle(ctx, { owner: asked }) {
    const whose = await whosePlan(ctx, asked)
    if (!whose.ok) return notFound(whose.message)
    const { owner, owners } = whose.value
    const items = await planItems(ctx, { owner: owner.code })
    const before = await latestBaseline(ctx, owner.code)
    const baseline = new Map(before?.lines.map((line) => [line.itemNo, line.due]))
    const rows = ganttRows(items, await listMilestones(ctx, owner.code), baseline)
    const undated = rows.filter(({ start, due }) => start === null && due === null).length
    const whole = planTable(items, `Plan of ${owner.name} over time`)
    const table: Table = {
      ...whole,
      name: 'over-time',
      columns: whole.columns.filter(({ key }) => !['section', 'objective'].includes(key)),
      rows: whole.rows.map((row, at) => ({
        ...row,
        status: statusWords[items[at]!.status],
        timescale_text: inOneLine(items[at]!.timescaleText),
      })),
    }
    const body = (
      <>
        <PageHeading caption={owner.name}>The plan over time</PageHeading>
        <OwnerChoice action="/plan/chart" owners={owners.seen} current={owner.code} />
        <p>
          An outline is planned, a filled bar goes on and ends in an arrow where no end is named, grey is done, a dashed
          outline is late. A thick stroke is where “{before?.title ?? 'the baseline'}” had its end; a diamond is a
          milestone.
        </p>
        <Gantt
          rows={rows}
          today={dayInLondon(ctx.clock.now())}
          caption={`Plan of ${owner.name} over time; the table below says the same`}
        />
        {undated > 0 && (
          <p>
            {undated === 1 ? 'One item names' : `${undated} items name`} no day, and {undated === 1 ? 'is' : 'are'} in
            the table alone.
          </p>
        )}
        <DataTable table={table} empty="There is nothing in the plan yet." />
      </>
    )
    return page({ title: 'The plan over time', body, tables: [table], breadcrumbs: planCrumbs(owner.code) })
  },
})
