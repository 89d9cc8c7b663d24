import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'
import { type FindingStanding, standingsOf } from '../findings/standings.view.ts'
import { type EventBy, type NewFindingEvent, appendFindingEvents, lockFindings } from './finding-event.store.ts'
import { type Move, type MoveRefusal, refusalOf } from './finding.ts'

export type MovingRefusal = MoveRefusal | 'no-finding'

/** A finding that somebody decides about, and the last event of it that they had in front of them; 0 for none. */
export interface SeenFinding {
  readonly findingId: number
  readonly seen?: number
}

export const eventBy = ({ actor, clock }: Pick<Ctx, 'actor' | 'clock'>): EventBy => ({
  actor: actor.name,
  personId: actor.userId ?? null,
  at: clock.now(),
})

const named = ({ lineId, provider, rule, findingId }: FindingStanding): string =>
  lineId === '' ? `finding ${findingId} (${rule}, ${provider})` : `line ${lineId} of ${provider} (${rule})`

const noFinding = (findingId: number): Refused<'no-finding'> =>
  refused('no-finding', `There is no finding ${findingId} here that you may decide about.`)

/** What stands in the way of the first of them that cannot be moved; with several it is said which. */
function firstRefusal(
  move: Move,
  asked: readonly SeenFinding[],
  found: ReadonlyMap<number, FindingStanding>,
): Refused<MovingRefusal> | undefined {
  for (const { findingId, seen } of asked) {
    const one = found.get(findingId)
    if (!one) return noFinding(findingId)
    const no = refusalOf(move, one.standing, seen)
    if (no)
      return asked.length === 1
        ? no
        : refused(no.code, `About ${named(one)}: ${no.message} Nothing of the others was saved.`)
  }
  return undefined
}

/**
 * Locks findings, looks where they stand now, and appends what `eventFor` says of each: all of them or none. Whoever comes second to a
 * finding waits here, and is then told what was decided, by whom and when.
 */
export async function moveFindings(
  tx: Database,
  ctx: Ctx,
  { move, findings }: { readonly move: Move; readonly findings: readonly SeenFinding[] },
  eventFor: (finding: FindingStanding) => Omit<NewFindingEvent, 'findingId'>,
): Promise<Result<{ eventIds: number[]; moved: FindingStanding[] }, MovingRefusal>> {
  const locked = await lockFindings(
    tx,
    findings.map(({ findingId }) => findingId),
  )
  const found = await standingsOf({ db: tx, scope: ctx.scope }, locked)
  const no = firstRefusal(move, findings, found)
  if (no) return no
  const moved = findings.map(({ findingId }) => found.get(findingId)!)
  const events = moved.map((one) => ({ findingId: one.findingId, ...eventFor(one) }))
  return ok({ eventIds: await appendFindingEvents(tx, events, eventBy(ctx)), moved })
}
