import type { Ctx } from '#platform'
import type { ImportKind } from '../reading/layout.ts'
import type { FileToImport, ImportResult } from './outcome.ts'
import { takeFile } from './take-file.command.ts'

export type Importer = (ctx: Ctx, file: FileToImport) => Promise<ImportResult>

const importerOf =
  (kind: ImportKind): Importer =>
  (ctx, file) =>
    takeFile(ctx, kind, file)

/** organisations.csv, or the national register of trusts. */
export const importOrganisations = importerOf('organisations')

/** memberships.csv. */
export const importMemberships = importerOf('memberships')

/** The national register of practices: the rows of GP practices, and their commissioners. */
export const importPractices = importerOf('practices')

/** The national register of groups: its workbook, or either of its two sheets as CSV. */
export const importNetworks = importerOf('networks')

/** list-sizes.csv, or one of the two national files of registered patients by sex and age. */
export const importListSizes = importerOf('list-sizes')
