import type { Ctx } from '#platform'
import { type RoleName, type Scope, findRole } from '#shared'
import { routes } from '#activity/challenge/pages'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { sendChallenges } from '../../src/activity/challenge/putting/send-challenge.command.ts'
import { findChallenge } from '../../src/activity/challenge/views/challenge.view.ts'
import { addCommissioner } from '../support/commissioner.ts'
import { aVisitor, personGate } from '../support/gates.ts'
import { plantFindings } from '../support/planted-findings.ts'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const reference = 'CH-2007-10-RAA-1'

const scopeOf = (role: RoleName, more: Partial<Scope>): Partial<Scope> => {
  const { detail, permissions } = findRole(role)!
  return { detail, permissions, ...more }
}
const visitor = (name: string) => ({ ...aVisitor, personId: name, name })
const manager = scopeOf('contract-manager', { commissioners: ['C01'] })
const contact = scopeOf('provider-contact', { providers: ['RAA'] })
const ours = useWebServer(
  () => workbench().ctx,
  routes,
  (ctx) => personGate(ctx, manager, visitor('Morgan Manager')),
)
const theirs = useWebServer(
  () => workbench().ctx,
  routes,
  (ctx) => personGate(ctx, contact, visitor('Pat Provider')),
)
const browser = useBrowser()

const managerCtx = (): Ctx =>
  workbench().ctx.handTo({
    actor: { name: 'Morgan Manager', userId: 'Morgan Manager' },
    scope: { ...workbench().ctx.scope, ...manager, personId: 'Morgan Manager' },
  })

beforeAll(async () => {
  await addCommissioner(workbench().ctx, 'C01')
  await plantFindings(workbench().ctx, [
    { lineId: 'SP-000101', billedPence: 241_250, valuePence: 241_250, units: 1 },
    {
      lineId: 'OP-000202',
      billedPence: 40_000,
      valuePence: 40_000,
      units: 4,
      rule: 'C30',
      words: 'Nobody came, says the line.',
    },
    {
      lineId: 'OP-000203',
      billedPence: 16_500,
      valuePence: 8_500,
      units: 1,
      rule: 'C30',
      words: 'Nobody came, says the line.',
    },
  ])
}, 60_000)

/** Pages made of nothing that another page here is not made of: looked at where somebody asks for pictures. */
const alike = ['bills', 'confirm', 'send', 'submit', 'recovered']

async function looksRight(page: Page, name: string): Promise<void> {
  if (alike.includes(name) && !process.env['LOCALITY_PICTURES']) return
  await picture(page, `challenge-${name}-1280`)
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 800 })
  // The script folds the menu once it has seen the new width.
  const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth'
  await page.waitForFunction(fits, undefined, { timeout: 3_000 }).catch(() => undefined)
  await expectNoSidewaysScroll(page)
  await picture(page, `challenge-${name}-320`)
  await page.setViewportSize({ width: 1280, height: 900 })
}

journey('findings are put to a provider, answered on its own pages, and settled', async ({ given, when, then }) => {
  const page = await browser.open()
  const text = () => page.textContent('main')
  await given('a bill with findings', async () => {
    await page.goto(`${ours()}/challenges/new`)
    await looksRight(page, 'bills')
    await page.click('main a:has-text("October 2007")')
    await looksRight(page, 'proposal')
  })
  await when('it is drafted, with what it comes to said again in words', async () => {
    await page.click('button:has-text("Go on")')
    expect(await text()).toContain('two thousand eight hundred and ninety-seven pounds and fifty pence')
    await looksRight(page, 'confirm')
    await page.click('button:has-text("Draft the challenge")')
    expect(await text()).toContain('£2,897.50')
    await page.click('a:has-text("Send it to the provider")')
    await looksRight(page, 'send')
    expect(await text()).toContain('three items')
  })
  await when('it is sent', async () => {
    expect(await sendChallenges(managerCtx(), { references: [reference] })).toMatchObject({ ok: true })
    await page.goto(`${ours()}/challenges/${reference}/letter`)
    await looksRight(page, 'letter')
    expect(await text()).toContain('£2,897.50')
  })
  const other = await browser.open()
  await then('its provider answers item by item, and what is wrong is said at its field', async () => {
    await other.goto(`${theirs()}/challenges`)
    await other.click(`a:has-text("${reference}")`)
    await other.click('a:has-text("Answer it")')
    await looksRight(other, 'reply')
    await other.click('a:has-text("Answer item 1")')
    await other.check('input[value=accept]')
    await other.click('button:has-text("Save and go on")')
    await other.check('input[value=part]')
    await other.fill('[name=quantity]', '5')
    await other.fill('[name=price]', '74.00')
    await other.click('button:has-text("Save and go on")')
    expect(await other.textContent('.nhsuk-error-summary')).toContain('At most 4 are claimed')
    await looksRight(other, 'answer')
    await other.fill('[name=quantity]', '2')
    await other.click('button:has-text("Save and go on")')
    await other.goto(`${theirs()}/challenges/${reference}/submit`)
    expect(await other.textContent('main')).toContain('£2,560.50')
    await looksRight(other, 'submit')
    await other.click('button:has-text("Send the reply")')
    expect(await other.textContent('main')).toContain('sent the reply')
  })
  await then('we settle what was accepted, take the part, and see what came back by rule', async () => {
    await page.goto(`${ours()}/challenges`)
    await looksRight(page, 'list')
    await page.click(`a:has-text("${reference}")`)
    await looksRight(page, 'challenge')
    await page.click('button:has-text("Settle what was accepted in full")')
    await page.goto(`${ours()}/challenges/${reference}/items/2`)
    await looksRight(page, 'item')
    await page.click('button:has-text("Settle with £148.00")')
    await page.goto(`${ours()}/credits`)
    expect(await text()).toContain('£2,560.50')
    await looksRight(page, 'credits')
    await page.goto(`${ours()}/recovered`)
    await looksRight(page, 'recovered')
    expect(await text()).toContain('£2,560.50')
    expect((await findChallenge(workbench().ctx, reference))!.events.at(-1)).toMatchObject({
      event: 'settled',
      actor: 'Morgan Manager',
    })
  })
  await then('the file that comes back is refused with its row and column, and taken once it is right', async () => {
    const file = await (
      await other.request.get(`${theirs()}/challenges/${reference}?format=csv&table=${reference}`)
    ).text()
    const send = async (content: string) => {
      await other.goto(`${theirs()}/challenges/${reference}/reply`)
      await other.setInputFiles('[name=file]', {
        name: 'reply.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(content),
      })
      await other.click('button:has-text("Send the file")')
    }
    await send(file.replace(/85\.00,,,,\r\n$/, '86.00,accept,,,\r\n'))
    expect(await other.textContent('.nhsuk-error-summary')).toContain(
      'Row 4, column claimed (“86.00”): it went out as “85.00”',
    )
    await send(file.replace(/85\.00,,,,\r\n$/, '85.00,reject,,,The clinic ran.\r\n'))
    expect(await other.textContent('main')).toContain('Rejected')
  })
})
