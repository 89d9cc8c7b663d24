import { z } from 'zod'

/** A code of the service lines, or the name of a line that only one commissioner has. */
export type LineCode = string

/** Whether practices hold a budget for a line, or the commissioner keeps it for them, or it is none of theirs. */
export const lineScopes = ['in', 'out', 'blocked-back'] as const
export type LineScope = (typeof lineScopes)[number]

export const linesSchema = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[a-z][a-z-]{1,39}$/),
          title: z.string().min(1),
          pods: z.array(z.string().regex(/^[A-Z0-9]{2,12}$/)),
          source: z.enum(['activity', 'prescribing', 'none']),
          usual_scope: z.enum(lineScopes),
          owner: z.string().min(1),
          reporting: z.string().min(1),
          aliases: z.array(z.string().min(1)),
        }),
      )
      .nonempty(),
  })
  .refine(({ lines }) => allOnce(lines.flatMap(({ pods }) => pods)), 'has a point of delivery in two lines')
  .refine(({ lines }) => allOnce(lines.flatMap(namesOf)), 'has a name of two lines')

/** One of the lines by which a year's money is told. */
export interface ServiceLine {
  readonly code: LineCode
  readonly title: string
  /** National points of delivery that count to it. */
  readonly pods: readonly string[]
  /** Where what was spent on it is known from. */
  readonly source: 'activity' | 'prescribing' | 'none'
  readonly usualScope: LineScope
  readonly owner: string
  /** The group under which it is reported today. */
  readonly reportingGroup: string
  readonly aliases: readonly string[]
}

const allOnce = (names: readonly string[]): boolean => new Set(names).size === names.length

/** Capitals, blanks and the two ways to write “and” do not matter: `A & E` is `a and e`. */
export const sameName = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[\s_]+/g, ' ')
    .trim()

const namesOf = ({ code, title, aliases }: { code: string; title: string; aliases: readonly string[] }): string[] => [
  ...new Set([code, title, ...aliases].map(sameName)),
]

/** Every name of every line, as `sameName` has it. */
export const lineNames = (lines: readonly ServiceLine[]): Map<string, LineCode> =>
  new Map(lines.flatMap((line) => namesOf(line).map((name) => [name, line.code] as const)))
