import { beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform'
import { type Scope, practicesOnly, wholeCommissioner } from '#shared'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { checkOf, foundFinding } from '../../../../tests/support/found-findings.ts'
import { personGate } from '../../../../tests/support/gates.ts'
import { type TestBrowser, openTestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { routes as lineRoutes } from '../../statement/routes.ts'
import { routes } from '../routes.ts'

const workbench = useWorkbench()
let practice: TestBrowser
let manager: TestBrowser
let chair: TestBrowser
let dear: number
let cheap: number

const browserOf = (ctx: Ctx, scope: Partial<Scope>): Promise<TestBrowser> =>
  openTestBrowser(ctx, [...routes, ...lineRoutes], personGate(ctx, { ...wholeCommissioner, ...scope }))

beforeAll(async () => {
  const { ctx } = workbench()
  const lines = Array.from({ length: 6 }, (_, at) => ({ lineId: `L${at}`, billedPence: 20_000 + at }))
  const { importNo } = await billMonth(ctx, { month: '2007-10', lines })
  const check = await checkOf(ctx)
  dear = await foundFinding(ctx, check, { lineId: 'L0', billedPence: 20_000, importNo })
  cheap = await foundFinding(ctx, check, { lineId: 'L1', billedPence: 20_001, valuePence: 1250, importNo, lineNo: 3 })
  practice = await browserOf(ctx, {
    practices: practicesOnly(['A99001']),
    permissions: ['finding.read', 'finding.answer', 'line.read', 'rule.read', 'identity.open'],
  })
  manager = await browserOf(ctx, {
    permissions: ['finding.read', 'finding.sums', 'finding.decide', 'line.read', 'statement.read'],
  })
  chair = await browserOf(ctx, { detail: 'sums', permissions: ['finding.sums', 'statement.read'] })
})

const text = async (browser: TestBrowser, path: string): Promise<string> => {
  const answer = await browser.get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

const item = (page: string, place: number): string => new RegExp(`name="item_${place}" value="([^"]+)"`).exec(page)![1]!

describe('the queue', () => {
  test('opens on the lines of the practice, with how far it is and no deadline where none is loaded', async () => {
    const page = await text(practice, '/queue/2007-10')
    expect(page).toContain('0 of 6 looked at, £0 of £1,200')
    expect(page).toContain('No deadline is set')
    expect(page).toContain('/identities/2007-10/RAA/L0')
    expect(page).not.toContain('4000000')
  })

  test('saves one line, and offers its way back', async () => {
    const page = await text(practice, '/queue/2007-10')
    const sent = await practice.post('/queue/2007-10', {
      practice: 'A99001',
      item_1: item(page, 1),
      verdict_1: 'right',
      step: 'save-1',
    })
    expect(sent.status).toBe(303)
    const next = await text(practice, sent.headers.get('location')!)
    expect(next).toContain('1 of 6 looked at')
    const undo = /name="undo" value="([^"]+)"/.exec(next)![1]!
    const back = await practice.post('/queue/2007-10/undo', { practice: 'A99001', undo })
    expect(back.status).toBe(303)
    expect(await text(practice, '/queue/2007-10')).toContain('0 of 6 looked at')
  })

  test('restates many answers by what they say before it saves any', async () => {
    const page = await text(practice, '/queue/2007-10')
    const chosen = {
      practice: 'A99001',
      item_1: item(page, 1),
      verdict_1: 'not-our-patient',
      words_1: 'Left in 2005.',
      item_2: item(page, 2),
      item_3: item(page, 3),
      rest: 'right',
    }
    const checked = await practice.post('/queue/2007-10', { ...chosen, step: 'check' })
    const words = await checked.text()
    expect(checked.status).toBe(200)
    expect(words).toContain('You are about to give 3 answers about £600.0')
    expect(await text(practice, '/queue/2007-10')).toContain('0 of 6 looked at')
    const done = await practice.post('/queue/2007-10', { ...chosen, step: 'done' })
    expect(done.status).toBe(303)
    expect(await text(practice, '/queue/2007-10')).toContain('3 of 6 looked at')
  })

  test('shows a form again that says nothing, or names a patient', async () => {
    const page = await text(practice, '/queue/2007-10')
    const code = item(page, 1)
    const none = await practice.post('/queue/2007-10', { practice: 'A99001', item_1: code, step: 'check' })
    expect([none.status, (await none.text()).includes('Choose what you say of a line first.')]).toEqual([422, true])
    const named = await practice.post('/queue/2007-10', {
      practice: 'A99001',
      item_1: code,
      verdict_1: 'other',
      words_1: 'It is 999 000 0018',
      step: 'save-1',
    })
    expect([named.status, (await named.text()).includes('looks like an NHS number')]).toEqual([422, true])
  })

  test('tells whoever was slower who was quicker', async () => {
    const late = await practice.post('/queue/2007-10', {
      practice: 'A99001',
      item_1: `f${dear}e0`,
      verdict_1: 'right',
      step: 'save-1',
    })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Somebody was quicker: A Visitor')
  })

  test('is not there for whoever answers for no practice, nor of another practice', async () => {
    expect((await manager.get('/queue/2007-10')).status).toBe(403)
    expect((await practice.get('/queue/2007-10?practice=B99001')).status).toBe(404)
  })
})

describe('findings', () => {
  test('are listed with what counts, and taken away with every column', async () => {
    const page = await text(manager, '/findings/2007-10')
    expect(page).toContain('Raised, rule by rule')
    expect(page).toContain(`/findings/2007-10/${cheap}`)
    const csv = await text(manager, '/findings/2007-10?format=csv')
    for (const column of ['line_id', 'provider', 'practice', 'rule', 'confidence', 'value_pence', 'counted_pence'])
      expect(csv.split('\n')[0]).toContain(column)
    const json = JSON.parse(await text(manager, '/findings/2007-10?format=json&rule=C30')) as { rows: unknown[] }
    expect(json.rows).toHaveLength(2)
  })

  test('each say what they are worth, what became of them and what can be done', async () => {
    const page = await text(manager, `/findings/2007-10/${dear}`)
    expect(page).toContain('Held up by the practice')
    expect(page).toContain('saying “Left in 2005.”')
    expect(page).toContain('Set the finding aside')
    expect(page).not.toContain('Save the answer')
    expect(page).not.toContain('Who the line is about')
    expect(await text(practice, `/findings/2007-10/${dear}`)).toContain('Take the answer back')
  })

  test('are set aside with a reason and taken up again; on a stale page whoever is late is told', async () => {
    const at = `/findings/2007-10/${dear}`
    const seen = /name="seen" value="(\d+)"/.exec(await text(manager, at))![1]!
    const mute = await manager.post(`${at}/dismiss`, { seen, words: '' })
    expect([mute.status, (await mute.text()).includes('Say why it is set aside')]).toEqual([422, true])
    expect((await manager.post(`${at}/dismiss`, { seen, words: 'Paid by agreement.' })).status).toBe(303)
    const late = await manager.post(`${at}/dismiss`, { seen, words: 'Mine.' })
    expect([late.status, (await late.text()).includes('saying “Paid by agreement.”')]).toEqual([409, true])
    const now = /name="seen" value="(\d+)"/.exec(await text(manager, at))![1]!
    expect((await manager.post(`${at}/restore`, { seen: now, words: '' })).status).toBe(303)
    expect((await practice.post(`${at}/dismiss`, { seen, words: 'x' })).status).toBe(403)
  })

  test('stand on the page of their line', async () => {
    expect(await text(manager, '/lines/2007-10/RAA/L0')).toContain('What was found in this line')
    expect(await text(practice, '/lines/2007-10/RAA/L0')).toContain(`/findings/2007-10/${dear}`)
  })

  test('are sums for whoever sees no line', async () => {
    const page = await text(chair, '/finding-sums/2007-10')
    expect(page).toContain('by practice and rule')
    expect(page).not.toContain('L0')
    expect((await chair.get('/findings/2007-10')).status).toBe(403)
  })

  test('that are nowhere are not there', async () => {
    expect((await manager.get('/findings/2007-10/999999')).status).toBe(404)
    expect((await manager.get('/findings/2007-09')).status).toBe(200)
  })
})
