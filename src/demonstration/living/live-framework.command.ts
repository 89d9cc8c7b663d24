import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type RegisterName,
  commitPractice,
  importAssessment,
  importRegister,
  importResponsibilities,
  latestAssessment,
  rateTarget,
  registerEntries,
  responsibilitiesFor,
  signOff,
  standingSayings,
} from '#framework'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, addDays, ok, toFinancialYear, toPence, yearInterval } from '#shared'
import { budgetYear } from '../files/budget-files.ts'
import {
  assessmentFile,
  demandFile,
  indicatorsFile,
  pointsFile,
  responsibilitiesFile,
  schemesFile,
} from '../files/framework-files.ts'
import type { World } from '../world/world.ts'
import { inHandsOf } from './cast.view.ts'

interface Living {
  /** Whoever works for the commissioner: the groups of the others are in their hands. */
  readonly contracts: Ctx
  readonly world: World
  readonly folder: string
  readonly year: FinancialYear
}

/** The file as somebody would send it, marked as invented. */
async function given({ folder }: Living, name: string, text: string): Promise<{ file: string; name: string }> {
  const file = join(folder, `${name}.csv`)
  await writeFile(file, text)
  return { file, name: `${name} (synthetic).csv` }
}

const registers: readonly (readonly [RegisterName, (asked: Living) => string])[] = [
  ['schemes', schemesFile],
  ['quality-points', pointsFile],
  ['prescribing-indicators', indicatorsFile],
  ['demand-actions', demandFile],
]

/** The registers by which targets are measured; one that holds anything is left as it is. */
async function fillRegisters(living: Living): Promise<Result<unknown>> {
  const { contracts } = living
  for (const [register, text] of registers) {
    if ((await registerEntries(contracts, { register })).length > 0) continue
    const taken = await importRegister(contracts, {
      ...(await given(living, `framework-${register}`, text(living))),
      register,
    })
    if (!taken.ok) return taken
  }
  return ok(undefined)
}

const yearBefore = (year: FinancialYear): FinancialYear => {
  const first = Number(year.slice(0, 4)) - 1
  return toFinancialYear(`${first}/${String((first + 1) % 100).padStart(2, '0')}`)
}

interface ToAssess {
  readonly hands: Ctx
  readonly group: string
  readonly year: FinancialYear
  readonly turn: number
}

async function assess(living: Living, { hands, group, year, turn }: ToAssess): Promise<Result<unknown>> {
  if (await latestAssessment(hands, group, year)) return ok(undefined)
  const name = `framework-assessment-${group}-${year.replace('/', '-')}`
  return importAssessment(hands, { ...(await given(living, name, assessmentFile(living.world, turn))), group, year })
}

/** What is hardest has somebody who sees to it, days, a cost and a day by which it is to be done. */
async function giveLeads(hands: Ctx, group: string, year: FinancialYear): Promise<void> {
  const assessment = (await latestAssessment(hands, group, year))!
  const said = await standingSayings(hands, assessment.assessmentNo)
  const hard = [...said.values()].filter(
    ({ rating, lead }) => (rating === 'high' || rating === 'critical') && lead === '',
  )
  for (const [at, { actor: _, at: __, source: ___, ...each }] of hard.slice(0, 4).entries()) {
    const more = {
      lead: 'Demo Group manager',
      due: addDays(yearInterval(year).to, -60 * (at + 1)),
      effortDays: 8 + 4 * at,
    }
    await rateTarget(hands, {
      ...each,
      ...more,
      costPence: toPence(50_000 * at),
      assessmentNo: assessment.assessmentNo,
    })
  }
}

/** Last year's is signed off, with what was measured then. */
async function signLastYear(hands: Ctx, group: string, year: FinancialYear): Promise<Result<unknown>> {
  const last = (await latestAssessment(hands, group, year))!
  if (last.signedOff) return ok(undefined)
  return signOff(hands, { assessmentNo: last.assessmentNo, words: 'Invented: as the board would have agreed it.' })
}

/** The practice of the invented people says how far it is committed: to most of it wholly, and one thing it sees otherwise. */
async function commitOwn(ctx: Ctx, practice: string, group: string, commissioner: string): Promise<Result<unknown>> {
  const hands = await inHandsOf(ctx, 'practice-manager')
  const list = await responsibilitiesFor(hands, { owner: group, commissioner })
  const all = list?.responsibilities ?? []
  const commitments = all.map(({ mark, side }, at) => ({
    mark,
    degree: at % 9 === 4 ? ('partly' as const) : ('full' as const),
    side: at === 12 ? ('shared' as const) : side,
    words: at === 12 ? 'Only where the commissioner gives the time for it.' : '',
  }))
  return commitPractice(hands, { practice, commitments })
}

/** In the largest of the invented worlds the others have none: fifty assessments show nothing that five do not. */
const mostGroups = 5

/**
 * Groups are held to the framework as people would do it: registers and tables come by file, whoever works for a group says who sees to
 * what is hardest, last year is signed off. What was done is left as it is when asked again.
 */
export async function liveFramework(
  ctx: Ctx,
  { world, folder }: { readonly world: World; readonly folder: string },
): Promise<Result<unknown>> {
  const contracts = await inHandsOf(ctx, 'contract-manager')
  const living: Living = { contracts, world, folder, year: budgetYear(world) }
  const { year } = living
  const filled = await fillRegisters(living)
  if (!filled.ok) return filled
  const own = world.groups[world.practices[0]!.group]!
  if (await latestAssessment(contracts, own.code, year)) return ok(undefined)
  const hands = await inHandsOf(ctx, 'group-manager')
  const last = yearBefore(year)
  for (const asked of [
    { hands, group: own.code, year: last, turn: 40 },
    ...world.groups
      .slice(0, mostGroups)
      .map(({ code }, turn) => ({ hands: code === own.code ? hands : contracts, group: code, year, turn })),
  ]) {
    const done = await assess(living, asked)
    if (!done.ok) return done
  }
  await giveLeads(hands, own.code, year)
  const signed = await signLastYear(hands, own.code, last)
  if (!signed.ok) return signed
  const { code: commissioner } = world.commissioner
  const list = await given(living, 'responsibilities', responsibilitiesFile())
  const taken = await importResponsibilities(contracts, { ...list, group: commissioner })
  return taken.ok ? commitOwn(ctx, world.practices[0]!.code, own.code, commissioner) : taken
}
