import type { Database } from '#db'
import { type Result, ok } from '#shared'
import { accounts, judgeFor, putPassphrase } from './accounts.ts'
import { forgetFailures, isHeldBack, noteFailure } from './attempts.store.ts'
import { invitationHash, newInvitationCode } from './invitation-code.ts'
import {
  type OpenInvitation,
  findInvitation,
  holdInvitation,
  putInvitation,
  useInvitation,
} from './invitations.store.ts'
import { type Kit, aboutOf, accountKeyOf, addressOf } from './kit.ts'
import { tooMany, wrongInvitation } from './refusals.ts'
import type { Invitations, SignInRefusal } from './sign-in.ts'

const hours = 3_600_000
const forSomebodyMs = 7 * 24 * hours
/** Whoever sets an installation up sits before it. */
const forFirstMs = 24 * hours

/** The invitation that a code opens, held for this transaction. Wrong codes count against the address that they come from. */
async function open(
  kit: Kit,
  tx: Database,
  headers: Headers,
  code: string,
): Promise<Result<OpenInvitation, SignInRefusal>> {
  const now = kit.clock.now()
  const about = aboutOf(kit, headers, `invitation ${addressOf(headers)}`)
  if (await isHeldBack(kit.db, about, now)) return tooMany
  const held = await holdInvitation(tx, invitationHash(code), now)
  if (held) return ok(held)
  await noteFailure(kit.db, about, now)
  return wrongInvitation
}

export const invitations = (kit: Kit): Invitations => ({
  async invite(tx, personId, by) {
    const code = newInvitationCode()
    const madeAt = kit.clock.now()
    const expiresAt = new Date(madeAt.getTime() + (personId === null ? forFirstMs : forSomebodyMs))
    await putInvitation(tx, { codeHash: invitationHash(code), personId, by, madeAt, expiresAt })
    return { code, expiresAt }
  },

  async findInvited(code) {
    const found = await findInvitation(kit.db, invitationHash(code), kit.clock.now())
    if (found?.personId == null) return undefined
    return { personId: found.personId, name: found.name!, email: found.email! }
  },

  async acceptInvitation(tx, headers, { code, passphrase }) {
    const opened = await open(kit, tx, headers, code)
    if (!opened.ok) return opened
    const { personId, email } = opened.value
    if (personId === null) return wrongInvitation
    const judged = await judgeFor(tx, kit, personId, passphrase)
    if (!judged.ok) return judged
    await putPassphrase(tx, kit, personId, passphrase)
    await useInvitation(tx, invitationHash(code), kit.clock.now())
    await forgetFailures(tx, accountKeyOf(kit, email!))
    return ok(personId)
  },

  async acceptFirstInvitation(tx, headers, { code, ...account }) {
    const opened = await open(kit, tx, headers, code)
    if (!opened.ok) return opened
    if (opened.value.personId !== null) return wrongInvitation
    const added = await accounts(kit).addAccount(tx, account)
    if (added.ok) await useInvitation(tx, invitationHash(code), kit.clock.now())
    return added
  },
})
