import { type Block, type Issued, issueDocument, listDocuments } from '#programme/documents'
import type { Ctx } from '#platform'
import { type Result, refused } from '#shared'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { type Body, type Terms, isMemberOn, memberKindWords } from '../model/body.ts'
import { findBody } from './bodies.view.ts'

const heading = (text: string): Block => ({ type: 'heading', level: 2, text })
const paragraph = (text: string): Block => ({ type: 'paragraph', text })

function schedule({ everyMonths, starts, minutesLong, place }: Terms, after: Body | undefined): string {
  const often =
    everyMonths === null ? 'as it is called' : everyMonths === 1 ? 'every month' : `every ${everyMonths} months`
  const when = after ? `straight after the ${after.name}` : `${often}, at ${starts}`
  return `It meets ${when}, for ${minutesLong} minutes${place === '' ? '' : `, at ${place}`}.`
}

/** What a body is for, who is in it and when it may decide, as a paper. */
function textOf({ name, terms }: Body, after: Body | undefined): readonly Block[] {
  const rules = terms.rules.map(({ kind, least }) => [memberKindWords[kind], String(least)])
  return [
    heading('What it is for'),
    paragraph(terms.purpose || `The ${name} has not said yet what it is for.`),
    heading('Members'),
    ...(rules.length === 0
      ? [paragraph('No kind of member is asked for.')]
      : [
          {
            type: 'table' as const,
            caption: 'There are at least',
            columns: ['As', 'Members'],
            rows: rules,
            numeric: [1],
          },
        ]),
    heading('Deciding'),
    paragraph(
      `${terms.quorum} ${terms.quorum === 1 ? 'member decides' : 'members decide'} at least. Whoever has an interest in an item says so, ` +
        'and neither decides it nor writes down what was decided.',
    ),
    heading('Meetings'),
    paragraph(schedule(terms, after)),
  ]
}

/** Issues the terms of a body as a document for its members and whoever belongs to its owner: the next version, where it has one. */
export async function issueTerms(ctx: Ctx, bodyNo: number): Promise<Result<Issued>> {
  const body = await findBody(ctx, bodyNo)
  if (!body || !(await mayRun(ctx, body.owner))) return notHere()
  const after = body.terms.afterBody === null ? undefined : await findBody(ctx, body.terms.afterBody)
  const title = `Terms of reference: ${body.name}`
  const known = await listDocuments(ctx, { owner: body.owner, kind: 'terms-of-reference' })
  const before = known.find((one) => one.title === title)
  const members = body.members.filter((member) => isMemberOn(member, today(ctx)))
  const issued = await issueDocument(ctx, {
    owner: body.owner,
    kind: 'terms-of-reference',
    title,
    body: { blocks: [...textOf(body, after)] },
    distribution: [
      { name: body.name, organisation: body.owner },
      ...members.map(({ name, personId }) => ({ name, personId })),
    ],
    ...(before && { documentNo: before.documentNo }),
  })
  return issued.ok || issued.code !== 'same'
    ? issued
    : refused('same', `They are issued already as they are, in document ${before!.documentNo}. Change the terms first.`)
}
