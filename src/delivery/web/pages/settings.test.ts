import {
  changeSettings,
  journalEntries,
  listVocabularies,
  openWorkbench,
  renewSettings,
  settingHistory,
} from '#platform'
import { wholeCommissioner } from '#shared'
import { describe, expect, test } from 'vitest'
import { openTestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { signInOn } from '../../sign-in.ts'
import { productGate } from '../product-gate.ts'

const workbench = useWorkbench()

describe('the settings page', () => {
  test('shows what holds, what it may be, and what the server was started with', async () => {
    const browser = await openTestBrowser(workbench().ctx, [])
    const html = await (await browser.get('/settings')).text()
    expect(html).toMatch(/name="second-step"[^>]* checked=""[^>]*value="required"/)
    expect(html).toContain('Only the computer that it runs on.')
    expect(html).toContain('A session ends after 2 hours without a click')
    expect(html).toContain('Nothing was changed since this installation was made.')
  })

  test('changes the words of the very next page, and says when, by whom and from what', async () => {
    const { ctx } = workbench()
    const browser = await openTestBrowser(ctx, [])
    const before = ctx.vocabulary.title
    const sent = await browser.post('/settings', {
      vocabulary: listVocabularies().find((name) => name !== ctx.vocabulary.name)!,
      'second-step': 'required',
      'small-numbers': 'hes',
    })
    expect(sent.status).toBe(303)
    const html = await (await browser.get('/settings')).text()
    expect(ctx.vocabulary.title).not.toBe(before)
    expect(html).toContain('Changed: words.')
    expect(html).toContain(`Words: ${ctx.vocabulary.title}.`)
    expect(html).toContain('2008-06-02 10:00')
    expect(await settingHistory(ctx.db)).toHaveLength(1)
  })

  test('speaks the words that another process chose from the next page on', async () => {
    const { ctx, data, databaseUrl } = workbench()
    const gate = productGate({ ctx, signIn: await signInOn(ctx), settings: () => renewSettings(ctx) })
    const browser = await openTestBrowser(ctx, [], gate)
    const opened = await openWorkbench({ data, databaseUrl })
    if (!opened.ok) throw new Error(opened.message)
    await changeSettings(opened.value.ctx, { vocabulary: 'pbc-2006' })
    const title = opened.value.ctx.vocabulary.title
    await opened.value.close()
    expect(await (await browser.get('/help')).text()).toContain(`Words: ${title}.`)
  })

  test('refuses what cannot be, in words, and takes no field that it does not know', async () => {
    const { ctx } = workbench()
    const browser = await openTestBrowser(ctx, [])
    const before = (await settingHistory(ctx.db)).length
    const wrong = await browser.post('/settings', { 'small-numbers': 'none' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Choose one of: hes, strict.')
    expect((await browser.post('/settings', { colour: 'blue' })).status).toBe(400)
    expect(await settingHistory(ctx.db)).toHaveLength(before)
    expect((await journalEntries(ctx.db, { action: 'setting.' })).entries).toHaveLength(before)
  })

  test('is only told to whoever may read and not change: no form, no button', async () => {
    const scope = { ...wholeCommissioner, permissions: ['setting.read' as const] }
    const browser = await openTestBrowser({ ...workbench().ctx, scope }, [])
    const html = await (await browser.get('/settings')).text()
    expect(html).toContain('Second step at sign-in')
    expect(html).not.toContain('<form')
  })
})
