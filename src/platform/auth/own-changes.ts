import { ok } from '#shared'
import { markBegun } from './coming-in.ts'
import { type Kit, tried } from './kit.ts'
import { judgePassphrase } from './passphrase.ts'
import { prove } from './prove.ts'
import { signedOut, wrongCode, wrongPassphrase } from './refusals.ts'
import { findSession } from './sessions.ts'
import type { OwnChanges } from './sign-in.ts'

export const ownChanges = (kit: Kit): OwnChanges => ({
  async offerAuthenticator(headers, passphrase) {
    const proved = await prove(kit, headers, passphrase)
    if (!proved.ok) return proved
    const body = { password: passphrase, method: 'totp' as const }
    const answer = await tried(kit.auth.api.enableTwoFactor({ body, headers, returnHeaders: true }))
    if (!answer || answer.value.method !== 'totp') return wrongPassphrase
    const { totpURI: uri, backupCodes: spareCodes } = answer.value
    return ok({ uri, secret: new URL(uri).searchParams.get('secret') ?? '', spareCodes })
  },

  async confirmAuthenticator(headers, code) {
    if (!(await findSession(kit, headers))) return signedOut
    const body = { code: code.replaceAll(/\s/g, '') }
    const answer = await tried(kit.auth.api.verifyTOTP({ body, headers, returnHeaders: true }))
    if (!answer) return wrongCode
    await markBegun(kit, headers, answer.cookies, 'code')
    return ok(answer.cookies)
  },

  async removeAuthenticator(headers, passphrase) {
    const proved = await prove(kit, headers, passphrase)
    if (!proved.ok) return proved
    const answer = await tried(
      kit.auth.api.disableTwoFactor({ body: { password: passphrase }, headers, returnHeaders: true }),
    )
    return answer ? ok(answer.cookies) : wrongPassphrase
  },

  async changePassphrase(headers, { old, next }) {
    const proved = await prove(kit, headers, old)
    if (!proved.ok) return proved
    const found = await kit.auth.api.getSession({ headers })
    const judged = await judgePassphrase(next, found ? [found.user.name, found.user.email] : [])
    if (!judged.ok) return judged
    const body = { currentPassword: old, newPassword: next, revokeOtherSessions: true }
    const answer = await tried(kit.auth.api.changePassword({ body, headers, returnHeaders: true }))
    if (!answer) return wrongPassphrase
    if (proved.value.session.isStrong) await markBegun(kit, headers, answer.cookies, 'code')
    return ok(answer.cookies)
  },
})
