import { endPersonSessions, endPost } from '#people'
import { type Clock, systemClock } from '#platform'
import { dayInLondon } from '#shared'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { accounts } from '../../src/delivery/sign-in.ts'
import type { GivenPost } from '../support/product.ts'
import { goodPassphrase } from '../support/signing-in.ts'
import type { TestBrowser } from '../support/web.ts'
import { useStand } from './stand.ts'

/** The computer's own, which a test can move: sign-in asks it too. */
const clock: Clock = systemClock
const stand = useStand({ clock })
const minutes = 60_000
const hours = 60 * minutes

afterEach(() => void vi.useRealTimers())

/** Only what time it is; what waits goes on waiting as it would. */
const moveClock = (byMs: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs })
}

const today = () => dayInLondon(new Date())
const isIn = async (browser: TestBrowser, path = '/account'): Promise<boolean> =>
  (await browser.get(path)).status === 200
const tokenOf = ({ cookies }: TestBrowser): string => cookies.get('locality.session_token')!

async function somebody(...posts: readonly GivenPost[]) {
  const made = await stand().product.somebody(...posts)
  return { ...made, browser: await stand().product.browserAs(made.personId) }
}

const atPractice = { role: 'gp-lead', organisation: 'A99001' }
const atGroup = { role: 'group-chair', organisation: 'GA' }

describe('a session', () => {
  test('is a new one at each sign-in: what was planted in the browser before opens nothing', async () => {
    const { email, browser: victim } = await somebody(atPractice)
    const thief = stand().product.browser()
    await thief.get('/sign-in')
    const planted = new Map(thief.cookies)
    const browser = stand().product.browser()
    for (const [name, value] of planted) browser.cookies.set(name, value)
    browser.cookies.set('locality.session_token', tokenOf(victim))
    expect((await browser.post('/sign-out', {})).status).toBe(303)
    for (const [name, value] of planted) browser.cookies.set(name, value)
    browser.cookies.set('locality.session_token', 'planted.planted')
    expect((await browser.post('/sign-in', { email, passphrase: goodPassphrase })).status).toBe(303)
    expect(await isIn(browser)).toBe(true)
    expect(tokenOf(browser)).not.toBe(tokenOf(victim))
    expect(tokenOf(browser)).not.toBe('planted.planted')
    expect(await isIn(thief)).toBe(false)
    // The thief knows the session to which forms were bound before; it is bound to whoever came in as well.
    const answer = await browser.send('/post', {
      method: 'POST',
      body: new URLSearchParams({ _token: await thief.token(), post: '1' }),
      headers: { origin: 'http://localhost' },
    })
    expect(answer.status).toBe(403)
  })

  test('that was signed out of is over on the server: its cookie sent again is nobody’s', async () => {
    const { browser } = await somebody(atPractice)
    const copy = stand().product.browser()
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    expect(await isIn(copy)).toBe(true)
    const token = await copy.token()
    await browser.post('/sign-out', {})
    expect(browser.cookies.has('locality.session_token')).toBe(false)
    expect(await isIn(copy)).toBe(false)
    const body = new URLSearchParams({ _token: token, post: '1' })
    const answer = await copy.send('/post', { method: 'POST', body, headers: { origin: 'http://localhost' } })
    expect([401, 403]).toContain(answer.status)
  })

  test('is in two tabs of one browser the same, with the post chosen in the one in force in the other', async () => {
    const { browser, postIds } = await somebody(atPractice, atGroup)
    const token = await browser.token()
    const [one, other] = [await browser.token(), await browser.token()]
    expect(new Set([token, one, other]).size).toBe(3)
    expect((await browser.get('/lines/2007-10')).status).toBe(200)
    const post = (tab: string, fields: Record<string, string>) =>
      browser.send('/post', {
        method: 'POST',
        body: new URLSearchParams({ _token: tab, ...fields }),
        headers: { origin: 'http://localhost' },
      })
    expect((await post(one, { post: postIds[1]! })).status).toBe(303)
    expect((await browser.get('/lines/2007-10')).status).toBe(403)
    expect((await post(other, { post: postIds[0]! })).status).toBe(303)
    expect((await browser.get('/lines/2007-10')).status).toBe(200)
    const elsewhere = await stand().product.browserAs((await stand().product.somebody(atPractice)).personId)
    expect(await (await elsewhere.get('/about')).text()).not.toContain('Group chair')
  })

  test('of somebody who is shut out is over at their next click, and they do not come in again', async () => {
    const { personId, email, browser } = await somebody(atPractice)
    expect(await isIn(browser)).toBe(true)
    const administrator = stand().as('administrator')
    expect((await administrator.post(`/people/${personId}/disable`, { reason: 'left' })).status).toBe(303)
    expect((await browser.get('/lines/2007-10')).headers.get('location')).toMatch(/^\/sign-in/)
    const again = await stand().product.browser().post('/sign-in', { email, passphrase: goodPassphrase })
    expect(again.status).toBe(422)
    expect(again.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/)
    expect((await administrator.post(`/people/${personId}/enable`, { reason: '' })).status).toBe(303)
    expect(await isIn(browser)).toBe(false)
  })

  test('loses a post that is taken away at the next click, and gains one that is given', async () => {
    const { personId, postIds, browser } = await somebody(atPractice)
    expect((await browser.get('/lines/2007-10')).status).toBe(200)
    const ended = await endPost(stand().workbench.ctx, { postId: postIds[0]!, to: today() })
    expect(ended.ok).toBe(true)
    expect((await browser.get('/lines/2007-10')).status).toBe(403)
    expect(await (await browser.get('/about')).text()).toContain('No post today')
    await stand().product.givePost(personId, { ...atPractice, from: today() })
    expect((await browser.get('/lines/2007-10')).status).toBe(200)
  })

  test('of somebody else cannot be ended, whatever is sent; one’s own can, from another browser', async () => {
    const [victim, thief] = [await somebody(atPractice), await somebody(atPractice)]
    const [open] = await stand().product.signIn.listSessions(victim.personId)
    await thief.browser.post('/account/sessions/end', { session: open!.sessionId })
    await thief.browser.post('/account/sessions/end-others', {})
    for (const path of [`/people/${victim.personId}/sessions`, `/people/${victim.personId}/disable`])
      expect((await thief.browser.post(path, {})).status).toBe(403)
    expect(await isIn(victim.browser)).toBe(true)
    const second = await stand().product.browserAs(victim.personId)
    await second.post('/account/sessions/end', { session: open!.sessionId })
    expect([await isIn(victim.browser), await isIn(second)]).toEqual([false, true])
  })

  test('is ended with all others of a person by an administrator, in every browser', async () => {
    const { personId, browser } = await somebody(atPractice)
    const second = await stand().product.browserAs(personId)
    expect((await stand().as('administrator').post(`/people/${personId}/sessions`, {})).status).toBe(303)
    expect([await isIn(browser), await isIn(second)]).toEqual([false, false])
    const third = await stand().product.browserAs(personId)
    const { ctx } = stand().workbench
    expect(await endPersonSessions(ctx, accounts.endSessions, personId)).toMatchObject({ value: { sessions: 1 } })
    expect(await isIn(third)).toBe(false)
  })
})

