import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#platform'
import {
  type IndicatorWords,
  addIndicator,
  findDrift,
  importFigures,
  listIndicators,
  readMicro,
  writeLesson,
} from '#programme/indicators'
import { listRoles } from '#programme/leads'
import { type Month, type Result, addMonths, dayInLondon, monthOf, ok } from '#shared'
import { chance } from '../chance.ts'
import { csvText } from '../files/csv.ts'
import type { World } from '../world/world.ts'
import { inHandsOf } from './cast.view.ts'

/** A refusal here is a fault of the demonstration: it stops it, and says which step. */
async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(`the indicators of a demonstration: ${settled.message}`)
  return settled.value
}

const months = 18

/** An invented indicator and how its figures go: from a level, so much up and down, and at the end another way. */
interface Course {
  readonly code: string
  readonly words: Omit<IndicatorWords, 'target' | 'tolerance' | 'roleNo'> & { readonly lead?: string }
  readonly target: string
  readonly tolerance: string
  readonly level: number
  readonly sway: number
  /** Added to each of the last months. */
  readonly turn: number
}

const courses: readonly Course[] = [
  {
    code: 'cervical-screening',
    words: {
      title: 'Women screened within five years',
      kind: 'health-check',
      unit: 'percent',
      direction: 'up',
      holder: 'Demo practice nurse',
      source: 'Screening office (invented)',
    },
    target: '80',
    tolerance: '2',
    level: 80.5,
    sway: 1.2,
    turn: 0,
  },
  {
    code: 'generic-prescribing',
    words: {
      title: 'Items prescribed by generic name',
      kind: 'key',
      unit: 'percent',
      direction: 'up',
      holder: '',
      lead: 'Lead for medicines management',
      source: 'Prescribing figures (invented)',
    },
    target: '83',
    tolerance: '1',
    level: 80.2,
    sway: 0.6,
    turn: 3.6,
  },
  {
    code: 'referrals',
    words: {
      title: 'Referrals by general practitioners, for 1,000 patients',
      kind: 'key',
      unit: 'rate',
      direction: 'down',
      holder: '',
      lead: 'Lead for planned care',
      source: 'Practices (invented)',
    },
    target: '16',
    tolerance: '1',
    level: 16.1,
    sway: 0.7,
    turn: 2.2,
  },
  {
    code: 'appointments-48-hours',
    words: {
      title: 'Patients seen within 48 hours',
      kind: 'health-check',
      unit: 'percent',
      direction: 'up',
      holder: 'Demo Practice manager',
      source: 'Survey of access (invented)',
    },
    target: '90',
    tolerance: '3',
    level: 92,
    sway: 2.4,
    turn: 0,
  },
]

/** In the last five months things go another way; before, only by chance. */
function figuresOf({ code, level, sway, turn }: Course, draw: () => number, last: Month): (string | number)[][] {
  return Array.from({ length: months }, (_, at) => {
    const value = level + (draw() + draw() - 1) * sway + (at >= months - 5 ? turn : 0)
    return [code, addMonths(last, at - months + 1), value.toFixed(1), '']
  })
}

async function addAll(ctx: Ctx, owner: string): Promise<void> {
  const roles = await listRoles(ctx, { owner })
  for (const { code, words, target, tolerance } of courses) {
    const { lead, ...own } = words
    const role = roles.find(({ title }) => title === lead)
    const about = {
      ...own,
      holder: own.holder || (role?.title ?? 'Demo Group manager'),
      roleNo: role?.roleNo ?? null,
      target: readMicro(target)!,
      tolerance: readMicro(tolerance)!,
    }
    await must(addIndicator(ctx, { owner, code, ...about }))
  }
}

/** Figures come by file, as from an office that sends them. */
async function sendFigures(ctx: Ctx, owner: string, seed: number): Promise<void> {
  const last = addMonths(monthOf(dayInLondon(ctx.clock.now())), -1)
  const draw = chance(seed)
  const folder = await mkdtemp(join(ctx.lake.folder, 'staging', `${process.pid}-indicators-`))
  try {
    const file = join(folder, 'indicators.csv')
    await writeFile(
      file,
      csvText(
        'indicator,month,value,source',
        courses.flatMap((course) => figuresOf(course, draw, last)),
      ),
    )
    await must(importFigures(ctx, { file, name: 'indicators (synthetic).csv', owner }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const lesson = {
  title: 'Pictures of skin sent to a specialist',
  tried: 'Three practices sent pictures with their letters, and a specialist answered within two days.',
  happened:
    'One in three needed no appointment at the hospital. Two practices stopped where nobody had time for the pictures.',
  ask: 'Demo GP lead',
  result: 'partly',
  topics: 'referrals, dermatology',
} as const

/**
 * The group of the invented people has indicators with eighteen months of invented figures, one of which went beyond its tolerance and
 * onto the next agenda, and a lesson. What is there already is left as it is.
 */
export async function liveIndicators(ctx: Ctx, world: World): Promise<Result<{ indicators: number }>> {
  const owner = world.groups[world.practices[0]!.group]!.code
  const hands = await inHandsOf(ctx, 'group-manager')
  const before = await listIndicators(hands, { owner })
  if (before.length > 0) return ok({ indicators: before.length })
  await addAll(hands, owner)
  await sendFigures(hands, owner, world.seed)
  await must(findDrift(hands, { owner }))
  await must(writeLesson(await inHandsOf(ctx, 'gp-lead'), { owner, ...lesson }))
  return ok({ indicators: courses.length })
}
