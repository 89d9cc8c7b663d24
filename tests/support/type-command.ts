import { type StartOptions, type Started, startFromSource } from './from-source.ts'

const without = { DATABASE_URL: '', LOCALITY_DATA: '', LOCALITY_LOG: 'silent' }

/** Starts a command as somebody types it, without waiting for its end. */
export const startCommand = (words: readonly string[], options: StartOptions = {}): Started =>
  startFromSource('tests/support/locality.ts', words, { ...options, env: { ...without, ...options.env } })

export interface Typed {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Types a command and waits for its end. */
export const typeCommand = async (words: readonly string[], options: StartOptions = {}): Promise<Typed> =>
  startCommand(words, options).ended
