import type { Route } from '#ui'
import { describe, expect, test } from 'vitest'
import { asOwner } from '../support/template.ts'
import { plantedAt } from '../access/world.ts'
import { fittingFields } from './forms.ts'
import { type Stand, addressFor, samplesOf, shareOf, useStand } from './stand.ts'

const plain = useStand()
const secure = useStand({ url: 'https://locality.example' })

const wanted: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/,
  'permissions-policy': /camera=\(\)/,
}

const directives = (policy: string): Map<string, string> =>
  new Map(policy.split(/;\s*/).map((part) => [part.split(' ')[0]!, part.slice(part.indexOf(' ') + 1)]))

function expectPolicy(answer: Response, what: string): void {
  const policy = answer.headers.get('content-security-policy') ?? ''
  const parts = directives(policy)
  if (answer.headers.has('content-disposition')) {
    expect(policy, what).toBe("default-src 'none'; sandbox")
    return
  }
  expect(parts.get('default-src'), what).toBe("'none'")
  expect(parts.get('script-src'), what).toMatch(/^'nonce-[\w-]{22}'$/)
  expect(parts.get('frame-ancestors'), what).toBe("'none'")
  expect(parts.get('form-action'), what).toBe("'self'")
  expect(parts.get('base-uri'), what).toBe("'none'")
  expect(policy, what).not.toMatch(/unsafe|\*|data:/)
}

function expectCookies(answer: Response, isSecure: boolean, what: string): void {
  for (const cookie of answer.headers.getSetCookie()) {
    expect(cookie, what).toMatch(/; HttpOnly/i)
    expect(cookie, what).toMatch(/; SameSite=(Lax|Strict)/i)
    expect(cookie, what).toMatch(/; Path=\//i)
    expect(cookie, what).not.toMatch(/; Domain=/i)
    expect(/; Secure/i.test(cookie), `${what}: ${cookie}`).toBe(isSecure)
    // A neighbour under the same domain can set a cookie without such a name; with it browsers refuse theirs (ASVS 5.0, 3.3.1).
    if (isSecure) expect(cookie, what).toMatch(/^__(Host|Secure)-/)
  }
}

function expectSafe(answer: Response, isSecure: boolean, what: string): void {
  for (const [name, value] of Object.entries(wanted))
    expect(answer.headers.get(name), `${what}: ${name}`).toMatch(value)
  expectPolicy(answer, what)
  expectCookies(answer, isSecure, what)
  expect(answer.headers.get('strict-transport-security') !== null, what).toBe(isSecure)
  expect(
    [...answer.headers.keys()].filter((name) => name.startsWith('access-control-')),
    what,
  ).toEqual([])
  const kept = answer.headers.get('cache-control')
  // Whoever keeps an answer for all must not keep somebody's cookie with it.
  if (/public/.test(kept ?? '')) expect(answer.headers.getSetCookie(), what).toEqual([])
  expect(kept, what).toMatch(what.includes('/assets/islands') ? /immutable/ : /no-store/)
}

async function answersOf(stand: Stand, isSecure: boolean): Promise<[string, Response][]> {
  const samples = await samplesOf(stand)
  const answers: [string, Response][] = []
  const ask = async (what: string, answer: Promise<Response>) => answers.push([what, await answer])
  const stranger = stand.product.browser()
  const { origin } = stand.product
  await ask('/journal of whoever may not', stand.as('practice').get('/journal'))
  for (const route of shareOf(stand.product.routes, 6)) {
    const address = addressFor(route, samples(route))
    const own = stand.forRoute(route)
    if (route.method === 'GET') {
      await ask(`${route.path} of whoever may`, own.get(address))
      if (isSecure) continue
      await ask(`${route.path} of a stranger`, stranger.get(address))
      await ask(`${route.path} of somebody else`, stand.as('validator').get(address))
      await ask(`${route.path} with a field too many`, own.get(`${address}?nothing=1`))
      await ask(`${route.path} as JSON`, own.get(`${address}?format=json`))
    } else {
      if (!isSecure) await ask(`POST ${route.path} of a stranger`, stranger.post(address, fieldsOf(route)))
      await ask(`POST ${route.path} without a token`, own.send(address, { method: 'POST', headers: { origin } }))
      if (route.path !== '/sign-out') await ask(`POST ${route.path} of whoever may`, own.post(address, fieldsOf(route)))
    }
  }
  return answers
}

const fieldsOf = ({ path }: Route): Record<string, string> => ({ ...fittingFields[path] })

async function oddAnswers(stand: Stand): Promise<[string, Response][]> {
  const { product } = stand
  const line = plantedAt('own')
  const script = /src="(\/assets\/islands[^"]+)"/.exec(await (await product.browser().get('/help')).text())![1]!
  const big = new FormData()
  big.set('_token', await stand.as('contracts').token())
  big.set('year', '2007/08')
  big.set('from', '')
  big.set('file', new Blob([new Uint8Array(33_000_000)]), 'prices.zip')
  const asked: [string, Promise<Response>][] = [
    [script, product.browser().get(script)],
    ['404', product.browser().get('/nothing/here')],
    ['OPTIONS', product.browser().send('/people', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } })],
    ['PUT', product.browser().send('/people', { method: 'PUT' })],
    ['HEAD', product.browser().send('/help', { method: 'HEAD' })],
    ['another host', product.browser().send('/help', { headers: { host: 'evil.example' } })],
    ['download csv', stand.as('practice').get('/lines/2007-10?format=csv')],
    ['download xlsx', stand.as('practice').get('/statements/2007-10?format=xlsx&table=statement')],
    ['line', stand.as('practice').get(`/lines/2007-10/RAA/${line.lineId}`)],
    ['events', stand.as('contracts').get('/runs/1/events')],
    [
      'too large',
      stand.as('contracts').send('/tariffs', { method: 'POST', body: big, headers: { origin: product.origin } }),
    ],
  ]
  return Promise.all(asked.map(async ([what, answer]) => [what, await answer] as [string, Response]))
}

