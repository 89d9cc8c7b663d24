import { sql } from '#db'
import {
  changeSettings,
  fingerprint,
  journalEntries,
  listVocabularies,
  openWorkbench,
  renewSettings,
  settingHistory,
  settingsOf,
} from '#platform'
import { expect, test } from 'vitest'
import { openTestWorkbench, useWorkbench } from '../../../tests/support/workbench.ts'
import { firstSettings, settingsFrom } from './setting.ts'

const workbench = useWorkbench()
/** The words that the workbench does not begin with. */
const otherWords = listVocabularies().find((name) => name !== 'pbc-2006')!

test('what holds until somebody chooses are the words of the folder, a second step, and the wider rule for small numbers', async () => {
  const bench = await openTestWorkbench({ vocabulary: otherWords })
  expect(await settingsOf(bench.ctx)).toEqual({
    vocabulary: otherWords,
    'second-step': 'required',
    'small-numbers': 'hes',
  })
  await bench.close()
  expect(firstSettings({ vocabulary: 'pbc-2006', demonstration: true })['second-step']).toBe('optional')
})

test('a value that this version does not know changes nothing', () => {
  const first = firstSettings({ vocabulary: 'pbc-2006' })
  expect(
    settingsFrom(first, { 'small-numbers': 'none', 'second-step': 7, vocabulary: 'pbc-1948', other: 'x' }),
  ).toEqual(first)
})

test('what was set is kept with who set it and when; what is the same is not set again; each change is in the journal', async () => {
  const { ctx } = workbench()
  expect(await changeSettings(ctx, { 'small-numbers': 'strict', 'second-step': 'required' })).toMatchObject({
    value: ['small-numbers'],
  })
  expect(await changeSettings(ctx, { 'small-numbers': 'strict' })).toMatchObject({ ok: true, value: [] })
  expect(await changeSettings(ctx, { 'small-numbers': 'hes', 'second-step': 'optional' })).toMatchObject({ ok: true })
  expect(await settingsOf(ctx)).toMatchObject({ 'small-numbers': 'hes', 'second-step': 'optional' })
  const history = await settingHistory(ctx.db)
  expect(history.map(({ name, value, by }) => [name, value, by])).toEqual([
    ['second-step', 'optional', 'a tester'],
    ['small-numbers', 'hes', 'a tester'],
    ['small-numbers', 'strict', 'a tester'],
  ])
  const { entries } = await journalEntries(ctx.db, { action: 'setting.' })
  expect(entries.map(({ subject }) => subject)).toEqual(['second-step', 'small-numbers', 'small-numbers'])
  expect(entries[2]).toMatchObject({ beforeHash: fingerprint('hes'), afterHash: fingerprint('strict') })
})

test('what cannot be is refused with what can, and then none of what was asked with it is set', async () => {
  const { ctx } = workbench()
  const before = (await settingHistory(ctx.db)).length
  expect(await changeSettings(ctx, { 'second-step': 'required', 'small-numbers': 'none' })).toMatchObject({
    ok: false,
    code: 'no-such-value',
    message: expect.stringContaining('hes, strict'),
  })
  expect(await changeSettings(ctx, { colour: 'blue' })).toMatchObject({ ok: false, code: 'no-setting' })
  expect(await settingHistory(ctx.db)).toHaveLength(before)
})

test('what was set once is never changed or taken away', async () => {
  const { db } = workbench().ctx
  for (const deed of [`UPDATE platform.setting_event SET by = 'x'`, `DELETE FROM platform.setting_event`])
    await expect(sql.raw(deed).execute(db)).rejects.toThrow('permission denied')
})

test('new words are spoken at once by whoever holds the workbench, and by another process when it asks', async () => {
  const { ctx, data, databaseUrl } = workbench()
  const opened = await openWorkbench({ data, databaseUrl })
  if (!opened.ok) throw new Error(opened.message)
  const other = opened.value
  const held = { ...ctx }
  const was = held.vocabulary.word('commissioner')
  await changeSettings(ctx, { vocabulary: otherWords })
  expect(held.vocabulary.name).toBe(otherWords)
  expect(held.vocabulary.word('commissioner')).not.toBe(was)
  expect(other.ctx.vocabulary.name).toBe('pbc-2006')
  await renewSettings(other.ctx)
  expect(other.ctx.vocabulary.name).toBe(otherWords)
  await other.close()
  const again = await openWorkbench({ data, databaseUrl })
  if (!again.ok) throw new Error(again.message)
  expect(again.value.ctx.vocabulary.title).toBe(held.vocabulary.title)
  await again.value.close()
})
