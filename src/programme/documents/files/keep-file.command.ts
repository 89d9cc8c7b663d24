import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Refused, type Result, findPatientData, mayDo, ok, patientDataRefusal, refused } from '#shared'
import { deedOf } from '../issuing/person.ts'
import { findPages } from '../setting/paper-pdf.step.ts'
import { insertFile } from '../stores/document.store.ts'

/** A file that somebody brought, as it lies on the disk. */
export interface FileToKeep {
  readonly owner: string
  readonly name: string
  readonly path: string
}

export interface KeptFile {
  readonly fileNo: number
  readonly name: string
  readonly pages: number
  readonly sha256: string
}

export type KeepRefusal = 'not-found' | 'file'

export const mostFileBytes = 10 * 1024 ** 2
const mostPages = 300

const longestName = 120

/** The name without its ending and its folders, as it is read in an agenda. */
const titleOf = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\.pdf$/i, '')
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .slice(0, longestName) || 'Paper'

async function readPaper({ name, path }: FileToKeep): Promise<Refused<'file'> | { content: Buffer; pages: number }> {
  const content = await readFile(path)
  if (content.length > mostFileBytes)
    return refused('file', 'The file is larger than 10 megabytes. Save it smaller, or in parts.')
  if (!content.subarray(0, 1024).includes('%PDF-'))
    return refused('file', 'The file is no PDF. Save it as PDF in the program it was written with, and bring that.')
  const named = findPatientData(name)
  if (named.length > 0) return refused('file', patientDataRefusal('name of the file', named))
  const pages = await findPages(content)
  if (pages === undefined)
    return refused('file', 'The PDF cannot be read: it is damaged, or behind a password. Save it again without one.')
  if (pages > mostPages)
    return refused('file', `The PDF has ${pages} pages; at most ${mostPages} can be put into a pack.`)
  return { content, pages }
}

/** Keeps a PDF that somebody brought, for a pack or a document. What is written in it is not looked through: the page says so. */
export async function keepFile(ctx: Ctx, file: FileToKeep): Promise<Result<KeptFile, KeepRefusal>> {
  if (!mayDo(ctx.scope, 'document.issue') || !(await ownersFor(ctx)).actsFor(file.owner))
    return refused('not-found', 'There is nothing here that you may add a paper to.')
  const read = await readPaper(file)
  if ('code' in read) return read
  const { content, pages } = read
  const [name, sha256] = [titleOf(file.name), createHash('sha256').update(content).digest('hex')]
  return ctx.transaction(async (tx) => {
    const deed = deedOf(ctx.actor, ctx.clock.now())
    const fileNo = await insertFile(tx, { owner: file.owner, name, sha256, pages, content, ...deed })
    await ctx.audit(tx, 'document.keep-file', `file ${fileNo}`, { owner: file.owner, pages, sha256 })
    return ok({ fileNo, name, pages, sha256 })
  })
}
