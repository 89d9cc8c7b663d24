import type { Ctx } from '#platform'
import { listPersons } from '#programme/leads'
import {
  addMilestone,
  changeItem,
  importPeople,
  importPlan,
  listBaselines,
  noteProgress,
  planItems,
  setBaseline,
  settleLead,
  setWaiting,
} from '#programme/plan'
import { type Result, addMonths, dayInLondon, firstDay, formatMonth, monthOf, ok } from '#shared'
import type { World } from '../world/world.ts'
import { inHandsOf, inTheNameOfChair } from './cast.view.ts'

/** A refusal here is a fault of the demonstration: it stops it, and says which step. */
async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(`the plans of a demonstration: ${settled.message}`)
  return settled.value
}

const register = [
  ['Demo GP lead', 'GL', 'Board'],
  ['Demo Group chair', 'GC', 'Board'],
  ['Demo Dr Invented of medicines', 'IM', 'Board'],
  ['Demo Ms Invented of measures', 'IM', 'Management'],
  ['Demo Practice manager', 'PM', 'Management'],
  ['Demo Ms Invented of the forum', '', 'Forum'],
] as const

/** Months from this one, as people write them. */
const inMonths = (ctx: Ctx, months: number): string =>
  formatMonth(addMonths(monthOf(dayInLondon(ctx.clock.now())), months))

/**
 * Section, reference, objective, leads and timescale, as somebody might have typed them: one reference is missing, some leads are not
 * plain.
 */
function planRows(ctx: Ctx): readonly (readonly string[])[] {
  const month = (at: number): string => inMonths(ctx, at)
  return [
    ['1. Set up the group', '1.1', 'Agree the terms of reference', 'GC/GL', 'Complete'],
    ['1. Set up the group', '1.2', 'Meet as a board each month', 'Board/PM', 'Complete and on going'],
    ['1. Set up the group', '1.3', 'Choose leads for care, medicines and practices', 'GC/IM', 'Complete'],
    [
      '2. Bring care nearer',
      '2.1',
      'A clinic for skin in the community\n· find a place\n· agree with the hospital\n· tell practices',
      'GL/Board Leads',
      `${month(-5)}/early ${month(1)}`,
    ],
    [
      '2. Bring care nearer',
      '2.2',
      'Practices talk about their referrals',
      'GL/GMs or PMs',
      `From ${month(-8)} and ongoing`,
    ],
    ['2. Bring care nearer', '', 'Write to patients about the clinic', 'FI/PM', `By ${month(3)}`],
    ['2. Bring care nearer', '2.4', 'A nurse for long-term conditions', 'GL\nIM', `${month(2)}\n${month(6)}`],
    ['3. Medicines', '3.1', 'Every practice has a prescribing plan', 'IM', `To be completed by ${month(-2)}`],
    ['3. Medicines', '3.2', 'Look at repeat prescriptions', 'IM/PM', `${month(-3)} - ${month(4)}`],
    ['4. Patients and the public', '4.1', 'The forum meets every quarter', 'Forum', 'Ongoing'],
    ['4. Patients and the public', '4.2', 'A page about the group for patients', 'FI', 'When the forum has met'],
    [
      '4. Patients and the public',
      '4.3',
      'Report to practices on what patients said',
      'GC/All practices',
      `end of ${month(5)}`,
    ],
  ]
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
const asTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, ...rows].map((row) => row.map(quoted).join('\t')).join('\n')

async function takeIn(ctx: Ctx, owner: string): Promise<void> {
  const source = (what: string, pasted: string) => ({ owner, source: { pasted, name: `${what} (synthetic)` } })
  await must(importPeople(ctx, source('Register', asTable(['name', 'initials', 'group'], register))))
  const head = ['section', 'ref', 'objective', 'lead', 'timescale']
  await must(importPlan(ctx, source('Plan', asTable(head, planRows(ctx)))))
}

/**
 * The group of the invented people has worked with its plan: a baseline, an item put off since, a milestone, a note, a lead that was
 * settled.
 */
async function workWith(ctx: Ctx, owner: string): Promise<void> {
  await must(setBaseline(ctx, { owner, title: 'Agreed by the board' }))
  const items = await planItems(ctx, { owner })
  const at = (ref: string) => items.find((item) => item.ref === ref)!
  const people = await listPersons(ctx, { owner })
  const measures = people.find(({ name }) => name.endsWith('measures'))!
  const settled = {
    owner,
    leadText: 'IM',
    itemNo: at('2.4').itemNo,
    meaning: 'people',
    people: [measures.personNo],
    words: '',
  } as const
  await must(settleLead(ctx, settled))
  const { itemNo, versionNo, section, ref, objective, leadsText } = at('2.1')
  const timescaleText = `${inMonths(ctx, -5)}/early ${inMonths(ctx, 3)}`
  await must(
    changeItem(ctx, {
      owner,
      itemNo,
      versionNo,
      section,
      ref,
      objective,
      leadsText,
      timescaleText,
      start: null,
      due: null,
    }),
  )
  const due = firstDay(addMonths(monthOf(dayInLondon(ctx.clock.now())), 1))
  await must(addMilestone(ctx, { owner, itemNo, title: 'The hospital agrees', due }))
  await must(setWaiting(ctx, { owner, itemNo: at('2.2a').itemNo, ref: '2.1', isOn: true }))
  await must(
    noteProgress(ctx, {
      owner,
      itemNo: at('3.1').itemNo,
      words: 'Three practices have none yet; the lead visits them.',
    }),
  )
}

/** Every group has a plan of invented items, with what is odd about plans that people write. What is there already is left as it is. */
export async function livePlan(ctx: Ctx, world: World): Promise<Result<{ plans: number }>> {
  const own = world.groups[world.practices[0]!.group]!
  for (const group of world.groups) {
    const hands = group === own ? await inHandsOf(ctx, 'group-manager') : inTheNameOfChair(ctx, group)
    if ((await planItems(ctx, { owner: group.code })).length === 0) await takeIn(hands, group.code)
    if (group === own && (await listBaselines(ctx, group.code)).length === 0) await workWith(hands, group.code)
  }
  return ok({ plans: world.groups.length })
}
