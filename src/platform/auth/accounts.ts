import type { Database } from '#db'
import { ok, refused } from '#shared'
import { makeAuth } from './better-auth.ts'
import { type Kit, accountKeyOf } from './kit.ts'
import { judgePassphrase } from './passphrase.ts'
import { endSessions } from './sessions.store.ts'
import type { Accounts } from './sign-in.ts'
import { forgetAuthenticator } from './two-factor.store.ts'

/** Nobody's passphrase is judged without their own words: their name and address make it no stronger. */
export async function judgeFor(tx: Database, kit: Kit, personId: string, passphrase: string) {
  const { internalAdapter } = await makeAuth(tx, kit).$context
  const user = await internalAdapter.findUserById(personId)
  return judgePassphrase(passphrase, user ? [user.name, user.email] : [])
}

/** Sets a passphrase that was judged already, whether there was one or not, and ends every session. */
export async function putPassphrase(tx: Database, kit: Kit, personId: string, passphrase: string): Promise<void> {
  const { password, internalAdapter } = await makeAuth(tx, kit).$context
  const hash = await password.hash(passphrase)
  if (await internalAdapter.findCredentialAccount(personId)) await internalAdapter.updatePassword(personId, hash)
  else
    await internalAdapter.createAccount({
      userId: personId,
      providerId: 'credential',
      accountId: personId,
      password: hash,
    })
  await endSessions(tx, personId, { allBut: null })
}

export const accounts = (kit: Kit): Accounts => ({
  async addAccount(tx, { name, email, passphrase }) {
    const judged = passphrase === undefined ? ok(undefined) : await judgePassphrase(passphrase, [name, email])
    if (!judged.ok) return judged
    const { internalAdapter } = await makeAuth(tx, kit).$context
    const address = email.trim().toLowerCase()
    if (await internalAdapter.findUserByEmail(address))
      return refused('taken', `Somebody signs in with ${address} already.`)
    const user = await internalAdapter.createUser({ name, email: address, emailVerified: false }, { method: 'admin' })
    if (passphrase !== undefined) await putPassphrase(tx, kit, user.id, passphrase)
    return ok(user.id)
  },

  async setPassphrase(tx, personId, passphrase) {
    const judged = await judgeFor(tx, kit, personId, passphrase)
    if (judged.ok) await putPassphrase(tx, kit, personId, passphrase)
    return judged
  },

  forgetAuthenticator,

  async findWaysIn(personId) {
    const { internalAdapter } = await kit.auth.$context
    const [user, found] = await Promise.all([
      internalAdapter.findUserById(personId),
      internalAdapter.findAccounts(personId),
    ])
    return {
      hasPassphrase: found.some(({ providerId, password }) => providerId === 'credential' && Boolean(password)),
      hasAuthenticator: (user as { twoFactorEnabled?: boolean } | null)?.twoFactorEnabled === true,
      providers: found.map(({ providerId }) => providerId).filter((name) => name !== 'credential'),
    }
  },

  accountKey: (email) => accountKeyOf(kit, email),
})
