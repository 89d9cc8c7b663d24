import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Ctx, type Run, findRun } from '#platform'
import {
  Inset,
  PageHeading,
  ProgressBar,
  type ServerEvent,
  SummaryList,
  type SummaryRow,
  Tag,
  defineRoute,
  eventStream,
  notFound,
  page,
} from '#ui'
import { isOver, kindWords, outcomeHref, outcomeMessage, progressOf, stateWords } from './run-words.ts'

const runNumber = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })
const noSuchRun = notFound('There is no such run. Check its number in the address, or start from the home page.')

const clockTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })

const timeRow = (key: string, at: Date | null): SummaryRow[] => (at ? [{ key, value: clockTime.format(at) }] : [])

function rowsOf(run: Run): SummaryRow[] {
  const { text, tone } = stateWords[run.state]
  return [
    { key: 'State', value: <Tag tone={tone}>{text}</Tag> },
    { key: 'Started by', value: run.actor },
    ...timeRow('Asked for', run.queuedAt),
    ...timeRow('Started', run.startedAt),
    ...timeRow('Finished', run.finishedAt),
  ]
}

function RunBody({ run }: { run: Run }) {
  const message = outcomeMessage(run.outcome)
  const href = outcomeHref(run.outcome)
  return (
    <>
      <PageHeading caption={`Run ${run.runId}`}>{kindWords(run.kind)}</PageHeading>
      {!isOver(run) && <ProgressBar {...progressOf(run)} events={`/runs/${run.runId}/events`} />}
      {message && (
        <Inset>
          <p>{message}</p>
        </Inset>
      )}
      <p>{stateWords[run.state].meaning}</p>
      <SummaryList rows={rowsOf(run)} />
      {href && (
        <p>
          <a className="nhsuk-button" href={href}>
            See the result
          </a>
        </p>
      )}
    </>
  )
}

export const runPage = defineRoute({
  method: 'GET',
  path: '/runs/:id',
  permission: 'run.read',
  audit: null,
  input: runNumber,
  async handle(ctx, { id }) {
    const run = await findRun(ctx, id)
    if (!run) return noSuchRun
    const title = `${kindWords(run.kind)}: ${stateWords[run.state].text.toLowerCase()}`
    return page({ title, body: <RunBody run={run} />, refreshSeconds: isOver(run) ? undefined : 3 })
  },
})

const betweenLooksMs = 500

/** Tells how far the run is each time that changed, and ends when it is over or the browser is gone. */
async function* runEvents(ctx: Ctx, id: number, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  let told = ''
  while (!signal.aborted) {
    const run = await findRun(ctx, id)
    if (!run || isOver(run)) return yield { event: 'finished', data: { state: run?.state } }
    const now = progressOf(run)
    if (JSON.stringify(now) !== told) yield { event: 'progress', data: now }
    told = JSON.stringify(now)
    await pause(betweenLooksMs, undefined, { signal }).catch(() => undefined)
  }
}

export const runEventsRoute = defineRoute({
  method: 'GET',
  path: '/runs/:id/events',
  permission: 'run.read',
  audit: null,
  input: runNumber,
  async handle(ctx, { id }, { signal }) {
    return (await findRun(ctx, id)) ? eventStream(runEvents(ctx, id, signal)) : noSuchRun
  },
})
