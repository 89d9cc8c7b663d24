import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type FinancialYear, type Refused, type Result, mayDo, ok, refused } from '#shared'
import { insertEntry } from '../ledger/ledger.store.ts'
import { closePostings } from '../ledger/savings-postings.ts'
import { lockSavings } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertClose, insertResults } from './close.store.ts'
import type { PracticeResult } from './closing.ts'
import { type ClosePreview, type PreviewRefusal, closePreview } from './preview.view.ts'
import type { YearFacts } from './year-facts.ts'

export interface YearToClose {
  readonly commissioner: string
  readonly year: FinancialYear
  /** The fingerprint of the preview that was looked at. */
  readonly seenSha: string
  /** Why it is closed although something is not in; needed where the check list warns. */
  readonly words: string
}

export type CloseRefusal = WordsRefusal | PreviewRefusal | 'not-allowed' | 'not-in' | 'changed' | 'nothing'

/** Looks up what a closing rests on; nothing where no budget was issued. */
export type FindYearFacts = (ctx: Ctx, year: Pick<YearFacts, 'commissioner' | 'year'>) => Promise<YearFacts | undefined>

function refuseFacts({ checks, lines, year }: YearFacts, words: string): Refused<CloseRefusal> | undefined {
  const missing = checks.filter(({ state }) => state === 'refuse')
  if (missing.length > 0)
    return refused('not-in', `${year} cannot be closed yet. ${missing.map((check) => check.words).join(' ')}`)
  if (lines.length === 0) return refused('nothing', `No practice has a budget of ${year}: there is nothing to close.`)
  const isWarned = checks.some(({ state }) => state === 'warn')
  return refuseWords(words, 'Not everything is in. Say in a few words why the year is closed all the same.', isWarned)
}

async function ready(
  ctx: Ctx,
  tx: Database,
  { find, wanted }: { readonly find: FindYearFacts; readonly wanted: YearToClose },
): Promise<Refused<CloseRefusal> | ClosePreview> {
  const held = { ...ctx, db: tx }
  const facts = await find(held, wanted)
  if (!facts) return refused('nothing', `No budget of ${wanted.year} was issued: there is nothing to close.`)
  const preview = await closePreview(held, facts)
  if (!preview.ok) return preview
  const wrong = refuseFacts(facts, wanted.words.trim())
  if (wrong) return wrong
  return preview.value.seenSha === wanted.seenSha
    ? preview.value
    : refused('changed', 'Something changed since you looked: a figure, a use or a credit. Look at it once more.')
}

async function postResult(
  ctx: Ctx,
  tx: Database,
  closed: { closeNo: number; facts: YearFacts },
  result: PracticeResult,
) {
  const { commissioner, year } = closed.facts
  const postings = closePostings(year, result, result.carried)
  if (postings.length === 0) return
  await insertEntry(
    tx,
    {
      commissioner,
      practice: result.practice,
      kind: 'close',
      close_no: closed.closeNo,
      use_no: null,
      request_no: null,
      reverses: null,
      words: `${year} closed`,
      asked_by: null,
      asked_by_person: null,
      posted_by: ctx.actor.name,
      posted_by_person: ctx.actor.userId ?? null,
      posted_at: ctx.clock.now(),
    },
    postings,
  )
}

/**
 * Closes a year once and for ever, as it was looked at: the result of every practice, the ledger and the journal in one transaction.
 * What is not in yet refuses it, or must be answered for in words.
 */
export async function closeYear(
  ctx: Ctx,
  wanted: YearToClose,
  find: FindYearFacts,
): Promise<Result<{ closeNo: number; practices: number }, CloseRefusal>> {
  const { commissioners } = ctx.scope
  const isOwn = commissioners === 'all' || commissioners.includes(wanted.commissioner)
  if (!mayDo(ctx.scope, 'budget.set') || !isOwn) return refused('not-allowed', 'You may not close this year.')
  return ctx.transaction(async (tx) => {
    await lockSavings(tx, wanted.commissioner)
    const preview = await ready(ctx, tx, { find, wanted })
    if ('code' in preview) return preview
    const { facts, terms, results, seenSha } = preview
    const words = wanted.words.trim()
    const closeNo = await insertClose(tx, {
      commissioner: facts.commissioner,
      year: facts.year,
      budget_no: facts.budgetNo,
      budget_version: facts.budgetVersion,
      terms: JSON.stringify(terms),
      checks: JSON.stringify(facts.checks),
      seen_mark: seenSha,
      words: words || null,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    await insertResults(tx, closeNo, preview)
    for (const result of results) await postResult(ctx, tx, { closeNo, facts }, result)
    const about = { budget: facts.budgetNo, version: facts.budgetVersion, practices: results.length }
    await ctx.audit(
      tx,
      'savings.close',
      `${facts.commissioner} ${facts.year}`,
      about,
      words === '' ? {} : { purpose: words },
    )
    return ok({ closeNo, practices: results.length })
  })
}
