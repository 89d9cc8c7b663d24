import { beforeAll, describe, expect, test } from 'vitest'
import { roomOperations } from '../../src/delivery/room-operations.ts'
import { productRoutes } from '../../src/delivery/product-routes.ts'
import { useWorkbench } from '../support/workbench.ts'
import { gatherFacts } from './facts.ts'
import { leaksOf } from './leaks.ts'
import { type Stolen, gatherStolen } from './stolen.ts'
import type { Swap } from './swap.ts'
import { forEverybody, swapsOf } from './swaps.ts'
import { type Answer, type Walk, type Walker, startWalk } from './walkers.ts'
import { month, world } from './world.ts'

const workbench = useWorkbench({ filling: world })
let walk: Walk
let stolen: Stolen
let swaps: readonly Swap[]

beforeAll(async () => {
  const { ctx } = workbench()
  walk = await startWalk(ctx)
  stolen = await gatherStolen(ctx, walk, await gatherFacts(ctx, walk))
  swaps = swapsOf(stolen)
}, 180_000)

const walkerOf = (asker: string): Walker => walk.walkers.find((walker) => walker.asker === asker)!

const names: Readonly<Record<string, string>> = {
  A99002: 'Alder Second Practice',
  B99001: 'Birch Practice',
  Z99001: 'Zinnia Practice',
  Q99001: 'Quiet Practice of C01',
  Q99002: 'Quiet Practice of C02',
  GB: 'Birch Group',
  GZ: 'Zinnia Group',
  GQ: 'Quiet Group',
  RBB: 'Other Invented Hospital',
  RQQ: 'Quiet Hospital',
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

/** An answer without either of the two identifiers and what is new each time: its marks, its times and the number of the request. */
function bare({ status, text }: Answer, asked: readonly string[]): string {
  const named = asked.flatMap((id) => (id in names ? [names[id]!, id] : [id]))
  return `${status} ${text}`
    .replaceAll(/nonce="[^"]*"|name="_token" value="[^"]*"|"?(request|instance)"?: ?"[^"]*"/g, '')
    .replaceAll(new RegExp(String.raw`\b(${named.map(escaped).join('|')})\b`, 'g'), 'ID')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID')
    .replaceAll(/\d\d:\d\d(:\d\d(\.\d+)?)?/g, 'TIME')
}

interface Pair {
  readonly swap: Swap
  readonly asker: string
  readonly id: string
}

/** One in forty-seven of them, or all where `LOCALITY_SWAPS` says so: each takes a page twice, or fourteen times where it is timed. */
const everyNth = process.env['LOCALITY_SWAPS'] === 'all' ? 1 : 47

const pairs = (): Pair[] =>
  swaps
    .flatMap((swap) => swap.askers.flatMap((asker) => swap.theirs.map((id) => ({ swap, asker, id }))))
    .filter((_, at) => at % everyNth === 0)

const words = ({ swap, asker, id }: Pair): string => `${asker} at ${swap.where} with ${id}`

async function comparePair(pair: Pair): Promise<string[]> {
  const { swap, asker, id } = pair
  const walker = walkerOf(asker)
  const theirs = await swap.ask(walker, id)
  const absent = await swap.ask(walker, swap.absent)
  const leaks = leaksOf(asker, theirs).map((leak) => `${words(pair)}: saw ${leak}`)
  const [one, other] = [theirs, absent].map((answer) => bare(answer, [id, swap.absent]))
  if (one === undefined || other === undefined || one === other) return leaks
  const at = [...one].findIndex((letter, place) => letter !== other[place])
  return [...leaks, `${words(pair)}: “${one.slice(at - 40, at + 60)}” and not “${other.slice(at - 40, at + 60)}”`]
}

/** One kind of answer is slower when it is so nearly always: a coin falls so fewer than once in 50,000 times. */
const rounds = 25
const tooOften = 23
/** After so few in turn as different as they could be, one goes on to the end; most are done by then. */
const firstRounds = 7

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** How much longer theirs took than one that nothing has, each time. */
async function timeBoth({ swap, asker, id }: Pair, times: number): Promise<number[]> {
  const walker = walkerOf(asker)
  const differences: number[] = []
  for (let round = 0; round < times; round += 1) {
    const took = new Map<string, number>()
    for (const each of round % 2 === 0 ? [id, swap.absent] : [swap.absent, id])
      took.set(each, await timed(() => swap.ask(walker, each)))
    differences.push(took.get(id)! - took.get(swap.absent)!)
  }
  return differences
}

const sameWay = (differences: readonly number[]): number => {
  const slower = differences.filter((difference) => difference > 0).length
  return Math.max(slower, differences.length - slower)
}

async function timePair(pair: Pair): Promise<{ words: string; ms: number; isTold: boolean }> {
  const first = await timeBoth(pair, firstRounds)
  if (sameWay(first) < firstRounds) return { words: words(pair), ms: median(first), isTold: false }
  const all = await timeBoth(pair, rounds)
  return { words: words(pair), ms: median(all), isTold: Math.abs(median(all)) > 1 && sameWay(all) >= tooOften }
}

describe('an identifier of somebody else, in the place of one’s own', () => {
  test('is tried wherever an address, a form or a question takes one', () => {
    const tried = new Set(swaps.map(({ where }) => where.split(' ')[0]))
    const takes = [...productRoutes(walk.signIn, true), ...roomOperations].map(({ path }) => path)
    const wanted = [...new Set(takes.filter((path) => path.includes(':') && !(path in forEverybody)))]
    expect(wanted.filter((path) => !tried.has(path))).toEqual([])
  })

  test('is answered as one that nothing has, to the letter', async () => {
    const wrong: string[] = []
    for (const pair of pairs()) wrong.push(...(await comparePair(pair)))
    expect(wrong).toEqual([])
    console.info(`${pairs().length} swaps of identifiers in paths, questions and forms: no leak, no difference.`)
  }, 300_000)

  test('is answered as soon as one that nothing has', async () => {
    const read = pairs().filter(
      ({ swap, asker }) => swap.askers[0] === asker && !/:end|withdraw|remove/.test(swap.where),
    )
    const firsts = read.filter(({ swap }, at) => read.findIndex((other) => other.swap.where === swap.where) === at)
    const timings = []
    for (const pair of firsts) timings.push(await timePair(pair))
    expect(timings.filter(({ isTold }) => isTold)).toEqual([])
    const most = timings.toSorted((a, b) => Math.abs(b.ms) - Math.abs(a.ms))[0]!
    console.info(
      `${timings.length} swaps, ${firstRounds} or ${rounds} times each in turn: the most between medians is ${most.ms.toFixed(2)} ms (${most.words}).`,
    )
  }, 300_000)
})

describe('what says who asks', () => {
  test('is the session alone: names in headers and the token of another change no page', async () => {
    const practice = walkerOf('practice-user')
    const path = `/lines/${month}?search=PLANTED`
    const own = await practice.get(path)
    const claims = {
      authorization: `Bearer ${stolen.secret}`,
      'x-forwarded-user': stolen.personId,
      'x-remote-user': stolen.personId,
      'x-user-id': stolen.personId,
      'x-forwarded-for': '127.0.0.1',
      'x-original-url': '/journal',
      'x-http-method-override': 'POST',
    }
    const claimed = await practice.get(path, claims)
    expect(bare(claimed, [])).toBe(bare(own, []))
    expect(leaksOf('practice-user', claimed)).toEqual([])
  })

  test('is the token alone for programs: the place in a list of another goes on in one’s own', async () => {
    const [analyst, practice] = [walkerOf('commissioner-analyst'), walkerOf('practice-user')]
    const address = `/api/v1/lines/${month}?limit=5`
    const first = await analyst.program(address)
    const { next } = JSON.parse(first.text.trim()) as { next?: string }
    expect(next).toBeDefined()
    const cursor = new URL(next!, 'http://localhost').searchParams.get('cursor') ?? next!
    const answer = await practice.program(`${address}&cursor=${encodeURIComponent(cursor)}`)
    expect(leaksOf('practice-user', answer)).toEqual([])
    const cookieAlone = await walkerOf('anonymous').program(address, { cookie: `locality-session=${'w'.repeat(24)}` })
    expect(cookieAlone.status).toBe(401)
  })
})