describe('when the clock is set', () => {
  test('two hours on, a session that nobody used is over, and stays so when the clock goes back', async () => {
    const { browser } = await somebody(atPractice)
    moveClock(2 * hours + minutes)
    expect(await isIn(browser)).toBe(false)
    moveClock(-2 * hours - minutes)
    expect(await isIn(browser)).toBe(false)
  })

  test('an hour back, a session that would be of the future is over; a minute back it is not', async () => {
    const { browser } = await somebody(atPractice)
    moveClock(-minutes)
    expect(await isIn(browser)).toBe(true)
    moveClock(-hours)
    expect(await isIn(browser)).toBe(false)
  })

  test('to a day on which a post is over, it is not held; and it is held on the day before', async () => {
    const tomorrow = dayInLondon(new Date(Date.now() + 24 * hours))
    const { personId, browser } = await somebody({ ...atPractice, to: tomorrow })
    expect((await browser.get('/lines/2007-10')).status).toBe(200)
    moveClock(24 * hours)
    const then = await stand().product.browserAs(personId)
    expect((await then.get('/lines/2007-10')).status).toBe(403)
  })
})

test('where a second step is required, a passphrase alone opens one’s account and nothing else', async () => {
  const { ids, product } = stand()
  const [administrator, practice] = [await product.browserAs(ids.administrator), await product.browserAs(ids.practice)]
  await administrator.post('/settings', { 'second-step': 'required' })
  for (const path of ['/', '/lines/2007-10', '/people', '/organisations', '/journal'])
    expect((await practice.get(path)).headers.get('location'), path).toBe('/account')
  expect(await isIn(practice)).toBe(true)
  expect((await practice.post('/settings', { 'second-step': 'optional' })).headers.get('location')).toBe('/account')
  expect((await administrator.post('/settings', { 'second-step': 'optional' })).headers.get('location')).toBe(
    '/account',
  )
})
