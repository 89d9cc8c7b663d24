import { type Result, ok } from '#shared'
import { beginAttempt, forgetFailures, noteFailure } from './attempts.store.ts'
import { type Kit, aboutOf } from './kit.ts'
import { notRecent, signedOut, tooMany, wrongPassphrase } from './refusals.ts'
import { type FoundSession, findSession } from './sessions.ts'
import type { ProofRefusal } from './sign-in.ts'

const recentMs = 10 * 60_000

/**
 * Whoever changes how somebody comes in shows that they are that person, not a passer-by at an open screen: by the passphrase, or,
 * where they have none, by having signed in within ten minutes. Guesses count like guesses at the door.
 */
export async function prove(
  kit: Kit,
  headers: Headers,
  passphrase: string,
): Promise<Result<FoundSession, ProofRefusal>> {
  const found = await findSession(kit, headers)
  if (!found) return signedOut
  const { internalAdapter, password } = await kit.auth.$context
  const account = await internalAdapter.findCredentialAccount(found.session.personId)
  const now = kit.clock.now()
  if (!account?.password) return now.getTime() - found.session.since.getTime() < recentMs ? ok(found) : notRecent
  const about = aboutOf(kit, headers, found.email)
  if (!(await beginAttempt(kit.db, about, now))) return tooMany
  if (await password.verify({ hash: account.password, password: passphrase })) {
    await forgetFailures(kit.db, about.account)
    return ok(found)
  }
  await noteFailure(kit.db, { address: about.address }, now)
  return wrongPassphrase
}
