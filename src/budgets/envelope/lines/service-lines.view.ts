import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type LineCode, type ServiceLine, lineNames, linesSchema, sameName } from './service-line.ts'

let kept:
  | { lines: readonly ServiceLine[]; byCode: Map<LineCode, ServiceLine>; names: Map<string, LineCode> }
  | undefined

function all() {
  if (kept) return kept
  const { lines: read } = linesSchema.parse(
    parse(readFileSync(packagePath('reference', 'budgets', 'service-lines.yaml'), 'utf8')),
  )
  const lines = read.map(({ usual_scope: usualScope, reporting: reportingGroup, ...line }) => ({
    ...line,
    usualScope,
    reportingGroup,
  }))
  kept = { lines, byCode: new Map(lines.map((line) => [line.code, line])), names: lineNames(lines) }
  return kept
}

/** The lines in the order in which they are told; from `reference/budgets/service-lines.yaml`. */
export const serviceLines = (): readonly ServiceLine[] => all().lines

/** The line of a code; nothing for a line that only one commissioner has. */
export const findServiceLine = (code: LineCode): ServiceLine | undefined => all().byCode.get(code)

/** The line to which a national point of delivery counts; every one that is not known counts to other hospital activity. */
export const lineOfPod = (pod: string): LineCode =>
  all().lines.find(({ pods }) => pods.includes(pod))?.code ?? 'other-hospital'

/** What a line is called; a line of the commissioner's own is called what its file called it. */
export const lineTitle = (code: LineCode): string => all().byCode.get(code)?.title ?? code

/** The line that somebody means by a code, a title or an alias: `A&E` is `emergency-department`. */
export const lineNamed = (text: string): LineCode | undefined => all().names.get(sameName(text))

/** Lines as they are told: the known ones in their order, then a commissioner's own by name. */
export function inLineOrder<Of extends { readonly line: LineCode }>(all_: readonly Of[]): Of[] {
  const place = (line: LineCode): number => {
    const at = all().lines.findIndex(({ code }) => code === line)
    return at < 0 ? all().lines.length : at
  }
  return all_.toSorted((a, b) => place(a.line) - place(b.line) || (a.line < b.line ? -1 : a.line > b.line ? 1 : 0))
}
