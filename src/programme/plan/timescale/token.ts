/** A word, a number or a single mark of a phrase, in small letters, and where it stands. */
export interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Blanks part words from words; a number is parted from the letters behind it (`15th`). */
export const tokensOf = (phrase: string): Token[] =>
  [...phrase.matchAll(/\d+|\p{L}+|[^\s\p{L}\d]/gu)].map((match) => ({
    text: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }))

export const isNumber = (token: Token | undefined): token is Token => token !== undefined && /^\d+$/.test(token.text)

/** The words of a phrase between two tokens, as they were written. */
export const wordsBetween = (phrase: string, tokens: readonly Token[], from: number, to: number): string =>
  phrase.slice(tokens[from]!.from, tokens[to - 1]!.to)
