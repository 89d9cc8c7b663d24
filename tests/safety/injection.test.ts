import type { Route } from '#ui'
import { describe, expect, test } from 'vitest'
import { month } from '../access/world.ts'
import { goodPassphrase } from '../support/signing-in.ts'
import { elsewheres, lineTexts, pathTexts, scriptTexts, sqlTexts, traces } from './hostile.ts'
import { addressFor, fingerprintOf, inTurns, samplesOf, shareOf, useStand } from './stand.ts'

const stand = useStand()
const parametersOf = ({ path }: Route): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)

describe('nobody is sent to another house', () => {
  test('after signing in, whatever “next” says', async () => {
    const { addresses, product } = stand()
    await inTurns(elsewheres, async (next) => {
      const browser = product.browser()
      const page = await (await browser.get(`/sign-in?${new URLSearchParams({ next })}`)).text()
      expect(page, next).not.toMatch(/(href|action|value)="[^"]*evil/)
      const answer = await browser.post('/sign-in', { email: addresses.practice, passphrase: goodPassphrase, next })
      if (answer.status === 303) expect(answer.headers.get('location'), next).toBe('/')
      const again = await stand()
        .as('practice')
        .get(`/sign-in?${new URLSearchParams({ next })}`)
      if (again.status === 303) expect(again.headers.get('location'), next).toBe('/')
    })
  })

  test('by any other address, whatever its parameters say', async () => {
    const samples = await samplesOf(stand())
    const asked = stand()
      .product.routes.filter((route) => route.method === 'GET' && parametersOf(route).length + 1 > 0)
      .flatMap((route) => elsewheres.map((text) => ({ route, text })))
      .filter(({ route }, at) => parametersOf(route).length > 0 && at % 5 === 0)
    await inTurns(shareOf(asked, 6), async ({ route, text }) => {
      const parts = Object.fromEntries(parametersOf(route).map((name) => [name, text]))
      const answer = await stand()
        .forRoute(route)
        .get(addressFor(route, { ...samples(route), ...parts }))
      const to = answer.headers.get('location')
      if (to) expect(to, `${route.path} ${text}`).toMatch(/^\/(?![/\\])[^\s]*$/)
      await answer.body?.cancel()
    })
  })
})

describe('texts made to break a query, a path, a line or a page', () => {
  const texts = [...sqlTexts, ...pathTexts, ...lineTexts, ...scriptTexts]

  test('are found nowhere and change nothing, in every parameter of every address that is looked at', async () => {
    const samples = await samplesOf(stand())
    const before = await fingerprintOf(stand())
    const asked = stand()
      .product.routes.filter(({ method }) => method === 'GET')
      .flatMap((route) => parametersOf(route).map((name) => ({ route, name })))
      .map((each, at) => ({ ...each, tried: texts.filter((_, text) => (text + at) % 4 === 0) }))
    await inTurns(shareOf(asked, 6), async ({ route, name, tried }) => {
      for (const text of tried) {
        const answer = await stand()
          .forRoute(route)
          .get(addressFor(route, { ...samples(route), [name]: text }))
        expect(answer.status, `${route.path} ${text}`).toBeGreaterThanOrEqual(
          route.path.includes('/sign-in/with') ? 200 : 400,
        )
        expect(answer.status, `${route.path} ${text}`).toBeLessThan(500)
        expect([...answer.headers.keys()], text).not.toContain('x-planted')
        expect(answer.headers.getSetCookie().join(), text).not.toContain('planted')
        const shown = (await answer.text()).replaceAll('&#x27;', "'").replaceAll('&quot;', '"')
        if (!traces.test(text)) expect(shown, `${route.path} ${text}`).not.toMatch(traces)
        for (const script of scriptTexts)
          if (script.includes('<')) expect(shown.replaceAll(/value="[^"]*"/g, ''), route.path).not.toContain(script)
      }
    })
    const { 'audit.entry': _journal, ...rest } = await fingerprintOf(stand())
    expect({ ...rest, 'audit.entry': before['audit.entry'] }).toEqual(before)
  })

  test('of a search find what they say and not more', async () => {
    const count = async (path: string) =>
      (await (await stand().as('contracts').get(path)).text()).match(/<tr/g)?.length ?? 0
    const all = await count(`/lines/${month}`)
    expect(all).toBeGreaterThan(5)
    for (const text of sqlTexts)
      for (const name of ['search', 'basis']) {
        const found = await count(`/lines/${month}?${new URLSearchParams({ [name]: text })}`)
        expect(found, `${name} ${text}`).toBeLessThan(all)
      }
  }, 60_000)
})

describe('what somebody typed is kept as a text and shown as a text', () => {
  const escaped = (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#x27;')
  /** A tag is drawn by us alone: nothing typed opens one. */
  const expectText = (page: string, text: string, where: string) => {
    expect(page, where).toContain(escaped(text))
    if (text.includes('<')) expect(page, where).not.toContain(text)
  }

  test.each(scriptTexts.slice(0, 3))('%s', async (text) => {
    const { product, as } = stand()
    const administrator = as('administrator')
    const added = await administrator.post('/people/new', { name: text, email: `${crypto.randomUUID()}@example.org` })
    expectText(await added.text(), text, 'a new person')
    expectText(await (await administrator.get('/people')).text(), text, 'the list of people')
    const somebody = await product.somebody({ role: 'auditor' })
    const person = `/people/${somebody.personId}`
    expect((await administrator.post(`${person}/disable`, { reason: text })).status).toBe(303)
    expectText(await (await administrator.get(person)).text(), text, 'a reason')
    expectText(await (await as('auditor').get('/journal')).text(), text, 'the journal')
    expectText(
      await (
        await administrator.post(`${person}/posts`, { role: 'gp-lead', organisation: text, from: text, last_day: '' })
      ).text(),
      text,
      'a form again',
    )
    const typed = await as('contracts').get(`/lines/${month}?${new URLSearchParams({ search: text })}`)
    expect(await typed.text()).not.toContain('<script>alert(1)')
  })
})
