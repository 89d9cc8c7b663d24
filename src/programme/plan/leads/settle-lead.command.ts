import type { Ctx } from '#platform'
import { listPersons } from '#programme/leads'
import { type Result, ok, refused } from '#shared'
import { notFound } from '../items/change-item.command.ts'
import { planItems } from '../items/items.view.ts'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertSettlement } from '../stores/plan.store.ts'
import { mayRun } from '../stores/reach.view.ts'
import { type WordsRefusal, refuseWords } from '../stores/refuse-words.ts'
import type { Meaning } from './lead.ts'

/** What somebody says that words among the leads mean. */
export interface LeadToSettle {
  readonly owner: string
  readonly leadText: string
  /** One item alone; wherever it stands, without it. */
  readonly itemNo: number | null
  /** `open` takes back what was said before. */
  readonly meaning: Meaning | 'open'
  readonly people: readonly number[]
  /** What the post or the body is called; its own words without it. */
  readonly words: string
}

export type SettleRefusal = WordsRefusal | 'not-found' | 'people'

/** Remembers what words among the leads mean, for one item or for every one. Nothing in the plan's own words is changed. */
export async function settleLead(
  ctx: Ctx,
  settled: LeadToSettle,
): Promise<Result<{ settlementNo: number }, SettleRefusal>> {
  const { owner, itemNo, meaning, people } = settled
  const leadText = settled.leadText.replaceAll(/\s+/g, ' ').trim()
  if (!(await mayRun(ctx, owner))) return notFound()
  if (leadText === '') return refused('words', 'Say which words of the leads are meant.')
  const wrong =
    refuseWords('Lead', leadText, { most: 200 }) ?? refuseWords('Post or body', settled.words, { most: 200 })
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const asking = { ...ctx, db: tx }
    const known = new Set((await listPersons(asking, { owner })).map(({ personNo }) => personNo))
    if (meaning === 'people' && (people.length === 0 || people.some((each) => !known.has(each))))
      return refused('people', 'Choose who is meant, among the people of the register.')
    if (itemNo !== null && !(await planItems(asking, { owner })).some((item) => item.itemNo === itemNo))
      return notFound()
    const isNamed = meaning === 'post' || meaning === 'body'
    const said = { lead_text: leadText, item_no: itemNo, meaning, people: meaning === 'people' ? [...people] : [] }
    const row = { ...said, words: isNamed ? settled.words.trim() || leadText : '' }
    const settlementNo = await insertSettlement(tx, { owner, ...row, ...deedOf(ctx) })
    await ctx.audit(
      tx,
      meaning === 'open' ? 'plan.unsettle' : 'plan.settle',
      owner,
      { lead: leadText, meaning },
      { after: row },
    )
    return ok({ settlementNo })
  })
}
