import { type Result, ok, refused } from '#shared'
import type { Command } from '#terminal'
import type { ZodError } from 'zod'
import type { Typed } from './typed.ts'

/** `month: not a month` for each thing that is wrong, with the option as it is typed. */
function wordsOf(error: ZodError): string {
  const nameOf = (key: PropertyKey | undefined): string =>
    String(key ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return error.issues
    .map((issue) => (issue.path.length > 0 ? `--${nameOf(issue.path[0])}: ${issue.message}` : issue.message))
    .join('\n')
}

/** Arguments by name and options by camel case, checked by the command's own schema. */
export function readTyped(
  command: Command,
  { words, options }: Pick<Typed, 'words' | 'options'>,
): Result<unknown, 'usage'> {
  const names = command.arguments?.map(({ name }) => name) ?? []
  const typed = Object.fromEntries(names.map((name, at) => [name, words[at]]))
  const read = command.input.safeParse({ ...options, ...typed })
  return read.success ? ok(read.data) : refused('usage', wordsOf(read.error))
}