describe.each([
  ['on this computer', plain, false],
  ['behind https', secure, true],
] as const)('every answer %s', (_, stand, isSecure) => {
  test('of every address, whoever asks and however, carries what keeps browsers to it', async () => {
    const answers = await answersOf(stand(), isSecure)
    const statuses = new Set(answers.map(([, { status }]) => status))
    for (const status of isSecure ? [200, 303, 403] : [200, 303, 400, 401, 403, 404, 422])
      expect(statuses, `some answer is ${status}`).toContain(status)
    expect(answers.filter(([, { status }]) => status >= 500 && status !== 503).map(([what]) => what)).toEqual([])
    for (const [what, answer] of answers) {
      expectSafe(answer, isSecure, `${what} (${answer.status})`)
      await answer.body?.cancel()
    }
  }, 120_000)

  test('of odd requests carries it too', async () => {
    for (const [what, answer] of await oddAnswers(stand())) {
      expectSafe(answer, isSecure, `${what} (${answer.status})`)
      await answer.body?.cancel()
    }
  })

  test('has another nonce, and every script of a page has it', async () => {
    const pages = await Promise.all([1, 2].map(async () => stand().as('practice').get('/help')))
    const nonces = pages.map((page) => /nonce-([\w-]+)/.exec(page.headers.get('content-security-policy')!)![1])
    expect(nonces[0]).not.toBe(nonces[1])
    const text = await pages[0]!.text()
    const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes!)
    expect(scripts.length).toBeGreaterThan(0)
    for (const attributes of scripts) expect(attributes).toContain(`nonce="${nonces[0]}"`)
    expect(text).not.toMatch(/\son\w+="|javascript:|style="/)
  })
})

test('a page that failed carries it too, and says nothing but a number', async () => {
  const { product, workbench } = plain()
  const browser = plain().as('practice')
  await asOwner(workbench.databaseUrl, (client) => client.query('ALTER TABLE people.person RENAME TO gone'))
  const answer = await browser.get('/help')
  expect(answer.status).toBe(500)
  expectSafe(answer, false, 'failure')
  const text = await answer.text()
  expect(text).not.toMatch(/at \w+ \(|node_modules|\.ts\b|SELECT|does not exist|people\.person/)
  expect((await product.browser().get('/health')).status).toBe(200)
})
