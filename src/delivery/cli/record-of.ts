import { hidePatientData } from '#shared'
import type { Command } from '#terminal'
import type { Typed } from './typed.ts'

/** The action of a command in the journal: `import activity` is `command.import.activity`. */
export const commandAction = ({ name }: Pick<Command, 'name'>): string => `command.${name.replaceAll(' ', '.')}`

const notKept = '[not kept]'

/** The words beside an option say what it is of: `--dob 12/03/1950` is a birth, a date alone is not. */
function hideBeside(name: string, value: string): string {
  const hidden = hidePatientData(`${name} ${value}`)
  return hidden.startsWith(`${name} `) ? hidden.slice(name.length + 1) : '[hidden]'
}

const keyOf = (flag: string): string =>
  /--([a-z-]+)/.exec(flag)![1]!.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value))

function argumentsOf(command: Command, words: readonly unknown[]): string[] {
  return (command.arguments ?? []).flatMap(({ unkept }, at) => {
    if (words[at] === undefined) return []
    return [unkept ? notKept : textOf(words[at])]
  })
}

function optionsOf(command: Command, options: Typed['options']): Record<string, unknown> {
  const unkept = new Set((command.options ?? []).filter((option) => option.unkept).map(({ flag }) => keyOf(flag)))
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== false)
  return Object.fromEntries(
    given.map(([name, value]) => {
      if (value === true) return [name, true]
      return [name, unkept.has(name) ? notKept : hideBeside(name, textOf(value))]
    }),
  )
}

export interface CommandRecord {
  readonly subject: string
  readonly options: Readonly<Record<string, unknown>>
}

/**
 * What the journal keeps of a command as it was typed: its name and arguments, and its options; no contents of files. What names
 * a patient is hidden, and what is a secret is not kept: `user passphrase [not kept]`.
 */
export const recordOf = (command: Command, { words, options }: Pick<Typed, 'words' | 'options'>): CommandRecord => ({
  subject: hidePatientData([command.name, ...argumentsOf(command, words)].join(' ')),
  options: optionsOf(command, options),
})
