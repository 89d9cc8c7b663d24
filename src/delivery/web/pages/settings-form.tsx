import { type SettingName, type Settings, loadVocabulary, settingChoices, settingNames, settingWords } from '#platform'
import { Button, Form, type Option, RadioField, SummaryList } from '#ui'
import type { ReactNode } from 'react'

/** A vocabulary is called as its file calls it. */
async function choiceOf(name: SettingName, value: string): Promise<Option> {
  if (name !== 'vocabulary') return { value, ...settingWords[name].choices[value]! }
  const loaded = await loadVocabulary(value)
  return { value, text: loaded.ok ? loaded.value.title : value, hint: value }
}

export type SettingChoices = Readonly<Record<SettingName, readonly Option[]>>

/** What each setting may be, in words. */
export async function settingOptions(): Promise<SettingChoices> {
  const entries = settingNames.map(async (name) => {
    const options = await Promise.all(settingChoices(name).map((value) => choiceOf(name, value)))
    return [name, options] as const
  })
  return Object.fromEntries(await Promise.all(entries)) as Record<SettingName, Option[]>
}

interface ShownSettings {
  readonly settings: Settings
  readonly choices: SettingChoices
}

/** For whoever may change them: every setting as a choice, with one button. */
export const SettingsForm = ({ settings, choices }: ShownSettings): ReactNode => (
  <Form action="/settings">
    {settingNames.map((name) => (
      <RadioField
        key={name}
        name={name}
        label={settingWords[name].title}
        hint={settingWords[name].hint}
        options={choices[name]}
        value={settings[name]}
      />
    ))}
    <Button>Save settings</Button>
  </Form>
)

/** For whoever may only read them. */
export const SettingsList = ({ settings, choices }: ShownSettings): ReactNode => (
  <SummaryList
    rows={settingNames.map((name) => {
      const chosen = choices[name].find(({ value }) => value === settings[name])
      return { key: settingWords[name].title, value: chosen ? `${chosen.text}. ${chosen.hint ?? ''}` : settings[name] }
    })}
  />
)
