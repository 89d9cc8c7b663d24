import type { Ctx } from '#platform'
import { type Month, dayInLondon, formatMonth, monthOf, monthsThrough, addMonths } from '#shared'
import {
  type FormErrors,
  type FormValues,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { findIndicator, standingOf } from '../figures/indicators.view.ts'
import { noteFigure } from '../figures/note-figure.command.ts'
import { rebase } from '../figures/rebase.command.ts'
import { noSuchIndicator } from '../figures/no-such-indicator.ts'
import { changeIndicator, mayChange } from '../figures/save-indicator.command.ts'
import { plainText } from '../model/amount.ts'
import { chartOf } from '../model/indicator.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import { indicatorAddress, indicatorsAddress } from './addresses.ts'
import { IndicatorBody } from './indicator-body.tsx'
import { microOrNothing, monthInput, number, words } from './indicator-input.ts'
import { figuresOnPage, figuresTable, isHeldBack } from './indicator-tables.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

/** Months that may get a figure: the last two years, up to this one. */
const monthsToNote = (now: Month): Month[] => monthsThrough(addMonths(now, -23), now).toReversed()

async function indicatorPage(ctx: Ctx, indicatorNo: number, problem: Problem = {}): Promise<Reply> {
  const indicator = await findIndicator(ctx, indicatorNo)
  if (!indicator) return notFound(noSuchIndicator().message)
  const chart = chartOf(indicator, indicatorPolicy())
  const today = dayInLondon(ctx.clock.now())
  const isHidden = isHeldBack(indicator, ctx.scope.smallNumbers)
  const table = figuresTable(indicator, chart)
  const body = (
    <IndicatorBody
      indicator={indicator}
      chart={chart}
      standing={standingOf(indicator, today)}
      table={figuresOnPage(table)}
      isHidden={isHidden}
      mayChange={await mayChange(ctx, indicator.owner)}
      months={monthsToNote(monthOf(today))}
      baseline={indicatorPolicy().baseline_months}
    />
  )
  return page({
    title: indicator.title,
    body,
    tables: isHidden ? [] : [table],
    breadcrumbs: [{ text: 'Indicators', href: indicatorsAddress(indicator.owner) }],
    ...problem,
  })
}

const asked = z.object({ indicator: number })

const seenRoute = defineRoute({
  method: 'GET',
  path: '/indicators/:indicator',
  permission: 'programme.read',
  audit: null,
  input: asked,
  handle: (ctx, { indicator }) => indicatorPage(ctx, indicator),
})

async function again(ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> {
  const read = asked.safeParse({ indicator: values['indicator'] })
  return read.success
    ? indicatorPage(ctx, read.data.indicator, { values, errors })
    : notFound(noSuchIndicator().message)
}

const figureRoute = defineRoute({
  method: 'POST',
  path: '/indicators/:indicator/figures',
  permission: 'indicator.change',
  audit: 'indicator.figure',
  input: asked.extend({ month: monthInput, value: microOrNothing, source: words }),
  invalid: again,
  async handle(ctx, { indicator, month, value, source }) {
    const done = await noteFigure(ctx, { indicatorNo: indicator, month, value, source })
    const said = value === null ? 'is taken back' : 'is written down'
    if (done.ok) return redirect(indicatorAddress(indicator), `The figure of ${formatMonth(month)} ${said}.`)
    if (done.code === 'not-found') return notFound(done.message)
    const fields = { month: 'month', none: 'value' } as Readonly<Record<string, string>>
    const values = { month, value: value === null ? '' : plainText(value), source }
    return indicatorPage(ctx, indicator, { errors: { [fields[done.code] ?? 'source']: done.message }, values })
  },
})

const rebaseRoute = defineRoute({
  method: 'POST',
  path: '/indicators/:indicator/rebase',
  permission: 'indicator.change',
  audit: 'indicator.rebase',
  input: asked.extend({ beginning: monthInput, event: z.enum(['set', 'dropped']), why: words }),
  invalid: again,
  async handle(ctx, { indicator, beginning, event, why }) {
    const done = await rebase(ctx, { indicatorNo: indicator, month: beginning, event, words: why })
    const said = event === 'set' ? 'The limits begin anew in' : 'The limits no longer begin anew in'
    if (done.ok) return redirect(indicatorAddress(indicator), `${said} ${formatMonth(beginning)}.`)
    if (done.code === 'not-found') return notFound(done.message)
    const field = done.code === 'month' ? 'beginning' : 'why'
    return indicatorPage(ctx, indicator, { errors: { [field]: done.message }, values: { beginning, event, why } })
  },
})

const closeRoute = defineRoute({
  method: 'POST',
  path: '/indicators/:indicator/close',
  permission: 'indicator.change',
  audit: 'indicator.change',
  input: asked.extend({ seen: number, closed: z.enum(['yes', 'no']) }),
  async handle(ctx, { indicator, seen, closed }) {
    const change = { indicatorNo: indicator, seenVersion: seen, isClosed: closed === 'yes' }
    const done = await changeIndicator(ctx, change)
    if (done.ok) return redirect(indicatorAddress(indicator), closed === 'yes' ? 'It is closed.' : 'It is open again.')
    return done.code === 'not-found' ? notFound(done.message) : refusal(409, done.message, 'Not done')
  },
})

export const indicatorRoutes: readonly Route[] = [seenRoute, figureRoute, rebaseRoute, closeRoute]
