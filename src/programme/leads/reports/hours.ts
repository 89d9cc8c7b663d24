import type { Month, Pence } from '#shared'
import { addPence, noPence, roundHalfUp, toPence } from '#shared'
import type { PaidAs } from '../stores/lead-tables.store.ts'

/** What is paid of a session and an hour, as policy has it on a day. */
export interface Rates {
  readonly sessionPence: Pence
  readonly hourPence: Pence
}

/** One month's timesheet of one role. */
export interface Timesheet {
  readonly roleNo: number
  readonly month: Month
  readonly paidAs: PaidAs
  readonly sessionTenths: number
  readonly minutes: number
}

export interface Paid {
  readonly sessionsPence: Pence
  readonly hoursPence: Pence
}

/**
 * What a timesheet comes to: sessions × the rate of a session for a role that is paid by the session, hours × the rate of an hour for
 * one paid by the hour, nothing for one that is not paid; rounded once, half up. Worked examples: 2½ sessions at £250 are £625;
 * 7 hours 30 at £30 are £225; of a role paid by the hour, sessions cost nothing.
 */
export function paidFor({ paidAs, sessionTenths, minutes }: Timesheet, rates: Rates): Paid {
  const part = (count: number, rate: Pence, per: bigint): Pence =>
    toPence(Number(roundHalfUp(BigInt(count) * BigInt(rate), per)))
  return {
    sessionsPence: paidAs === 'gp-session' ? part(sessionTenths, rates.sessionPence, 10n) : noPence,
    hoursPence: paidAs === 'manager-hour' ? part(minutes, rates.hourPence, 60n) : noPence,
  }
}

/** All the time in it, whatever is paid of it: sessions count so many minutes each. */
export const minutesIn = ({ sessionTenths, minutes }: Timesheet, sessionMinutes: number): number =>
  minutes + Math.round((sessionTenths * sessionMinutes) / 10)

export const addPaid = (all: readonly Paid[]): Paid => ({
  sessionsPence: addPence(...all.map(({ sessionsPence }) => sessionsPence)),
  hoursPence: addPence(...all.map(({ hoursPence }) => hoursPence)),
})
