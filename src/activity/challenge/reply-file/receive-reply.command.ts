import { createHash } from 'node:crypto'
import { type Ctx, type SheetsFile, readSheets } from '#platform'
import { type Result, ok, refused } from '#shared'
import { type ChangeRefusal, type Held, changeChallenge, noChallenge } from '../answering/change-challenge.command.ts'
import type { Challenge } from '../model/challenge.ts'
import { findReference } from '../model/reference.ts'
import { stageWords } from '../model/words.ts'
import { type NewEvent, insertReplyFile } from '../stores/challenge.store.ts'
import { checkRows } from './check-rows.ts'
import { type ReplyRow, readRows } from './read-rows.ts'

export type ReceiveRefusal =
  | ChangeRefusal
  | 'unreadable'
  | 'wrong-columns'
  | 'wrong-reference'
  | 'wrong-rows'
  | 'no-answers'
  | 'received-before'

export interface ReplyFile extends SheetsFile {
  /** Of the challenge whose page it was sent on; at the command line the file itself says it. */
  readonly reference?: string
}

export interface Received {
  readonly challenge: Challenge
  readonly answers: number
}

interface ReadFile {
  readonly reference: string
  readonly sha256: string
  readonly rows: readonly ReplyRow[]
}

/** A reply is some thousands of rows; one that is larger is another file. */
const maxBytes = 16 * 1024 ** 2

function referenceOf([first]: readonly ReplyRow[], expected?: string): Result<string, ReceiveRefusal> {
  const said = first?.cells.reference ?? ''
  const reference = findReference(said)
  const where = `Row ${first?.row ?? 2}, column reference (“${said.slice(0, 40)}”)`
  if (!reference)
    return refused(
      'wrong-reference',
      `Nothing was taken. ${where}: it is no reference of a challenge, which looks like CH-2007-10-RAL-1.`,
    )
  return expected === undefined || expected === reference
    ? ok(reference)
    : refused(
        'wrong-reference',
        `Nothing was taken. ${where}: the file is of another challenge, and was sent on the page of ${expected}. Send it on its own page.`,
      )
}

async function readReply(file: ReplyFile): Promise<Result<ReadFile, ReceiveRefusal>> {
  const read = await readSheets({ maxBytes, maxUnpackedBytes: 4 * maxBytes, ...file })
  if (!read.ok) return refused('unreadable', `Nothing was taken. ${read.message}`)
  const rows = readRows(read.value.sheets)
  if (!rows.ok) return refused('wrong-columns', `Nothing was taken. ${rows.message}`)
  const reference = referenceOf(rows.value, file.reference)
  if (!reference.ok) return reference
  const sha256 = createHash('sha256').update(read.value.bytes).digest('hex')
  return ok({ reference: reference.value, sha256, rows: rows.value })
}

const over = ({ standing, challenge }: Held): Result<never, ReceiveRefusal> =>
  refused(
    'not-now',
    `Nothing was taken: ${challenge.head.reference} is ${stageWords[standing.stage].text.toLowerCase()}, and takes no reply.`,
  )

async function take(
  ctx: Ctx,
  held: Held,
  { sha256, rows }: ReadFile,
  name: string,
): Promise<Result<readonly NewEvent[], ReceiveRefusal>> {
  const { tx, challenge, standing } = held
  const answers = checkRows(challenge, standing.items, rows)
  if (!answers.ok && answers.code === 'wrong-rows') return answers
  // A file that was taken before brings nothing new; that it was is the better word.
  const count = answers.ok ? answers.value.length : 0
  if (!(await insertReplyFile(ctx, tx, challenge.head.challengeId, { sha256, fileName: name, answers: count })))
    return refused(
      'received-before',
      `Nothing was taken: this very file was received before, as a reply to ${challenge.head.reference}.`,
    )
  if (!answers.ok) return answers
  if (!['sent', 'acknowledged', 'replied'].includes(standing.stage)) return over(held)
  return ok([
    ...answers.value.map((one) => ({
      event: 'answer-saved' as const,
      side: 'provider' as const,
      fileSha256: sha256,
      ...one,
    })),
    { event: 'reply-submitted', side: 'provider', fileSha256: sha256 },
  ])
}

class NothingTaken extends Error {
  constructor(readonly refusal: Result<never, ReceiveRefusal>) {
    super('nothing taken')
  }
}

/**
 * Takes a reply that the provider returned as a file, by its reference and the number of each item. Nothing is taken unless the whole
 * file is right; a file that was taken is recognised by its contents, whatever it is called now.
 */
export async function receiveReply(ctx: Ctx, file: ReplyFile): Promise<Result<Received, ReceiveRefusal>> {
  const read = await readReply(file)
  if (!read.ok) return read
  let answers = 0
  try {
    const changed = await changeChallenge<ReceiveRefusal>(ctx, {
      reference: read.value.reference,
      side: 'provider',
      action: 'challenge.receive',
      detail: { file: file.name, sha256: read.value.sha256 },
      async decide(held) {
        if (['draft', 'practice-query'].includes(held.standing.stage)) return noChallenge(read.value.reference)
        if (['closed', 'withdrawn'].includes(held.standing.stage)) return over(held)
        const taken = await take(ctx, held, read.value, file.name)
        // What was noted of the file goes back with everything else.
        if (!taken.ok) throw new NothingTaken(taken)
        answers = taken.value.length - 1
        return taken
      },
    })
    return changed.ok ? ok({ challenge: changed.value, answers }) : changed
  } catch (fault) {
    if (fault instanceof NothingTaken) return fault.refusal
    throw fault
  }
}
