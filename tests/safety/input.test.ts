import { type Route, shapeOf, takesMany } from '#ui'
import { beforeAll, describe, expect, test } from 'vitest'
import { fittingFields } from './forms.ts'
import { hostileTexts, traces } from './hostile.ts'
import { type Stand, type Who, addressFor, fingerprintOf, inTurns, samplesOf, shareOf, useStand } from './stand.ts'

const stand = useStand()
let routes: readonly Route[]
let address: (route: Route) => string
const tokens = new Map<Who, string>()

beforeAll(async () => {
  const samples = await samplesOf(stand())
  routes = stand().product.routes
  address = (route) => addressFor(route, samples(route))
})

async function tokenOf(at: Stand, who: Who): Promise<string> {
  const known = tokens.get(who) ?? (await at.as(who).token())
  tokens.set(who, known)
  return known
}

const pairs = (fields: Pairs): [string, string][] => fields.map(([name, value]) => [name, value])

type Pairs = readonly (readonly [string, string])[]

async function send(
  route: Route,
  fields: Pairs,
  who = stand().whoMay(route),
  path = address(route),
): Promise<Response> {
  const browser = stand().as(who)
  if (route.method === 'GET')
    return browser.get(`${path}${fields.length > 0 ? `?${new URLSearchParams(pairs(fields))}` : ''}`)
  const body = new URLSearchParams([['_token', await tokenOf(stand(), who)], ...pairs(fields)])
  return browser.send(path, { method: 'POST', body, headers: { origin: 'http://localhost' } })
}

const fitting = ({ path, method }: Route): Pairs => (method === 'POST' ? Object.entries(fittingFields[path]!) : [])
const parametersOf = ({ path }: Route): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
const fieldsOf = (route: Route): string[] =>
  Object.keys(shapeOf(route.input)!).filter((name) => !parametersOf(route).includes(name))

/** Fields by which somebody would give themselves what is not theirs, in every spelling that a program might know. */
const stolen = [
  ['personId', 'nobody'],
  ['person_id', 'nobody'],
  ['userId', 'nobody'],
  ['role', 'administrator'],
  ['post_id', '1'],
  ['organisation', 'C01'],
  ['commissioner', 'C02'],
  ['by', 'somebody else'],
  ['at', '2001-01-01'],
  ['actor', 'somebody else'],
  ['status', 'accepted'],
  ['is_disabled', 'false'],
  ['_method', 'DELETE'],
  ['__proto__', 'x'],
  ['__proto__[role]', 'administrator'],
  ['constructor', 'x'],
  ['constructor.prototype.role', 'administrator'],
  ['toString', 'x'],
] as const

