import { type Database, sql } from '#db'

const withinMinutes = 15
/** Slips of the finger are fewer; a thief who may try ten an hour of the commonest passphrases gets nowhere. */
const mostOfAccount = 5
/** A surgery or a hospital may share one address. */
const mostOfAddress = 50

export interface About {
  /** Nothing where no account is named, as with a passkey. */
  readonly account?: string
  readonly address: string
}

/** Whether so many sign-ins failed lately that no more are tried, whoever asks and whether there is such an account or not. */
export async function isHeldBack(db: Database, { account, address }: About, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - withinMinutes * 60_000)
  const { rows } = await sql<{ account: number; address: number }>`
    SELECT count(*) FILTER (WHERE f.about = ${account ?? null})::integer AS account,
           count(*) FILTER (WHERE f.about = ${address})::integer AS address
      FROM sign_in.failed_attempt AS f WHERE f.about IN (${account ?? null}, ${address}) AND f.at > ${since}`.execute(
    db,
  )
  return rows[0]!.account >= mostOfAccount || rows[0]!.address >= mostOfAddress
}

const note = (db: Database, about: string, now: Date): Promise<unknown> =>
  sql`INSERT INTO sign_in.failed_attempt (about, at) VALUES (${about}, ${now})`.execute(db)

/**
 * Whether a passphrase may be tried. The try counts against its account from here on, until it proves right: counted only once it had
 * failed, two hundred that come in the same moment would all be tried. An address is shared, so it is counted by what failed.
 */
export function beginAttempt(db: Database, about: Required<About>, now: Date): Promise<boolean> {
  const begin = async (tx: Database): Promise<boolean> => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${about.account}, 0))`.execute(tx)
    if (await isHeldBack(tx, about, now)) return false
    await note(tx, about.account, now)
    return true
  }
  return db.isTransaction ? begin(db) : db.transaction().execute(begin)
}

/** Notes a sign-in that failed, and forgets those of yesterday. An attempt that was begun is on its account's slate already. */
export async function noteFailure(db: Database, { account, address }: About, now: Date): Promise<void> {
  if (account !== undefined) await note(db, account, now)
  await note(db, address, now)
  await sql`DELETE FROM sign_in.failed_attempt WHERE at < ${new Date(now.getTime() - 86_400_000)}`.execute(db)
}

/** A right passphrase wipes the slate of its account, not of the address: others may be trying from there. */
export const forgetFailures = (db: Database, account: string): Promise<unknown> =>
  sql`DELETE FROM sign_in.failed_attempt WHERE about = ${account}`.execute(db)
