import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Asking } from '../figures/indicators.view.ts'
import { type Drift, type DriftEvent, stateOf } from './drift.ts'

export interface DriftQuestion {
  readonly owner?: string
  readonly driftNo?: number
  readonly isOpen?: boolean
}

interface Row extends Omit<Drift, 'events'> {
  readonly events: readonly DriftEvent[] | null
}

/** Drift with what was done about it, what is open first, then the latest, within what the asker sees. */
export async function listDrift(asking: Asking, { owner, driftNo, isOpen }: DriftQuestion = {}): Promise<Drift[]> {
  const seen = (await ownersFor(asking)).seen.map(({ code }) => code)
  const owners = owner === undefined ? seen : seen.filter((code) => code === owner)
  const { rows } = await sql<Row>`
    SELECT d.drift_no AS "driftNo", d.owner, d.kind, d.subject, d.title, d.reason, d.href, d.found_on AS "foundOn", d.actor AS "foundBy",
           (SELECT jsonb_agg(jsonb_build_object('event', e.event, 'words', e.words, 'reference', e.reference, 'effect', e.effect,
              'actor', e.actor, 'at', e.at) ORDER BY e.drift_event_id)
              FROM indicators.drift_event AS e WHERE e.drift_no = d.drift_no) AS events
      FROM indicators.drift AS d
     WHERE d.owner = ANY (${owners}::text[]) AND (${driftNo ?? null}::integer IS NULL OR d.drift_no = ${driftNo ?? null})
     ORDER BY d.found_on DESC, d.drift_no DESC`.execute(asking.db)
  const drift = rows.map(({ events, ...row }) => ({
    ...row,
    events: (events ?? []).map((event): DriftEvent => ({ ...event, at: new Date(event.at) })),
  }))
  const closed = (one: Drift): number => Number(stateOf(one) === 'closed')
  return drift
    .filter((one) => isOpen === undefined || (stateOf(one) !== 'closed') === isOpen)
    .toSorted((a, b) => closed(a) - closed(b))
}

export const findOneDrift = async (asking: Asking, driftNo: number): Promise<Drift | undefined> =>
  (await listDrift(asking, { driftNo }))[0]
