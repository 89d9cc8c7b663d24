import type { Database } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import {
  type PlainDate,
  type Refused,
  type Result,
  dayInLondon,
  findPatientData,
  mayDo,
  ok,
  patientDataRefusal,
  refused,
} from '#shared'
import { type DocumentBody, type DocumentKind, type Recipient, documentBody } from '../model/document.ts'
import { linesOf } from '../model/lines-of.ts'
import { findDocument } from '../reading/documents.view.ts'
import { insertDocument, insertRecipients, insertVersion, lockDocument } from '../stores/document.store.ts'
import { fingerprintOf } from './fingerprint.ts'
import { deedOf } from './person.ts'

export interface DocumentToIssue {
  /** A group or a commissioner. */
  readonly owner: string
  readonly kind: DocumentKind
  readonly title: string
  readonly body: DocumentBody
  readonly distribution: readonly Recipient[]
  /** The number under which it is a further version; without one it gets a number of its own. */
  readonly documentNo?: number
  /** The version that whoever issues this one had before them: another since then refuses it. */
  readonly after?: number
  /** What changed, in words; what changed line by line is found anyway. */
  readonly whatChanged?: string
  /** Today, without one. */
  readonly issuedOn?: PlainDate
}

export interface Issued {
  readonly documentNo: number
  readonly version: number
  readonly sha256: string
  readonly issuedOn: PlainDate
}

export type IssueRefusal =
  | 'not-found'
  | 'title'
  | 'body'
  | 'distribution'
  | 'what-changed'
  | 'names-patient'
  | 'changed'
  | 'same'

/** What lands with the version in one transaction, such as that it is the minutes of a meeting. */
export type Alongside = (tx: Database, issued: Issued) => Promise<void>

const noOwner = (): Refused<'not-found'> =>
  refused('not-found', 'There is nothing here that you may issue in this name. Check the organisation and the number.')

const longest = { title: 200, words: 2_000, lines: 20_000, recipients: 1_000 }

function refuseNaming(field: string, text: string, writtenOn: PlainDate): Refused<'names-patient'> | undefined {
  const named = findPatientData(text, { writtenOn })
  return named.length > 0 ? refused('names-patient', patientDataRefusal(field, named)) : undefined
}

function refuseLines(lines: readonly string[], writtenOn: PlainDate): Refused<'names-patient'> | undefined {
  const found = lines.flatMap((line, at) =>
    findPatientData(line, { writtenOn }).map((one) => ({ ...one, line: at + 1 })),
  )
  return found.length > 0 ? refused('names-patient', patientDataRefusal('text', found)) : undefined
}

/** What is wrong with it whatever was issued before. */
function refuseText(toIssue: DocumentToIssue, today: PlainDate): Refused<IssueRefusal> | undefined {
  const { title, body, distribution, whatChanged = '' } = toIssue
  if (title.trim() === '' || title.trim().length > longest.title)
    return refused('title', `Give it a title of at most ${longest.title} characters.`)
  const lines = linesOf(body)
  if (lines.length === 0) return refused('body', 'There is nothing in it yet: write its text.')
  if (lines.length > longest.lines || !documentBody.safeParse(body).success)
    return refused('body', 'It is too long to be issued as one paper. Issue it in parts.')
  if (distribution.length === 0)
    return refused('distribution', 'Say to whom it goes: at least one name or organisation.')
  if (distribution.length > longest.recipients)
    return refused(
      'distribution',
      `It can go to at most ${longest.recipients} at once. Name their organisation instead.`,
    )
  if (whatChanged.length > longest.words)
    return refused('what-changed', `Say what changed in at most ${longest.words} characters.`)
  const named = distribution.map(({ name }) => name).join('\n')
  return (
    refuseNaming('title', title, today) ??
    refuseNaming('what changed', whatChanged, today) ??
    refuseNaming('distribution', named, today) ??
    refuseLines(lines, today)
  )
}

/** Nothing where it is the first version. */
async function refuseAfter(ctx: Ctx, toIssue: DocumentToIssue): Promise<Refused<IssueRefusal> | { latest: number }> {
  if (toIssue.documentNo === undefined) return { latest: 0 }
  const before = await findDocument(ctx, toIssue.documentNo)
  if (!before || before.owner !== toIssue.owner || before.kind !== toIssue.kind) return noOwner()
  if (toIssue.after !== undefined && toIssue.after !== before.latest)
    return refused(
      'changed',
      `Version ${before.latest} was issued by ${before.issuedBy} while you wrote. Nothing of yours is lost: look at what ` +
        'changed, put it into your text, and issue it again.',
    )
  if (fingerprintOf(toIssue.title.trim(), toIssue.body) === before.sha256)
    return refused(
      'same',
      `This says the same as version ${before.latest}. Change something, or leave that as it stands.`,
    )
  return { latest: before.latest }
}

async function writeVersion(ctx: Ctx, tx: Database, toIssue: DocumentToIssue, latest: number): Promise<Issued> {
  const { owner, kind, body, distribution } = toIssue
  const deed = deedOf(ctx.actor, ctx.clock.now())
  const title = toIssue.title.trim()
  const documentNo = toIssue.documentNo ?? (await insertDocument(tx, { owner, kind, ...deed }))
  const issuedOn = toIssue.issuedOn ?? dayInLondon(ctx.clock.now())
  const [version, sha256] = [latest + 1, fingerprintOf(title, body)]
  await insertVersion(tx, {
    document_no: documentNo,
    version,
    owner,
    title,
    issued_on: issuedOn,
    body: JSON.stringify(body),
    what_changed: toIssue.whatChanged?.trim() ?? '',
    sha256,
    ...deed,
  })
  await insertRecipients(tx, { documentNo, version, owner }, distribution)
  return { documentNo, version, sha256, issuedOn }
}

/**
 * Issues a paper: the first version under a number of its own, or the next under a number it has. Who may issue for the owner is held
 * to here and by the database; an owner that is not the asker's is answered as one that does not exist.
 */
export async function issueDocument(
  ctx: Ctx,
  toIssue: DocumentToIssue,
  alongside?: Alongside,
): Promise<Result<Issued, IssueRefusal>> {
  if (!mayDo(ctx.scope, 'document.issue') || !(await ownersFor(ctx)).actsFor(toIssue.owner)) return noOwner()
  const wrong = refuseText(toIssue, dayInLondon(ctx.clock.now()))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    if (toIssue.documentNo !== undefined) await lockDocument(tx, toIssue.documentNo)
    const before = await refuseAfter({ ...ctx, db: tx }, toIssue)
    if ('code' in before) return before
    const issued = await writeVersion(ctx, tx, toIssue, before.latest)
    await alongside?.(tx, issued)
    const about = {
      kind: toIssue.kind,
      owner: toIssue.owner,
      version: issued.version,
      recipients: toIssue.distribution.length,
    }
    await ctx.audit(tx, 'document.issue', `document ${issued.documentNo}`, about, { after: issued.sha256 })
    return ok(issued)
  })
}
