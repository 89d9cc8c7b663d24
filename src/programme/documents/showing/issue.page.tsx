import { type Owner, organisationNames, ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import {
  type FormErrors,
  type FormValues,
  type InvalidInput,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { issueDocument } from '../issuing/issue-document.command.ts'
import type { IssuedDocument } from '../model/document.ts'
import { bodyOfText } from '../model/typed-text.ts'
import { findDocument } from '../reading/documents.view.ts'
import { documentAddress } from './addresses.ts'
import { type Choices, choicesFor, distributionOf } from './distribution-choice.view.ts'
import { crumbs, noSuchDocument } from './document.page.tsx'
import { code, documentNo, kindInput, longText, optionalCode, several, title } from './input.ts'
import { NewDocument, NextVersion } from './issue-body.tsx'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const noOwner = notFound('There is no organisation here in whose name you may issue a document.')

interface Place {
  readonly owner: Owner
  readonly owners: readonly Owner[]
  readonly choices: Choices
}

/** In whose name, and to whom it may go; without a code the first that the asker acts for. */
async function placeOf(ctx: Ctx, wanted?: string): Promise<Place | undefined> {
  const { own } = await ownersFor(ctx)
  const owner = wanted === undefined ? own[0] : own.find((each) => each.code === wanted)
  return owner && { owner, owners: own, choices: await choicesFor(ctx, owner, own, await organisationNames(ctx.db)) }
}

async function newPage(ctx: Ctx, wanted?: string, problem: Problem = {}): Promise<Reply> {
  const place = await placeOf(ctx, wanted)
  if (!place) return noOwner
  const values = { to: place.owner.code, ...problem.values }
  return page({ title: 'Issue a document', body: <NewDocument {...place} />, breadcrumbs: crumbs, ...problem, values })
}

/** Under which field of the form a refusal is told. */
const fieldOf = (refusalCode: string): string =>
  ({ body: 'text', distribution: 'others', title: 'title', 'what-changed': 'changed' })[refusalCode] ?? 'text'

const again = (ctx: Ctx, { values, errors }: InvalidInput): Promise<Reply> =>
  newPage(ctx, String(values['owner'] ?? ''), { values, errors })

const newRoute = defineRoute({
  method: 'GET',
  path: '/documents/new',
  permission: 'document.issue',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => newPage(ctx, owner),
})

const issueRoute = defineRoute({
  method: 'POST',
  path: '/documents/new',
  permission: 'document.issue',
  audit: 'document.issue',
  input: z.object({ owner: code, kind: kindInput, title, text: longText, to: several, others: longText }),
  invalid: again,
  async handle(ctx, typed) {
    const place = await placeOf(ctx, typed.owner)
    if (!place) return noOwner
    const done = await issueDocument(ctx, {
      owner: typed.owner,
      kind: typed.kind,
      title: typed.title,
      body: bodyOfText(typed.text),
      distribution: distributionOf(place.choices, typed.to, typed.others),
    })
    if (done.ok)
      return redirect(documentAddress(done.value.documentNo), `It is issued as document ${done.value.documentNo}.`)
    return newPage(ctx, typed.owner, { errors: { [fieldOf(done.code)]: done.message }, values: typed })
  },
})

/** Who it went to stays ticked and typed. */
const sameAgain = ({ distribution }: IssuedDocument): FormValues => ({
  to: distribution.flatMap(({ organisation }) => (organisation ? [organisation] : [])),
  others: distribution.flatMap(({ name, organisation }) => (organisation ? [] : [name])).join('\n'),
})

async function nextPage(ctx: Ctx, number: number, problem: Problem = {}): Promise<Reply> {
  const document = await findDocument(ctx, number)
  const place = document && (await placeOf(ctx, document.owner))
  if (!document || !place) return noSuchDocument
  const values = { ...sameAgain(document), ...problem.values }
  const body = <NextVersion document={document} choices={place.choices} />
  return page({ title: 'Issue the next version', body, breadcrumbs: crumbs, ...problem, values })
}

const nextRoute = defineRoute({
  method: 'GET',
  path: '/documents/:document/next',
  permission: 'document.issue',
  audit: null,
  input: z.object({ document: documentNo }),
  handle: (ctx, { document }) => nextPage(ctx, document),
})

const issueNextRoute = defineRoute({
  method: 'POST',
  path: '/documents/:document/next',
  permission: 'document.issue',
  audit: 'document.issue',
  input: z.object({
    document: documentNo,
    after: z.coerce.number().int().positive().max(10_000),
    title,
    text: longText,
    changed: longText,
    to: several,
    others: longText,
  }),
  invalid: (ctx, { values, errors }) => nextPage(ctx, Number(values['document']) || 0, { values, errors }),
  async handle(ctx, { document: number, ...typed }) {
    const before = await findDocument(ctx, number)
    const place = before && (await placeOf(ctx, before.owner))
    if (!before || !place) return noSuchDocument
    const kept = before.body.blocks.filter(({ type }) => type === 'file')
    const done = await issueDocument(ctx, {
      owner: before.owner,
      kind: before.kind,
      documentNo: number,
      after: typed.after,
      title: typed.title,
      body: { blocks: [...bodyOfText(typed.text).blocks, ...kept] },
      distribution: distributionOf(place.choices, typed.to, typed.others),
      whatChanged: typed.changed,
    })
    if (done.ok) return redirect(documentAddress(number), `Version ${done.value.version} is issued.`)
    // Whoever was slower is asked to look, and then follows the version that came between.
    const values = { ...typed, after: String(typed.after) }
    return nextPage(ctx, number, { errors: { [fieldOf(done.code)]: done.message }, values })
  },
})

export const issueRoutes: readonly Route[] = [newRoute, issueRoute, nextRoute, issueNextRoute]
