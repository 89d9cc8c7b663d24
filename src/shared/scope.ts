/**
 * What the asker may see, handed to every store and view as a parameter.
 * A list of codes narrows; `'all'` does not. Both must hold for a line to be seen.
 */
export interface Scope {
  readonly practices: 'all' | readonly string[]
  readonly providers: 'all' | readonly string[]
}

/** The operator's scope: the command line, and the pages until sign-in exists. */
export const wholeCommissioner: Scope = { practices: 'all', providers: 'all' }
