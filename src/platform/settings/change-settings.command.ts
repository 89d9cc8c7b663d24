import { type Result, ok, refused } from '#shared'
import type { Ctx } from '../context.ts'
import { turnWords } from './renew-words.ts'
import { type SettingName, isSettingName, settingChoices, settingNames } from './setting.ts'
import { appendSetting, lockSettings } from './setting.store.ts'
import { settingsOf } from './settings.view.ts'

export type SettingRefusal = 'no-setting' | 'no-such-value'

function checked(name: string, value: string): Result<[SettingName, string], SettingRefusal> {
  if (!isSettingName(name))
    return refused('no-setting', `There is no setting “${name}”. Choose one of: ${settingNames.join(', ')}.`)
  const choices = settingChoices(name)
  if (choices.includes(value)) return ok([name, value])
  return refused('no-such-value', `“${name}” cannot be “${value}”. Choose one of: ${choices.join(', ')}.`)
}

async function write(ctx: Ctx, wanted: readonly [SettingName, string][]): Promise<SettingName[]> {
  return ctx.transaction(async (tx) => {
    await lockSettings(tx)
    const before = await settingsOf({ db: tx, folder: ctx.folder })
    const changes = wanted.filter(([name, value]) => before[name] !== value)
    for (const [name, value] of changes)
      await appendSetting(tx, { name, value, at: ctx.clock.now(), by: ctx.actor.name })
    for (const [name, value] of changes)
      await ctx.audit(
        tx,
        'setting.change',
        name,
        { from: before[name], to: value },
        { before: before[name], after: value },
      )
    return changes.map(([name]) => name)
  })
}

/**
 * Sets what differs from what holds now, all of it or none, each with its record; answers with the names that changed. Pages and commands
 * of this process speak the new words at once.
 */
export async function changeSettings(
  ctx: Ctx,
  wanted: Readonly<Record<string, string>>,
): Promise<Result<SettingName[], SettingRefusal>> {
  const changes: [SettingName, string][] = []
  for (const [name, value] of Object.entries(wanted)) {
    const read = checked(name, value)
    if (!read.ok) return read
    changes.push(read.value)
  }
  const changed = await write(ctx, changes)
  if (changed.includes('vocabulary')) await turnWords(ctx, (await settingsOf(ctx)).vocabulary)
  return ok(changed)
}
