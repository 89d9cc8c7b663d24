import {
  type Ctx,
  type SettingEvent,
  type SettingName,
  changeSettings,
  settingHistory,
  settingNames,
  settingWords,
  settingsOf,
} from '#platform'
import { type Table, mayDo } from '#shared'
import {
  DataTable,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  noInput,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { type ServerFacts, ServerFactsList } from './server-facts.tsx'
import { type SettingChoices, SettingsForm, SettingsList, settingOptions } from './settings-form.tsx'

export type { ServerFacts }

const inEngland = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/London',
})

const isKnown = (name: string): name is SettingName => (settingNames as readonly string[]).includes(name)

function historyRow({ name, value, at, by }: SettingEvent, choices: SettingChoices) {
  const chosen = isKnown(name) ? choices[name].find((choice) => choice.value === value) : undefined
  return {
    at: inEngland.format(at),
    setting: isKnown(name) ? settingWords[name].title : name,
    value: chosen?.text ?? String(value),
    by,
  }
}

const historyTable = (history: readonly SettingEvent[], choices: SettingChoices): Table => ({
  name: 'settings-history',
  caption: 'What was set before, the newest first (times of England)',
  columns: [
    { key: 'at', label: 'When', kind: 'text' },
    { key: 'setting', label: 'Setting', kind: 'text' },
    { key: 'value', label: 'Was set to', kind: 'text' },
    { key: 'by', label: 'By', kind: 'text' },
  ],
  rows: history.map((event) => historyRow(event, choices)),
})

interface Typed {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

async function settingsPage(ctx: Ctx, facts: ServerFacts, typed: Typed = {}): Promise<Reply> {
  const [settings, choices, history] = await Promise.all([settingsOf(ctx), settingOptions(), settingHistory(ctx.db)])
  const table = historyTable(history, choices)
  const Shown = mayDo(ctx.scope, 'setting.change') ? SettingsForm : SettingsList
  const body = (
    <>
      <PageHeading>Settings</PageHeading>
      <p>They hold for everybody who works here, from the next page that is opened.</p>
      <Shown settings={settings} choices={choices} />
      <h2 className="nhsuk-heading-m">How the server was started</h2>
      <ServerFactsList facts={facts} />
      <DataTable table={table} sortable={false} empty="Nothing was changed since this installation was made." />
    </>
  )
  return page({ title: 'Settings', body, tables: [table], ...typed })
}

const chosen = z.object({
  vocabulary: z.string().max(60).optional(),
  'second-step': z.string().max(60).optional(),
  'small-numbers': z.string().max(60).optional(),
})

async function save(ctx: Ctx, typed: z.output<typeof chosen>): Promise<Reply> {
  const given = Object.entries(typed).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const changed = await changeSettings(ctx, Object.fromEntries(given))
  if (!changed.ok) return refusal(422, changed.message, 'There is a problem')
  const names = changed.value.map((name) => settingWords[name].title.toLowerCase())
  if (names.length === 0) return redirect('/settings', { kind: 'information', text: 'Nothing was changed.' })
  return redirect('/settings', `Changed: ${names.join(', ')}.`)
}

/** How this installation is set up. The facts are those that the server was started with. */
export const settingsRoutes = (facts: ServerFacts): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/settings',
    permission: 'setting.read',
    audit: null,
    input: noInput,
    nav: { text: 'Settings', order: 85 },
    handle: (ctx) => settingsPage(ctx, facts),
  }),
  defineRoute({
    method: 'POST',
    path: '/settings',
    permission: 'setting.change',
    audit: 'setting.change',
    input: chosen,
    handle: save,
    invalid: (ctx, problem) => settingsPage(ctx, facts, problem),
  }),
]
