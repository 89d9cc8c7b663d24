import { sql } from '#db'
import { month, plantedAt } from '../access/world.ts'
import { goodPassphrase } from '../support/signing-in.ts'
import { describe, expect, test } from 'vitest'
import { addressFor, samplesOf, useStand } from './stand.ts'

const stand = useStand()

/** A passphrase is tried by hashing it, which is what takes the time: what was tried is told by how it was answered. */
test('of two hundred passphrases tried at one account in the same moment, five are tried', async () => {
  const { product, addresses } = stand()
  const email = addresses.elsewhere
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, at) =>
      product.signIn.withPassphrase(new Headers({ 'x-locality-address': `10.8.0.${at}` }), {
        email,
        passphrase: at === 199 ? goodPassphrase : `wrong passphrase number ${at}`,
      }),
    ),
  )
  const codes = answers.map((answer) => (answer.ok ? 'in' : answer.code))
  expect(codes.filter((code) => code !== 'too-many').length).toBeLessThanOrEqual(5)
  expect(codes.filter((code) => code === 'wrong').length).toBe(5)
  expect(codes).not.toContain('in')
})

test('a right passphrase is not counted: somebody comes in as often as they like', async () => {
  const { product, addresses } = stand()
  for (let at = 0; at < 8; at += 1) {
    const came = await product.signIn.withPassphrase(new Headers(), {
      email: addresses.auditor,
      passphrase: goodPassphrase,
    })
    expect(came.ok).toBe(true)
  }
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM sign_in.failed_attempt
    WHERE about = ${product.signIn.accountKey(addresses.auditor)}`.execute(product.ctx.db)
  expect(rows[0]!.n).toBe(0)
})

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** What differs from answer to answer whatever is asked: the nonce, the token, the number of a request. */
const plain = (text: string, names: readonly string[]): string =>
  names
    .reduce((rest, name) => rest.replaceAll(name, 'ASKED'), text)
    .replaceAll(/nonce="[^"]+"|name="_token" value="[^"]+"/g, '')

describe('what is refused tells nobody whether it is there', () => {
  const foreign = plantedAt('elsewhere')
  const cases = [
    ['a line', 'practice', `/lines/${month}/RAA/${foreign.lineId}`, `/lines/${month}/RAA/NO-SUCH-LINE`],
    ['an identity', 'practice', `/identities/${month}/RAA/${foreign.lineId}`, `/identities/${month}/RAA/NO-SUCH-LINE`],
    ['an import', 'contracts', '/imports/2', '/imports/999'],
    ['the rejects of an import', 'contracts', '/imports/2/rejects', '/imports/999/rejects'],
    ['an import without the permission', 'practice', '/imports/1', '/imports/999'],
    ['a run', 'contracts', '/runs/2', '/runs/999'],
    ['a run’s progress', 'contracts', '/runs/2/events', '/runs/999/events'],
  ] as const

  test.each(cases)('%s', async (_, who, there, nowhere) => {
    const browser = stand().as(who)
    const names = [there, nowhere, foreign.lineId, 'NO-SUCH-LINE', '999']
    const times = { there: [] as number[], nowhere: [] as number[] }
    for (let at = 0; at < 12; at += 1) {
      const answers = []
      for (const [which, path] of [
        ['there', there],
        ['nowhere', nowhere],
      ] as const) {
        const began = performance.now()
        const answer = await browser.get(path)
        answers.push([answer.status, plain(await answer.text(), names)] as const)
        times[which].push(performance.now() - began)
      }
      expect(answers[0]![0], there).toBeGreaterThanOrEqual(400)
      expect(answers[0]).toEqual(answers[1])
    }
    const [one, other] = [median(times.there), median(times.nowhere)]
    expect(Math.max(one, other)).toBeLessThan(2.5 * Math.min(one, other) + 10)
  })

  test('an upload of somebody else, one that is gone and one that never was', async () => {
    const { product, workbench } = stand()
    const own = await product.somebody({ role: 'contract-manager', organisation: 'C02' })
    const theirs = await product.browserAs(own.personId)
    const form = new FormData()
    form.set('layout', 'map')
    form.set('snapshot', 'freeze')
    form.set('file', new Blob(['a,b\n1,2\n']), 'theirs.csv')
    const sent = await theirs.post('/imports', form)
    const there = sent.headers.get('location')!
    expect(there).toMatch(/^\/imports\/map\//)
    expect((await theirs.get(there)).status).toBe(200)
    const nowhere = '/imports/map/00000000-0000-4000-8000-000000000000?name=theirs.csv'
    const answers = await Promise.all(
      [there, nowhere].map(async (path) => {
        const answer = await stand().as('contracts').get(path)
        return [answer.status, plain(await answer.text(), [there, nowhere])] as const
      }),
    )
    expect(answers[0]![0]).toBe(404)
    expect(answers[0]).toEqual(answers[1])
    expect(workbench.data).toBeTruthy()
  })

  test('whoever holds no post at all', async () => {
    const samples = await samplesOf(stand())
    const { personId } = await stand().product.somebody()
    const browser = await stand().product.browserAs(personId)
    for (const route of stand().product.routes) {
      if (route.method !== 'GET' || route.path === '/' || ['public', 'signed-in'].includes(route.permission)) continue
      const real = addressFor(route, samples(route))
      const answer = await browser.get(real)
      expect(answer.status, route.path).toBe(403)
      const text = await answer.text()
      for (const secret of [foreign.lineId, plantedAt('own').lineId, plantedAt('own').billed, 'planted-bill'])
        expect(text, route.path).not.toContain(secret)
    }
  })
})
