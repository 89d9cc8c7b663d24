import { z } from 'zod'
import { listVocabularies } from '../vocabulary/load-vocabulary.ts'

/** What an installation may choose for itself, each with what it may be. Words for people stand in `settingWords`. */
export const settingSchemas = {
  /** Whose words pages and commands speak: labels only, never data. */
  vocabulary: z.string().refine((name) => listVocabularies().includes(name)),
  /** Whether signing in by a passphrase asks for a second proof. */
  'second-step': z.enum(['required', 'optional']),
  /** How counts of one to seven are published: held back and rounded (`hes`), or held back with another beside them (`strict`). */
  'small-numbers': z.enum(['hes', 'strict']),
} as const

export type SettingName = keyof typeof settingSchemas

export type Settings = { readonly [Name in SettingName]: z.output<(typeof settingSchemas)[Name]> }

export const settingNames = Object.keys(settingSchemas) as SettingName[]

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(settingSchemas, name)

/** What a setting may be, in an order for people. */
export const settingChoices = (name: SettingName): readonly string[] =>
  name === 'vocabulary' ? listVocabularies() : settingSchemas[name].options

/** What holds until somebody chooses: the words the folder was made with; a second step, but not where everything is invented. */
export function firstSettings(made: { vocabulary: string; demonstration?: boolean }): Settings {
  return {
    vocabulary: made.vocabulary,
    'second-step': made.demonstration ? 'optional' : 'required',
    'small-numbers': 'hes',
  }
}

/** What was set, laid over what held before; a value that this version does not know changes nothing. */
export function settingsFrom(first: Settings, set: Readonly<Record<string, unknown>>): Settings {
  const known = settingNames.flatMap((name) => {
    const read = settingSchemas[name].safeParse(set[name])
    return read.success ? [[name, read.data] as const] : []
  })
  return { ...first, ...Object.fromEntries(known) }
}
