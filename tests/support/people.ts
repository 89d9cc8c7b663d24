import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { importMemberships, importOrganisations } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, ok, toPlainDate } from '#shared'
import type { Accounts } from '../../src/people/persons/accounts.ts'
import { addPerson } from '../../src/people/persons/add-person.command.ts'
import { givePost } from '../../src/people/posts/give-post.command.ts'

const organisations = `code,name,kind,open_date,close_date,postcode
Q99,North Region,region,2000-04-01,,
5ZZ,Vale Commissioner,commissioner,2000-04-01,,
ZG1,Hill Group,group,2000-04-01,,
ZG2,Dale Group,group,2000-04-01,,
P99001,Alder Surgery,practice,2000-04-01,,
P99002,Beech Surgery,practice,2000-04-01,,
P99003,Cedar Surgery,practice,2000-04-01,,
ZA1,Royal Hospital,provider,2000-04-01,,
`

/** Beech moves from the one group to the other in the middle of June 2007; Cedar is never in a group for a month's first day. */
const memberships = `member,parent,from,to
P99001,ZG1,2006-04-01,
P99002,ZG1,2006-04-01,2007-06-15
P99002,ZG2,2007-06-15,
P99003,ZG1,2007-05-02,2007-05-31
ZG1,5ZZ,2000-04-01,
ZG2,5ZZ,2000-04-01,
`

/** A commissioner with two groups, three practices and a hospital. */
export async function addOrganisations(ctx: Ctx): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-people-'))
  try {
    for (const [name, text, take] of [
      ['organisations.csv', organisations, importOrganisations],
      ['memberships.csv', memberships, importMemberships],
    ] as const) {
      await writeFile(join(folder, name), text)
      const taken = await take(ctx, { file: join(folder, name), name })
      if (!taken.ok) throw new Error(taken.message)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Accounts as sign-in keeps them, as far as people and posts need them: a holder, a code that nobody can use, and sessions. */
export const accounts: Accounts = {
  async makeAccount(_ctx, tx, { name, email }) {
    const personId = randomUUID()
    await sql`INSERT INTO sign_in.holder (id, name, email, email_verified) VALUES (${personId}, ${name}, ${email}, false)`.execute(
      tx,
    )
    return ok({ personId, code: `code-of-${email}` })
  },
  invite: async (_ctx, _tx, personId) => ok({ code: `new-code-of-${personId}` }),
  async forgetSecondStep(_ctx, tx, personId) {
    await sql`DELETE FROM sign_in.two_factor WHERE user_id = ${personId}`.execute(tx)
  },
  async endSessions(_ctx, tx, personId) {
    const ended = await sql`DELETE FROM sign_in.session WHERE user_id = ${personId}`.execute(tx)
    return Number(ended.numAffectedRows ?? 0)
  },
}

let count = 0

/** Somebody new, with a post where one is asked for: from 1 April 2006, without end. */
export async function addSomebody(
  ctx: Ctx,
  post?: { role: string; organisation?: string | null; from?: PlainDate; to?: PlainDate | null },
): Promise<{ personId: string; postId: string }> {
  count += 1
  const added = await addPerson(ctx, accounts.makeAccount, {
    name: `Person ${count}`,
    email: `person-${count}@example.org`,
  })
  if (!added.ok) throw new Error(added.message)
  const { personId } = added.value
  if (!post) return { personId, postId: '' }
  const given = await givePost(ctx, {
    personId,
    role: post.role,
    organisation: post.organisation ?? null,
    from: post.from ?? toPlainDate('2006-04-01'),
    to: post.to ?? null,
  })
  if (!given.ok) throw new Error(given.message)
  return { personId, postId: given.value.postId }
}
