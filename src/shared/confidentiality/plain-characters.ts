/** Written between digits and never seen: soft hyphen, zero-width spaces and joiners, word joiner, byte mark, keycap marks. */
const unseen = /\u20e3|\ufe0e|\ufe0f|[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/
/** What stands for an unseen character afterwards, so that every other keeps its place. */
export const nothing = '\u2060'

const digitBlock = 10

function mapped(code: number): number {
  const character = String.fromCharCode(code)
  if (unseen.test(character)) return nothing.charCodeAt(0)
  if (/[\p{Zs}\t]/u.test(character)) return 0x20
  if (/[\p{Pd}\u2212\u00b7\u2022]/u.test(character)) return 0x2d
  // The one letter that grows when it is made small, which would move all that follows it.
  return code === 0x130 ? 0x49 : code
}

let kept: Uint16Array | undefined

/** For each code unit the plain one it is read as: digits of every script, blanks, dashes. Made once, in some milliseconds. */
function plainCodes(): Uint16Array {
  if (kept) return kept
  const codes = Uint16Array.from({ length: 65_536 }, (_, code) => mapped(code))
  let inBlock = 0
  // Decimal digits of a script stand together, nought first (Unicode, general category Nd).
  for (let code = 0; code < codes.length; code++)
    if (/\p{Nd}/u.test(String.fromCharCode(code))) codes[code] = 0x30 + (inBlock++ % digitBlock)
    else inBlock = 0
  kept = codes
  return codes
}

/** Bold, double-struck, sans-serif and monospaced digits take two code units each, U+1D7CE to U+1D7FF. */
const isMathDigit = (high: number, low: number): boolean => high === 0xd835 && low >= 0xdfce && low <= 0xdfff

/**
 * The text with every digit, blank and dash in its plain ASCII form, unseen characters as one that means nothing, and each
 * character in its old place: what is found at 14 to 24 lies at 14 to 24 of the text that was given.
 */
export function plainCharacters(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (!/[^\u0000-\u0008\u000a-\u007f]/.test(text)) return text
  const codes = plainCodes()
  const plain = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    plain[at] = codes[code]!
    if (isMathDigit(code, text.charCodeAt(at + 1))) {
      plain[at++] = nothing.charCodeAt(0)
      plain[at] = 0x30 + ((text.charCodeAt(at) - 0xdfce) % digitBlock)
    }
  }
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(plain)
}