describe('every address takes what it declares and nothing else', () => {
  test('a field that it does not know is refused with 400, and changes nothing', async () => {
    const before = await fingerprintOf(stand())
    const cases = routes.flatMap((route) =>
      stolen
        .filter(([name], at) => !fieldsOf(route).includes(name) && (route.method === 'POST' || at % 6 === 0))
        .map((extra) => ({ route, extra })),
    )
    await inTurns(shareOf(cases, 14), async ({ route, extra }) => {
      const answer = await send(route, [...fitting(route), extra])
      expect(answer.status, `${route.method} ${route.path} with ${extra[0]}`).toBe(400)
    })
    expect(await fingerprintOf(stand())).toEqual(before)
    expect(({} as { role?: string }).role).toBeUndefined()
  })

  test('a field given twice is refused with 400, the shell’s own as well', async () => {
    await inTurns(shareOf(routes, 8), async (route) => {
      const own = route.method === 'GET' ? ['format', 'table', 'sort'] : []
      // Of boxes several may be ticked.
      const shape = shapeOf(route.input)!
      const names = fieldsOf(route).filter((name) => !takesMany(shape[name]))
      for (const name of [...names, ...parametersOf(route), ...own]) {
        const others = fitting(route).filter(([other]) => other !== name)
        const value = name === 'format' ? 'csv' : '1'
        const answer = await send(route, [...others, [name, value], [name, value]])
        expect(answer.status, `${route.method} ${route.path} with ${name} twice`).toBe(400)
      }
    })
  })

  test('what belongs into a form is not taken from the address, where it would stand in histories and logs', async () => {
    const withFields = routes.filter(
      ({ method, path }) => method === 'POST' && Object.keys(fittingFields[path]!).length > 0,
    )
    for (const route of shareOf(withFields, 6)) {
      const query = new URLSearchParams(fittingFields[route.path])
      const answer = await send(route, [], undefined, `${address(route)}?${query}`)
      expect(answer.status, route.path).toBe(400)
    }
  })

  test('values of a hundred thousand letters, of nothing, and with a zero in them are refused in words', async () => {
    await inTurns(shareOf(routes, 8), async (route) => {
      const fields = fieldsOf(route)
      // The columns of a mapping are forty fields of one kind.
      for (const name of fields.filter((_, at) => at < 4)) {
        const others = fitting(route).filter(([other]) => other !== name)
        for (const value of ['x\0y', 'a'.repeat(route.method === 'GET' ? 8000 : 99_000)]) {
          const answer = await send(route, [...others, [name, value]])
          expect(answer.status, `${route.method} ${route.path}: ${name}`).toBeLessThan(500)
          if (value.includes('\0')) expect(answer.status, `${route.path}: ${name}`).toBe(400)
        }
      }
    })
  })

  test('a body of another kind is refused', async () => {
    const posts = routes.filter(({ method }) => method === 'POST')
    for (const route of shareOf(posts, 6))
      for (const type of ['application/json', 'text/plain', 'text/xml', '']) {
        const answer = await stand()
          .forRoute(route)
          .send(address(route), {
            method: 'POST',
            body: '{"role":"administrator"}',
            headers: { origin: 'http://localhost', 'content-type': type },
          })
        expect([400, 403], `${route.path} ${type}`).toContain(answer.status)
      }
  })
})

/** The same numbers each time: what fails can be found again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const whos: readonly Who[] = ['practice', 'contracts', 'validator', 'auditor', 'administrator']
/** Would end the session by which the others are asked. */
const unasked = ['/sign-out', '/account/passphrase']
const requests = Number(process.env['LOCALITY_SWEEP'] ?? 1000)

describe(`${requests} requests made of hostile pieces, by everybody, to everything`, () => {
  test('are all answered: never with a failure, never with a trace of the program', async () => {
    const samples = await samplesOf(stand())
    const next = numbersFrom(20_070_401)
    const pick = <T>(from: readonly T[]): T => from[next(from.length)]!
    const asked = routes.filter(({ path }) => !unasked.includes(path))
    const cases = Array.from({ length: requests }, () => {
      const route = pick(asked)
      const good = samples(route)
      const names = parametersOf(route)
      const parts = Object.fromEntries(names.map((name) => [name, next(3) > 0 ? good[name]! : pick(hostileTexts)]))
      const known = [...fieldsOf(route), 'format', 'table', 'sort']
      const kept = fitting(route).filter(() => next(4) > 0)
      const fields = [...kept, ...Array.from({ length: next(3) }, () => [pick(known), pick(hostileTexts)] as const)]
      return { route, path: addressFor(route, parts) || '/', fields, who: pick(whos) }
    })
    const faults: string[] = []
    const statuses = new Map<number, number>()
    await inTurns(cases, async ({ route, path, fields, who }) => {
      const answer = await send(route, fields, who, path)
      const text = answer.headers.has('content-disposition') ? '' : await answer.text()
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const what = `${route.method} ${path} ${JSON.stringify(fields)}: ${answer.status}`
      if (answer.status >= 500) faults.push(what.slice(0, 300))
      const shown = text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"')
      const found = traces.exec(shown)
      const typed = [decodeURIComponent(path), ...fields.map(([, value]) => value)].join('\n')
      if (found && !traces.test(typed)) faults.push(`${what.slice(0, 300)} ${found[0].slice(0, 200)}`)
    })
    process.stderr.write(
      `${requests} hostile requests: ${[...statuses]
        .sort()
        .map(([status, count]) => `${count} × ${status}`)
        .join(', ')}\n`,
    )
    expect(faults).toEqual([])
  })
})
