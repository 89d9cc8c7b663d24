import type { Asker, Ctx } from '#platform'
import type { Month } from '#shared'
import { type AnswerDeadline, answerDeadline } from '../findings/deadline.view.ts'
import type { Finding, Snapshot } from '../findings/finding-facts.ts'
import { answeringTables } from '../findings/finding-tables.store.ts'
import { findings } from '../findings/findings.view.ts'
import type { LineAnswer } from './line-answer.store.ts'
import { chanceLines } from './own-lines.view.ts'
import {
  type QueueItem,
  type QueueProgress,
  inOrder,
  isAsked,
  itemByChance,
  itemWithFindings,
  lineKey,
  progressOf,
} from './queue-item.ts'
import { queueTerms } from './queue-terms.view.ts'
import { isRaisedByPractice } from './verdict.ts'

export interface QueueDeadline extends AnswerDeadline {
  readonly snapshot: Snapshot
}

export interface Queue {
  readonly month: Month
  readonly practice: string
  readonly items: readonly QueueItem[]
  readonly progress: QueueProgress
  /** By when practices answer, the earliest of the versions that count; nothing where no calendar is loaded. */
  readonly deadline: QueueDeadline | undefined
}

interface Whose {
  readonly month: Month
  readonly practice: string
}

const grouped = (found: readonly Finding[]): ReadonlyMap<string, Finding[]> => {
  const lines = new Map<string, Finding[]>()
  for (const one of found) lines.set(lineKey(one), [...(lines.get(lineKey(one)) ?? []), one])
  return lines
}

/** The last that was said of each line without a finding. */
async function lineAnswers({ db }: Asker, { month, practice }: Whose): Promise<ReadonlyMap<string, LineAnswer>> {
  const rows = await answeringTables(db)
    .selectFrom('validation.line_answer as a')
    .selectAll('a')
    .where('a.month', '=', month)
    .where('a.practice', '=', practice)
    .orderBy('a.line_answer_id')
    .execute()
  return new Map(
    rows.map((row) => [
      lineKey({ provider: row.provider, lineId: row.line_id }),
      { lineAnswerId: row.line_answer_id, event: row.event, actor: row.actor, at: row.at },
    ]),
  )
}

/**
 * So many lines in which no check found anything, and what was said of them. One that its practice raised itself stands among the
 * findings.
 */
async function byChance(ctx: Ctx, whose: Whose, found: ReadonlyMap<string, Finding[]>): Promise<QueueItem[]> {
  const { sampleLines } = queueTerms(whose.month)
  const byCheck = new Set(
    [...found].filter(([, own]) => own.some(({ rule }) => !isRaisedByPractice(rule))).map(([key]) => key),
  )
  const [lines, answers] = await Promise.all([
    chanceLines(ctx, { ...whose, most: sampleLines + byCheck.size }),
    lineAnswers(ctx, whose),
  ])
  return lines
    .filter((line) => !byCheck.has(lineKey(line)))
    .slice(0, sampleLines)
    .filter((line) => !found.has(lineKey(line)))
    .map((line) => itemByChance(line, answers.get(lineKey(line))))
}

async function deadlineOf(ctx: Ctx, month: Month, items: readonly QueueItem[]): Promise<QueueDeadline | undefined> {
  const snapshot = items.some(({ line }) => line.snapshot === 'flex') ? 'flex' : 'freeze'
  const found = await answerDeadline(ctx, { month, snapshot })
  return found && { ...found, snapshot }
}

/** What a practice looks at in a month: its own lines alone, what is worth most first, then some that were drawn by chance. */
export async function practiceQueue(ctx: Ctx, whose: Whose): Promise<Queue> {
  const found = grouped((await findings(ctx, whose)).findings.filter(isAsked))
  const items = inOrder([...[...found.values()].map(itemWithFindings), ...(await byChance(ctx, whose, found))])
  return { ...whose, items, progress: progressOf(items), deadline: await deadlineOf(ctx, whose.month, items) }
}

/** The practices whose queue somebody may open, by code; all with findings in the month where they see every practice. */
export async function queuePractices({ db, scope }: Asker, month: Month): Promise<string[]> {
  if (scope.practices !== 'all')
    return scope.practices
      .filter(({ from, to }) => (from === undefined || from <= month) && (to === undefined || month < to))
      .map(({ practice }) => practice)
      .toSorted()
  const rows = await answeringTables(db)
    .selectFrom('validation.v_finding as f')
    .select('f.practice')
    .distinct()
    .where('f.month', '=', month)
    .where('f.practice', 'is not', null)
    .orderBy('f.practice')
    .execute()
  return rows.map(({ practice }) => practice!)
}
