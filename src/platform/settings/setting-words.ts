import type { SettingName } from './setting.ts'

export interface SettingWords {
  readonly title: string
  readonly hint: string
  /** What a choice says beside its own name; a vocabulary has its title in its file. */
  readonly choices: Readonly<Record<string, { readonly text: string; readonly hint: string }>>
}

/** The settings as pages and the command line call them. */
export const settingWords: Readonly<Record<SettingName, SettingWords>> = {
  vocabulary: {
    title: 'Words',
    hint: 'Whose words pages, tables and their exports use. Nothing that is recorded changes.',
    choices: {},
  },
  'second-step': {
    title: 'Second step at sign-in',
    hint: 'A code from an app, or a passkey, beside the passphrase.',
    choices: {
      required: { text: 'Required', hint: 'Nobody works with patient-level data on a passphrase alone.' },
      optional: { text: 'Optional', hint: 'For demonstrations and training, where everything is invented.' },
    },
  },
  'small-numbers': {
    title: 'Small numbers in published tables',
    hint: 'How counts of one to seven leave the commissioner. What practices and the commissioner see inside is as it is.',
    choices: {
      hes: { text: 'Held back and rounded', hint: '1 to 7 becomes *, every other count goes to the nearest 5.' },
      strict: {
        text: 'Held back, with another beside them',
        hint: 'As well, a second count is held back where a row or a column would give the first one away.',
      },
    },
  },
}
