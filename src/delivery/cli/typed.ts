/** What was typed: the words in order, the options by camel case, and what every command takes. */
export interface Typed {
  readonly words: readonly unknown[]
  readonly options: Readonly<Record<string, unknown>>
  readonly data: string
  /** Who says to have typed it; else the account that runs it. */
  readonly as?: string
}
