import type { Route } from '#ui'
import { beforeAll, describe, expect, test } from 'vitest'
import { fittingFields } from './forms.ts'
import { addressFor, fingerprintOf, samplesOf, shareOf, useStand } from './stand.ts'

const stand = useStand()
let posts: readonly Route[]
let address: (route: Route) => string

beforeAll(async () => {
  const samples = await samplesOf(stand())
  posts = stand().product.routes.filter(({ method }) => method === 'POST')
  address = (route) => addressFor(route, samples(route))
})

const origin = 'http://localhost'
const bodyOf = ({ path }: Route, token: string | undefined) =>
  new URLSearchParams({ ...(token === undefined ? {} : { _token: token }), ...fittingFields[path] })

describe('a form that was not sent from a page that is open here', () => {
  test('fields are known for every address that takes a form', () => {
    expect(new Set(posts.map(({ path }) => path))).toEqual(new Set(Object.keys(fittingFields)))
  })

  test('is refused at every address, and changes nothing', async () => {
    const before = await fingerprintOf(stand())
    const strange = await stand().as('auditor').token()
    for (const route of shareOf(posts, 6)) {
      const browser = stand().forRoute(route)
      const own = await browser.token()
      const send = (token: string | undefined, headers: Record<string, string>) =>
        browser.send(address(route), { method: 'POST', body: bodyOf(route, token), headers })
      for (const [why, answer] of [
        ['no origin', await send(own, {})],
        ['another origin', await send(own, { origin: 'http://evil.example' })],
        ['a longer name', await send(own, { origin: 'http://localhost.evil.example' })],
        ['another port', await send(own, { origin: 'http://localhost:81' })],
        ['no origin at all', await send(own, { origin: 'null' })],
        ['no token', await send(undefined, { origin })],
        ['a token of nobody', await send('a.b', { origin })],
        ['a token of another session', await send(strange, { origin })],
      ] as const) {
        expect(answer.status, `${route.path}: ${why}`).toBe(403)
        expect(answer.headers.getSetCookie(), `${route.path}: ${why}`).toEqual([])
      }
    }
    expect(await fingerprintOf(stand())).toEqual(before)
  })

  test('is the only one refused: from its own page each is looked at', async () => {
    for (const route of shareOf(posts, 6).filter(({ path }) => path !== '/sign-out')) {
      const browser = stand().forRoute(route)
      const answer = await browser.send(address(route), {
        method: 'POST',
        body: bodyOf(route, await browser.token()),
        headers: { origin },
      })
      expect([403, 500], `${route.path}`).not.toContain(route.path === '/sign-in/as-invented' ? 200 : answer.status)
    }
  })

  test('loaded before somebody came in is refused after', async () => {
    const { product, ids } = stand()
    const browser = product.browser()
    const early = await browser.token()
    const came = await product.browserAs(ids.administrator)
    for (const [name, value] of came.cookies) browser.cookies.set(name, value)
    const answer = await browser.send('/settings', {
      method: 'POST',
      body: new URLSearchParams({ _token: early, 'small-numbers': 'strict' }),
      headers: { origin },
    })
    expect(answer.status).toBe(403)
  })

  test('nothing is changed by loading an address: every GET leaves all but the journal as it was', async () => {
    const samples = await samplesOf(stand())
    const whole = async () => {
      const { 'audit.entry': _journal, ...rest } = await fingerprintOf(stand())
      return rest
    }
    const before = await whole()
    const gets = stand().product.routes.filter(({ method }) => method === 'GET')
    for (const route of shareOf(gets, 4)) {
      const answer = await stand()
        .forRoute(route)
        .get(addressFor(route, samples(route)))
      await answer.body?.cancel()
      expect(answer.status, route.path).toBeLessThan(500)
    }
    expect(await whole()).toEqual(before)
  })
})
