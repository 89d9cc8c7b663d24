import { type Ctx } from '#platform'
import { type FileToImport, type ImportResult } from './outcome.ts'
import { takeFile } from './take-file.command.ts'

/** organisations.csv, or the national register of trusts. */
export const importOrganisations = (ctx: Ctx, file: FileToImport): Promise<ImportResult> => takeFile(ctx, 'organisations', file)

/** memberships.csv. */
export const importMemberships = (ctx: Ctx, file: FileToImport): Promise<ImportResult> => takeFile(ctx, 'memberships', file)

/** The national register of practices: the rows of GP practices, and their commissioners. */
export const importPractices = (ctx: Ctx, file: FileToImport): Promise<ImportResult> => takeFile(ctx, 'practices', file)

/** The national register of groups: its workbook, or either of its two sheets as CSV. */
export const importNetworks = (ctx: Ctx, file: FileToImport): Promise<ImportResult> => takeFile(ctx, 'networks', file)

/** list-sizes.csv, or one of the two national files of registered patients by sex and age. */
export const importListSizes = (ctx: Ctx, file: FileToImport): Promise<ImportResult> => takeFile(ctx, 'list-sizes', file)
