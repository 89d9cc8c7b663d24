import { type Database, sql } from '#db'

/** An authenticator's code fits for a minute and a half at most; it is kept a little longer. */
const keptMs = 5 * 60_000

/** Takes a code for its one use (RFC 6238 §5.2); answers whether it was still unused. `code` is a keyed hash. */
export async function takeCode(db: Database, personId: string, code: string, now: Date): Promise<boolean> {
  await sql`DELETE FROM sign_in.used_code WHERE used_at < ${new Date(now.getTime() - keptMs)}`.execute(db)
  const taken = await sql`
    INSERT INTO sign_in.used_code (user_id, code, used_at) VALUES (${personId}, ${code}, ${now})
    ON CONFLICT (user_id, code) DO NOTHING`.execute(db)
  return Number(taken.numAffectedRows ?? 0) === 1
}
