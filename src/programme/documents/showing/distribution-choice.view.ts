import type { Owner } from '#organisations'
import { practicesOf } from '#organisations'
import { type Colleague, listColleagues } from '#people'
import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon } from '#shared'
import type { Recipient } from '../model/document.ts'

/** To whom a document of an owner may be sent by a tick: the owner itself and, of a group, its practices. */
export interface Choices {
  readonly organisations: readonly { readonly code: string; readonly name: string }[]
  readonly colleagues: readonly Colleague[]
}

async function below(ctx: Ctx, owner: Owner, owners: readonly Owner[], today: PlainDate): Promise<string[]> {
  if (owner.kind === 'group') return practicesOf(ctx.db, owner.code, today)
  return owners.filter(({ kind }) => kind === 'group').map(({ code }) => code)
}

export async function choicesFor(
  ctx: Ctx,
  owner: Owner,
  owners: readonly Owner[],
  names: ReadonlyMap<string, string>,
): Promise<Choices> {
  const today = dayInLondon(ctx.clock.now())
  const codes = [owner.code, ...(await below(ctx, owner, owners, today))]
  return {
    organisations: codes.map((code) => ({ code, name: names.get(code) ?? code })),
    colleagues: await listColleagues(ctx, { on: today }),
  }
}

/** A name that is typed as somebody with an account has it means them, where it fits only one. */
function personNamed(name: string, colleagues: readonly Colleague[]): string | null {
  const fitting = new Set(
    colleagues.filter((one) => one.name.toLowerCase() === name.toLowerCase()).map((one) => one.personId),
  )
  return fitting.size === 1 ? [...fitting][0]! : null
}

/** What was ticked and typed, one name a line, each once. */
export function distributionOf(
  { organisations, colleagues }: Choices,
  ticked: readonly string[],
  typed: string,
): Recipient[] {
  const chosen = organisations.filter(({ code }) => ticked.includes(code))
  const names = [
    ...new Set(
      typed
        .split(/\r\n|\r|\n/)
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ]
  return [
    ...chosen.map(({ code, name }) => ({ name, organisation: code })),
    ...names.map((name) => ({ name: name.slice(0, 200), personId: personNamed(name, colleagues) })),
  ]
}
