import { beforeAll, describe, expect, test } from 'vitest'
import { useWorkbench } from '../support/workbench.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { leaksOf } from './leaks.ts'
import { type Cell, cells, isAllowed } from './matrix.ts'
import { knowAbovePlan } from './monitoring-world.ts'
import type { Probe } from './probe.ts'
import { probes } from './probes.ts'
import { type Walk, type Walker, startWalk } from './walkers.ts'
import { plantedAt, world } from './world.ts'

const workbench = useWorkbench({ filling: world })
let walk: Walk
let facts: Facts

beforeAll(async () => {
  const { ctx } = workbench()
  walk = await startWalk(ctx)
  facts = await gatherFacts(ctx, walk)
  await knowAbovePlan(ctx)
}, 180_000)

const cellsOf = ({ thing, action }: Probe): Cell[] =>
  cells.filter((cell) => cell.thing === thing && cell.action === action)

const words = ({ asker, relation, thing, action, isAllowed }: Cell, way: string): string =>
  `${asker} ${isAllowed ? 'may' : 'may not'} ${action} ${thing}${relation ? ` (${relation})` : ''} by ${way}`

interface Walked {
  cells: number
  requests: number
  readonly wrong: string[]
}

/** Whoever may see who a line is about learns nothing by being told yes or no. */
const knowsAnyway = ({ thing, action, asker, relation }: Cell): boolean =>
  thing === 'identity' && action === 'check' && isAllowed('identity', 'view identifiable', asker, relation)

/** A program that sends its token to the address of a page has brought nothing that a page looks at. */
const isExpected = ({ asker, isAllowed: allowed }: Cell, { way }: Probe): boolean =>
  allowed && (asker !== 'api-client' || way === 'program')

async function tryCell(walker: Walker, cell: Cell, probe: Probe, isGuarded: boolean): Promise<string[]> {
  const answer = await probe.ask(walker, cell, facts)
  const shown = probe.shows(answer, cell, facts)
  const isNothing = !isGuarded && (probe.isFrame || knowsAnyway(cell))
  const wrong =
    shown === isExpected(cell, probe) || isNothing ? [] : [`${words(cell, probe.way)}, and got ${answer.status}`]
  const fault = answer.status >= 500 ? [`${words(cell, probe.way)}, and it failed with ${answer.status}`] : []
  return [
    ...wrong,
    ...fault,
    ...leaksOf(cell.asker, answer).map((leak) => `${words(cell, probe.way)}, and saw ${leak}`),
  ]
}

/** One in sixty-one of the ways (a prime, so that it is not always the same asker), or all of them where `LOCALITY_WALK` says so: all take twenty minutes. */
const everyNth = process.env['LOCALITY_WALK'] === 'all' ? 1 : 61

/**
 * Cells in the ways there are to try them, one after the other: what one asks must not be answered to the next. Each round of the walk takes
 * others of them, from `first` on.
 */
async function walkAll(
  walkers: readonly Walker[],
  { isGuarded, first }: { isGuarded: boolean; first: number },
): Promise<Walked> {
  const walked: Walked = { cells: 0, requests: 0, wrong: [] }
  const tried = new Set<Cell>()
  let at = first
  for (const probe of probes)
    for (const cell of cellsOf(probe)) {
      const walker = walkers.find(({ asker }) => asker === cell.asker)
      at += 1
      if (!walker || at % everyNth !== 0) continue
      tried.add(cell)
      walked.requests += 1
      walked.wrong.push(...(await tryCell(walker, cell, probe, isGuarded)))
    }
  walked.cells = tried.size
  return walked
}

const told = ({ cells: count, requests }: Walked, how: string): void =>
  console.info(`${count} of ${cells.length} cells of the table, ${requests} requests ${how}: no leak.`)

describe('who may see what', () => {
  test('every thing and action of the table is tried', () => {
    const tried = new Set(probes.map(({ thing, action }) => `${thing}, ${action}`))
    const wanted = [...new Set(cells.map(({ thing, action }) => `${thing}, ${action}`))]
    expect(wanted.filter((each) => !tried.has(each))).toEqual([])
  })

  test('somebody opens an identity, so that there is something to report', async () => {
    const { signIn } = walk
    const { cookies } = await signIn.asInvented(new Headers({ 'user-agent': 'a walker' }), facts.other.personId)
    expect(cookies.length).toBeGreaterThan(0)
    const line = plantedAt('own')
    const own = walk.as(facts.other.personId, cookies)
    const answer = await own.post(`/identities/2007-10/RAA/${line.lineId}`, { reason: 'own-patient', words: '' })
    expect(answer.status).toBe(200)
  })

  test('every cell is as the table says, and nothing planted is found where it may not be', async () => {
    const walked = await walkAll(walk.walkers, { isGuarded: true, first: 0 })
    expect(walked.wrong).toEqual([])
    told(walked, 'as the product is')
  }, 2_700_000)

  test('and the same with every check of the product taken down', async () => {
    // The first walk changed the plan.
    await knowAbovePlan(workbench().ctx)
    const walked = await walkAll(walk.unguarded, { isGuarded: false, first: 1 })
    expect(walked.wrong).toEqual([])
    told(walked, 'with the database and the lake alone')
  }, 2_700_000)
})
