import { findOrganisation, memberPractices, practiceMemberships } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon } from '#shared'
import { type LedgerLine, ledgerLines } from '../ledger/entries.view.ts'
import { promisedPence } from '../use/use.ts'
import { listUses } from '../use/uses.view.ts'
import { restsOn, withheldOf } from '../year/results.view.ts'
import { type YearBalance, yearBalances } from './balances.view.ts'

/** How the account of one practice stands, of all years together. */
export interface MemberAccount {
  readonly practice: string
  readonly givenPence: number
  readonly drawnPence: number
  readonly expiredPence: number
  readonly clawedBackPence: number
  readonly leftPence: number
  /** Approved and not drawn yet. */
  readonly promisedPence: number
  readonly overspendPence: number
  /** Freed up, and on no account because a year's condition was not met. */
  readonly withheldPence: number
  /** How many lines of activity the least of its closed years rests on. */
  readonly lines: number
}

/** The accounts of the practices that are in a group on a day, and everything that was posted to them. */
export interface GroupAccount {
  readonly group: string
  readonly day: PlainDate
  readonly members: readonly MemberAccount[]
  readonly lines: readonly LedgerLine[]
}

type Asking = Pick<Ctx, 'db' | 'scope' | 'clock'>

const holdsOn =
  (day: PlainDate) =>
  ({ from, to }: { readonly from: PlainDate; readonly to: PlainDate | null }): boolean =>
    from <= day && (to === null || day < to)

async function membersOn({ db }: Asking, group: string, day: PlainDate): Promise<string[]> {
  const members = (await memberPractices(db, group)).filter(holdsOn(day))
  return [...new Set(members.map(({ practice }) => practice))]
}

async function isWithinReach({ db, scope }: Asking, practices: readonly string[]): Promise<boolean> {
  const { practices: own, commissioners } = scope
  if (own !== 'all') return practices.every((practice) => own.some((reach) => reach.practice === practice))
  if (commissioners === 'all') return true
  const memberships = await practiceMemberships(db)
  return practices.every((practice) =>
    memberships.some((each) => each.practice === practice && commissioners.includes(each.commissioner)),
  )
}

/** The practices of a group on the asker's day; nothing where the asker does not see every one of them, since a part of a sum is no sum. */
async function membersSeen(ctx: Asking, group: string): Promise<string[] | undefined> {
  const found = await findOrganisation(ctx.db, group)
  if (found?.kind !== 'group' || ctx.scope.providers !== 'all') return undefined
  const members = await membersOn(ctx, group, dayInLondon(ctx.clock.now()))
  return members.length > 0 && (await isWithinReach(ctx, members)) ? members : undefined
}

export const maySeeGroup = async (ctx: Asking, group: string): Promise<boolean> =>
  (await membersSeen(ctx, group)) !== undefined

function memberAccount(
  practice: string,
  balances: readonly YearBalance[],
): Omit<MemberAccount, 'promisedPence' | 'withheldPence' | 'lines'> {
  const sum = (of: (balance: YearBalance) => number): number =>
    balances.reduce((pence, balance) => pence + (balance.practice === practice ? of(balance) : 0), 0)
  return {
    practice,
    givenPence: sum((each) => each.givenPence),
    drawnPence: sum((each) => each.drawnPence),
    expiredPence: sum((each) => each.expiredPence),
    clawedBackPence: sum((each) => each.clawedBackPence),
    leftPence: sum((each) => each.entitlementPence),
    overspendPence: sum((each) => each.overspendPence),
  }
}

/** The account of a group: it has no money of its own, so it is the accounts of its practices and their sum. */
export async function findGroupAccount(ctx: Asking, group: string): Promise<GroupAccount | undefined> {
  const practices = await membersSeen(ctx, group)
  if (practices === undefined) return undefined
  const [balances, uses, posted] = [await yearBalances(ctx), await listUses(ctx), await ledgerLines(ctx)]
  const members: MemberAccount[] = []
  for (const practice of practices) {
    const own = uses.filter((use) => use.practice === practice)
    members.push({
      ...memberAccount(practice, balances),
      promisedPence: own.reduce((pence, use) => pence + promisedPence(use), 0),
      withheldPence: (await withheldOf(ctx, practice)).reduce((sum, { pence }) => sum + pence, 0),
      lines: await restsOn(ctx, practice),
    })
  }
  const lines = posted.filter(({ practice }) => practices.includes(practice))
  return { group, day: dayInLondon(ctx.clock.now()), members, lines }
}
