import { type Result, ok, refused } from '#shared'

export const shortestPassphrase = 15
export const longestPassphrase = 256

/** How many guesses of a patient thief (a hundred million) a passphrase must outlast: the scale of the library, 0 to 4. */
const leastScore = 3

type Guess = (passphrase: string, own: string[]) => number
let guess: Promise<Guess> | undefined

/** Dictionaries of breached and common passwords, words and names: a few megabytes, loaded when first needed. */
async function loadGuess(): Promise<Guess> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  const judge = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  })
  return (passphrase, own) => judge.check(passphrase.slice(0, 100), own).score
}

const words = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))

/** What is left of a passphrase without its owner's own words: “rosalind ashworth” of Rosalind Ashworth is nothing. */
const withoutOwn = (passphrase: string, own: readonly string[]): string =>
  own
    .filter((word) => word.length >= 3)
    .reduce((rest, word) => rest.replaceAll(word, ''), passphrase.toLowerCase())
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * Long enough, and not what a thief tries first: a breached or common password, one's own name or address, a walk over the keys, the
 * same over and over. No rules of signs and capitals (NIST SP 800-63B §3.1.1.2, OWASP ASVS 5.0 §6.2). Looked up here, sent to nobody.
 */
export async function judgePassphrase(passphrase: string, about: readonly string[]): Promise<Result<void, 'weak'>> {
  if (passphrase.length < shortestPassphrase)
    return refused(
      'weak',
      `A passphrase has at least ${shortestPassphrase} characters: four or five words that do not belong together do well.`,
    )
  if (passphrase.length > longestPassphrase)
    return refused('weak', `A passphrase has at most ${longestPassphrase} characters.`)
  const own = [...words(about), 'locality']
  const score = await (await (guess ??= loadGuess()))(passphrase, own)
  if (score >= leastScore && withoutOwn(passphrase, own).length >= 8) return ok(undefined)
  return refused(
    'weak',
    'This passphrase would be guessed: it is, or is made of, what is known from breaches, common words, your own name, ' +
      'or one thing over and over. ' +
      'Take four or five words that do not belong together.',
  )
}
