import type { Ctx } from '#platform'
import {
  type PlainDate,
  type Refused,
  type Result,
  findPatientData,
  formatDate,
  ok,
  patientDataRefusal,
  refused,
} from '#shared'
import { type ContractVersion, contractVersions } from '../register/contract.view.ts'
import { insertEnd, lockRegister } from '../stores/register.store.ts'

export interface EndToMake {
  readonly reference: string
  /** Where several commissioners use the reference. */
  readonly commissioner?: string
  /** The first day on which it no longer holds. */
  readonly endsOn: PlainDate
  readonly reason: string
}

export type EndRefusal = 'no-contract' | 'several' | 'dates' | 'reason'

type Named = Pick<EndToMake, 'reference' | 'commissioner'>

/** The latest terms of a contract that hold or will hold, whoever's it is within what the asker may see. */
export function findStanding(
  versions: readonly ContractVersion[],
  { reference, commissioner }: Named,
): Result<ContractVersion, 'no-contract' | 'several'> {
  const named = versions.filter(
    (version) =>
      version.reference === reference &&
      (commissioner === undefined || version.commissioner === commissioner) &&
      (version.to === null || version.from < version.to),
  )
  if (named.length === 0)
    return refused(
      'no-contract',
      `There is no contract ${reference.slice(0, 40)} here. The page of contracts lists them.`,
    )
  const whose = [...new Set(named.map((version) => version.commissioner))]
  if (whose.length > 1)
    return refused('several', `${whose.join(' and ')} both have a contract ${reference}. Say whose is meant.`)
  return ok(named.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]!)
}

function refuseDates(contract: ContractVersion, endsOn: PlainDate): Refused<'dates'> | undefined {
  if (endsOn < contract.from)
    return refused(
      'dates',
      `Its terms begin on ${formatDate(contract.from)}, and it cannot end before that. Give that day or a later one.`,
    )
  if (contract.to !== null && contract.to <= endsOn)
    return refused(
      'dates',
      `It ends on ${formatDate(contract.to)} already. An end is brought forward here; to put it off, load new terms for it.`,
    )
  return undefined
}

function refuseReason(reason: string): Refused<'reason'> | undefined {
  if (reason.trim() === '') return refused('reason', 'Say why it ends: the history keeps it.')
  const named = findPatientData(reason)
  return named.length > 0 ? refused('reason', patientDataRefusal('Why', named)) : undefined
}

/** What an end would do, or why it cannot be made; makes none. */
export function planEnd(versions: readonly ContractVersion[], end: EndToMake): Result<ContractVersion, EndRefusal> {
  const found = findStanding(versions, end)
  if (!found.ok) return found
  return refuseDates(found.value, end.endsOn) ?? refuseReason(end.reason) ?? found
}

/** Ends a contract from a day on, for a reason. Its terms, its plan and everything that was checked against it stay as they are. */
export const endContract = (ctx: Ctx, end: EndToMake): Promise<Result<ContractVersion, EndRefusal>> =>
  ctx.transaction(async (tx) => {
    await lockRegister(tx)
    const planned = planEnd(await contractVersions({ ...ctx, db: tx }), end)
    if (!planned.ok) return planned
    const { commissioner, reference, provider, version, to } = planned.value
    const reason = end.reason.trim()
    const record = { commissioner, reference, provider, version, endsOn: end.endsOn, reason }
    await insertEnd(tx, { ...record, endedAt: ctx.clock.now(), endedBy: ctx.actor.name })
    const more = { purpose: reason, before: { to }, after: { to: end.endsOn } }
    await ctx.audit(tx, 'contract.end', `contract ${reference}`, { commissioner, provider, endsOn: end.endsOn }, more)
    return ok({ ...planned.value, to: end.endsOn })
  })
