import { type Result, ok, refused } from '#shared'
import { type Exclusion, exclusionKinds, exclusionSchema } from '../policy/risk-policy.ts'

/** Exclusions as somebody types them: one a line, `hrg LD Renal dialysis`. */
export const exclusionText = (exclusions: readonly Exclusion[]): string =>
  exclusions.map(({ kind, code, words }) => `${kind} ${code} ${words}`).join('\n')

/** Reads them back; a line that cannot be read is named by its number and its words. */
export function readExclusions(text: string): Result<Exclusion[], 'not-exclusions'> {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line: line.trim(), at: at + 1 }))
  const found: Exclusion[] = []
  for (const { line, at } of lines.filter((each) => each.line !== '')) {
    const [kind = '', code = '', ...rest] = line.split(/\s+/)
    const words = rest.join(' ')
    const read = exclusionSchema.safeParse({
      kind: kind.toLowerCase(),
      code: code.toUpperCase(),
      words: words === '' ? code : words,
    })
    if (!read.success)
      return refused(
        'not-exclusions',
        `Line ${at} of what is excluded cannot be read. ` +
          `Write ${exclusionKinds.join(', ')}, a code, and what it is: “hrg LD Renal dialysis”.`,
      )
    found.push(read.data)
  }
  return ok(found)
}
