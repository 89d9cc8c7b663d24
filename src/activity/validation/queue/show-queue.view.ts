import { monthsWithActivity } from '#activity/import'
import { podNames } from '#activity/pricing'
import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, type Result, mayDo, ok, refused } from '#shared'
import { shippedRules } from '../rules/catalogue.view.ts'
import { itemsPerPage } from './posted.ts'
import type { QueueShown } from './queue-body.tsx'
import type { ItemNames } from './queue-item-field.tsx'
import { practiceQueue, queuePractices } from './queue.view.ts'

export interface QueueAsked {
  readonly month: Month
  readonly practice?: string
  readonly show?: 'todo' | 'done'
  readonly page?: number
}

/** Where no practice was named and there are several: which there are. */
export interface WhichPractice {
  readonly kind: 'which'
  readonly month: Month
  readonly practices: readonly { readonly code: string; readonly name: string }[]
}

export type Shown = ({ readonly kind: 'queue' } & QueueShown) | WhichPractice

async function itemNames(ctx: Ctx): Promise<ItemNames> {
  const [pods, organisations] = await Promise.all([podNames(), organisationNames(ctx.db)])
  return {
    pods,
    organisations,
    rules: new Map(shippedRules().map(({ code, title }) => [code, title])),
    mayAsk: mayDo(ctx.scope, 'identity.open'),
  }
}

const notYours = (practice: string) =>
  refused('no-practice', `There is no queue of “${practice}” here that you may open. Check the code in the address.`)

/** The queue of the practice asked for, or of the only one that the asker may open. */
export async function showQueue(ctx: Ctx, asked: QueueAsked): Promise<Result<Shown, 'no-practice'>> {
  const { month, show = 'todo' } = asked
  const [practices, months, names] = await Promise.all([
    queuePractices(ctx, month),
    monthsWithActivity(ctx),
    itemNames(ctx),
  ])
  const practice = asked.practice ?? (practices.length === 1 ? practices[0] : undefined)
  if (practice === undefined) {
    const named = practices.map((code) => ({ code, name: names.organisations.get(code) ?? code }))
    return ok({ kind: 'which', month, practices: named })
  }
  if (!practices.includes(practice) && ctx.scope.practices !== 'all') return notYours(practice)
  const queue = await practiceQueue(ctx, { month, practice })
  const wanted = queue.items.filter(({ isDone }) => isDone === (show === 'done'))
  const pages = Math.max(1, Math.ceil(wanted.length / itemsPerPage))
  const page = Math.min(Math.max(1, asked.page ?? 1), pages)
  const items = wanted.slice((page - 1) * itemsPerPage, page * itemsPerPage)
  return ok({ kind: 'queue', queue, show, items, page, pages, months, names })
}
