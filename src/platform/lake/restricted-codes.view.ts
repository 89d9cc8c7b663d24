import { readFileSync } from 'node:fs'
import { packagePath } from '../package-path.ts'
import type { Scope } from '#shared'
import { parse } from 'yaml'
import {
  type CodeKind,
  codeKinds,
  type RestrictedCodes,
  isRestricted,
  restrictedCodesSchema,
  withoutRangesSql,
} from './restricted-codes.ts'

let kept: RestrictedCodes | undefined

const read = (): RestrictedCodes =>
  restrictedCodesSchema.parse(
    parse(readFileSync(packagePath('reference', 'confidentiality', 'restricted-codes.yaml'), 'utf8')),
  )

/** The list as it lies in `reference/confidentiality`, read once; a file that breaks its schema is a bug, and throws. */
export const restrictedCodes = (): RestrictedCodes => (kept ??= read())

/** The codes that anybody who may see the line may see, as they were given and in their order. */
export const stripRestrictedCodes = (kind: CodeKind, codes: readonly string[]): string[] =>
  codes.filter((code) => !isRestricted(restrictedCodes()[kind], code))

/** The same for a column of lines, whose codes stand in one text with `|` between; nothing where no code is left. */
export const withoutRestrictedSql = (kind: CodeKind, column: string): string =>
  withoutRangesSql(column, restrictedCodes()[kind])

/** What stands in place of both columns in a lake that is in the hands of somebody who may not see them. */
export const hiddenCodesSql = (): string =>
  codeKinds.map((kind) => `${withoutRestrictedSql(kind, `f.${kind}`)} AS ${kind}`).join(', ')

/** What a query selects for somebody: the column as it is for the practice, and without the restricted codes for everybody else. */
export const codesColumnFor = (scope: Pick<Scope, 'seesRestrictedCodes'>, kind: CodeKind, column: string): string =>
  scope.seesRestrictedCodes ? column : withoutRestrictedSql(kind, column)

const listOf = (text: string | null): string[] => (text === null || text === '' ? [] : text.split('|'))

export interface ClinicalCodes {
  readonly diagnoses: readonly string[]
  readonly procedures: readonly string[]
  /** Said on every line alike to whoever is given less: whether this line had any is never said. */
  readonly note: string | undefined
}

const heldBack =
  'Codes that the law keeps between patients and those who treat them are never shown here, on any line, and nothing says where they stood.'

/** The codes of a line as somebody may see them. */
export function clinicalCodesFor(
  scope: Pick<Scope, 'seesRestrictedCodes'>,
  line: { readonly diagnoses: string | null; readonly procedures: string | null },
): ClinicalCodes {
  const all = { diagnoses: listOf(line.diagnoses), procedures: listOf(line.procedures) }
  if (scope.seesRestrictedCodes) return { ...all, note: undefined }
  return {
    diagnoses: stripRestrictedCodes('diagnoses', all.diagnoses),
    procedures: stripRestrictedCodes('procedures', all.procedures),
    note: heldBack,
  }
}
