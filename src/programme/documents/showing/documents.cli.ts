import { readFile } from 'node:fs/promises'
import { organisationNames, ownersFor } from '#organisations'
import { refused } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { issueDocument } from '../issuing/issue-document.command.ts'
import { documentKinds } from '../model/document.ts'
import { linesOf } from '../model/lines-of.ts'
import { bodyOfText } from '../model/typed-text.ts'
import { findDocument, listDocuments } from '../reading/documents.view.ts'
import { choicesFor, distributionOf } from './distribution-choice.view.ts'
import { documentsTable } from './documents-tables.ts'
import { formatInput, formatOption } from './format-option.ts'
import { documentNo } from './input.ts'

const noDocument = () => refused('not-found', 'There is no such document. See locality documents.')

const listCommand = defineCommand({
  name: 'documents',
  summary: 'Lists issued documents as their newest version has them',
  options: [
    { flag: '--kind <kind>', words: 'only of this kind', choices: documentKinds },
    { flag: '--owner <code>', words: 'only of this group or commissioner' },
    formatOption,
  ],
  input: z.object({ kind: z.enum(documentKinds).optional(), owner: z.string().optional(), format: formatInput }),
  async run(ctx, { kind, owner, format }, out) {
    const documents = await listDocuments(ctx, { ...(kind && { kind }), ...(owner !== undefined && { owner }) })
    await out.table(documentsTable(documents, await ownersFor(ctx)), format)
    return exits.done
  },
})

const showCommand = defineCommand({
  name: 'documents show',
  summary: 'Writes the text of a document as it would be typed',
  options: [
    { flag: '--document <number>', words: 'its number', required: true },
    { flag: '--version <version>', words: 'which version; the newest without' },
  ],
  input: z.object({ document: documentNo, version: z.coerce.number().int().positive().optional() }),
  async run(ctx, { document, version }, out) {
    const found = await findDocument(ctx, document, version)
    if (!found) return sayRefusal(out, noDocument())
    const { body, ...head } = found
    if (out.wantsJson) out.json({ ...head, body })
    else for (const line of [found.title, '', ...linesOf(body)]) out.print(line)
    return exits.done
  },
})

const issueCommand = defineCommand({
  name: 'documents issue',
  changes: true,
  summary: 'Issues a text file as a document, or with --document as the next version of one',
  arguments: [{ name: 'file', words: 'a text: # heading, - point, | cell | cell |, --- for a new page' }],
  options: [
    { flag: '--owner <code>', words: 'the group or commissioner whose it is', required: true },
    { flag: '--kind <kind>', words: 'what it is', choices: documentKinds, required: true },
    { flag: '--title <title>', words: 'its title', required: true, unkept: true },
    { flag: '--to <names>', words: 'others it goes to, separated by commas', unkept: true },
    { flag: '--document <number>', words: 'the number of which it is the next version' },
    { flag: '--changed <words>', words: 'what changed', unkept: true },
  ],
  input: z.object({
    file: z.string(),
    owner: z.string(),
    kind: z.enum(documentKinds),
    title: z.string(),
    to: z.string().default(''),
    document: documentNo.optional(),
    changed: z.string().optional(),
  }),
  async run(ctx, { file, owner: code, kind, title, to, document, changed }, out) {
    const { own } = await ownersFor(ctx)
    const owner = own.find((each) => each.code === code)
    if (!owner) return sayRefusal(out, refused('not-found', `${code} is no group or commissioner that is known here.`))
    const choices = await choicesFor(ctx, owner, own, await organisationNames(ctx.db))
    const done = await issueDocument(ctx, {
      owner: code,
      kind,
      title,
      body: bodyOfText(await readFile(file, 'utf8')),
      distribution: distributionOf(choices, [code], to.replaceAll(',', '\n')),
      ...(document !== undefined && { documentNo: document }),
      ...(changed !== undefined && { whatChanged: changed }),
    })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Document ${done.value.documentNo}, version ${done.value.version}, is issued.`)
    return exits.done
  },
})

export const commands: readonly Command[] = [listCommand, showCommand, issueCommand]
