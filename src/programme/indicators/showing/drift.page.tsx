import type { Ctx } from '#platform'
import { whoseProgramme } from '#programme/leads'
import { dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { effects } from '../drift/drift.ts'
import { findOneDrift, listDrift } from '../drift/drift.view.ts'
import { driftingNow } from '../drift/drifting-now.view.ts'
import { type DriftStep, stepDrift } from '../drift/end-drift.command.ts'
import { findDrift, mayAct } from '../drift/note-drift.command.ts'
import { driftAddress, driftListAddress } from './addresses.ts'
import { DriftBody } from './drift-body.tsx'
import { driftOnPage, driftTable, driftingTable } from './drift-tables.ts'
import { code, number, optionalCode, words } from './indicator-input.ts'
import { OwnerChoice } from './owner-choice.tsx'

const noDrift = (): Reply => notFound('There is no such drift here. Check its number.')

async function listPage(ctx: Ctx, asked: string | undefined): Promise<Reply> {
  const whose = await whoseProgramme(ctx, asked)
  if (!whose.ok) return notFound(whose.message)
  const { owner, owners } = whose.value
  const names = new Map(owners.seen.map(({ code: of, name }) => [of, name]))
  const drift = await listDrift(ctx, asked === undefined ? {} : { owner: asked })
  const table = driftTable(drift, (of) => names.get(of) ?? of)
  const mayLook = mayDo(ctx.scope, 'indicator.change') && owners.actsFor(owner.code)
  const body = (
    <>
      <PageHeading>Drift beyond a tolerance</PageHeading>
      <p>
        When an indicator, the budget, the plan or a target of the framework goes beyond its tolerance, a collective
        action is put on the next agenda, followed, and closed with its effect.
      </p>
      <OwnerChoice action="/drift" owners={owners.seen} current={asked ?? ''} all="All of them" />
      {mayLook && (
        <Form action="/drift/look">
          <HiddenField name="owner" value={owner.code} />
          <Button>Look for drift of {owner.name}</Button>
        </Form>
      )}
      <DataTable
        table={driftOnPage(table, asked !== undefined || owners.seen.length === 1)}
        exportable={false}
        empty="Nothing was found beyond its tolerance yet."
      />
      {table.rows.length > 0 && <DownloadLinks table={table} label="Download, with what was done" />}
    </>
  )
  return page({
    title: 'Drift beyond a tolerance',
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Indicators', href: '/indicators' }],
  })
}

const listRoute = defineRoute({
  method: 'GET',
  path: '/drift',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => listPage(ctx, owner),
})

const lookRoute = defineRoute({
  method: 'POST',
  path: '/drift/look',
  permission: 'indicator.change',
  audit: 'drift.find',
  input: z.object({ owner: code }),
  async handle(ctx, { owner }) {
    const done = await findDrift(ctx, { owner })
    if (!done.ok) return notFound(done.message)
    const { found, noted, onAgenda } = done.value
    const said =
      found.length === 0
        ? 'Nothing is beyond its tolerance.'
        : `${found.length} beyond their tolerance, ${noted.length} of them new; ${onAgenda} put on the agenda.`
    return redirect(driftListAddress(owner), said)
  },
})

async function driftPage(
  ctx: Ctx,
  driftNo: number,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const drift = await findOneDrift(ctx, driftNo)
  if (!drift) return noDrift()
  const now = await driftingNow(ctx, { owner: drift.owner, on: dayInLondon(ctx.clock.now()) })
  const same = now.filter(({ subject }) => subject === drift.subject)
  const body = (
    <DriftBody
      drift={drift}
      now={drift.kind === 'target' ? undefined : driftingTable(same)}
      mayAct={await mayAct(ctx, drift.owner)}
    />
  )
  const breadcrumbs = [{ text: 'Drift', href: driftListAddress(drift.owner) }]
  return page({ title: `Drift ${driftNo}: ${drift.title}`, body, breadcrumbs, ...problem })
}

const asked = z.object({ drift: number })

const seenRoute = defineRoute({
  method: 'GET',
  path: '/drift/:drift',
  permission: 'programme.read',
  audit: null,
  input: asked,
  handle: (ctx, { drift }) => driftPage(ctx, drift),
})

const stepInput = z.object({
  drift: number,
  event: z.enum(['followed', 'closed', 'reopened']),
  effect: z.enum(effects).optional(),
  words,
})

const stepRoute = defineRoute({
  method: 'POST',
  path: '/drift/:drift',
  permission: 'indicator.change',
  audit: 'drift.step',
  input: stepInput,
  async invalid(ctx, problem) {
    const read = asked.safeParse({ drift: problem.values['drift'] })
    return read.success ? driftPage(ctx, read.data.drift, problem) : noDrift()
  },
  async handle(ctx, { drift: driftNo, event, effect, words: said }) {
    const again = (field: string, message: string): Promise<Reply> =>
      driftPage(ctx, driftNo, { errors: { [field]: message }, values: { words: said, ...(effect && { effect }) } })
    if (event === 'closed' && effect === undefined) return again('effect', 'Say what came of it.')
    const step = (event === 'closed' ? { event, effect } : { event }) as Pick<DriftStep, 'event'>
    const done = await stepDrift(ctx, { driftNo, words: said, ...step } as DriftStep)
    if (done.ok) return redirect(driftAddress(driftNo), 'It is written down.')
    if (done.code === 'not-found') return noDrift()
    return done.code === 'no-words' || done.code === 'names-patient'
      ? again('words', done.message)
      : refusal(409, done.message, 'Not done')
  },
})

export const driftRoutes: readonly Route[] = [listRoute, lookRoute, seenRoute, stepRoute]
