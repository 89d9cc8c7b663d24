import { changeSettings, settingChoices, settingHistory, settingNames, settingWords, settingsOf } from '#platform'
import { type Table, dayInLondon } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'

const columns = [
  { key: 'name', label: 'Setting', kind: 'code' },
  { key: 'value', label: 'Is', kind: 'code' },
  { key: 'choices', label: 'May be', kind: 'text' },
  { key: 'since', label: 'Set on', kind: 'date' },
  { key: 'by', label: 'By', kind: 'text' },
  { key: 'words', label: 'What it is', kind: 'text' },
] as const

const listCommand = defineCommand({
  name: 'settings',
  summary: 'Lists how this installation is set up, what each setting may be, and who set it when',
  input: z.object({}),
  async run(ctx, _input, out) {
    const [settings, history] = await Promise.all([settingsOf(ctx), settingHistory(ctx.db)])
    const rows = settingNames.map((name) => {
      const newest = history.find((event) => event.name === name)
      return {
        name,
        value: settings[name],
        choices: settingChoices(name).join(', '),
        since: newest ? dayInLondon(newest.at) : null,
        by: newest?.by ?? null,
        words: settingWords[name].title,
      }
    })
    const table: Table = { name: 'settings', caption: 'Settings', columns, rows }
    await out.table(table)
    return exits.done
  },
})

const setCommand = defineCommand({
  name: 'settings set',
  summary: 'Changes one setting; a server that is running heeds it at the next request',
  arguments: [
    { name: 'name', words: `one of ${settingNames.join(', ')}` },
    { name: 'value', words: 'what it is to be; “locality settings” lists what it may be' },
  ],
  changes: true,
  input: z.object({ name: z.string(), value: z.string() }),
  async run(ctx, { name, value }, out) {
    const changed = await changeSettings(ctx, { [name]: value })
    if (!changed.ok) return sayRefusal(out, changed)
    const done = changed.value.length > 0
    out.print(done ? `“${name}” is now “${value}”.` : `“${name}” was “${value}” already; nothing changed.`)
    if (out.wantsJson) out.json({ name, value, changed: done })
    return exits.done
  },
})

export const settingsCommands: readonly Command[] = [listCommand, setCommand]
