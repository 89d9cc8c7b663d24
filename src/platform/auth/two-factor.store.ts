import { type Database, sql } from '#db'

/** Without a second step from now on; whoever asks for this knows that the person is who they say. */
export async function forgetAuthenticator(tx: Database, personId: string): Promise<void> {
  await sql`DELETE FROM sign_in.two_factor WHERE user_id = ${personId}`.execute(tx)
  await sql`UPDATE sign_in.holder SET two_factor_enabled = false WHERE id = ${personId}`.execute(tx)
}
