import { sql } from '#db'
import { standingOf } from '#people'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import { tokenFor } from '../support/api.ts'
import type { Facts } from './facts.ts'
import { type Walk, addWalker } from './walkers.ts'

/** What a person who should not have it may hold of somebody else: it opens nothing. */
export interface Stolen {
  /** Imports, taken and refused, and runs of the other commissioner. */
  readonly imports: readonly string[]
  readonly runs: readonly string[]
  /** Findings: of a line of practice A99001, and of those of others, the other commissioner's last. */
  readonly findings: { readonly own: string; readonly others: readonly string[] }
  readonly personId: string
  readonly sessionId: string
  readonly postId: string
  readonly tokenId: string
  readonly secret: string
  readonly passkeyId: string
  readonly uploadId: string
  /** Files of the register that wait for the other commissioner's manager. */
  readonly proposalNo: string
}

/** A file in columns that nobody named yet, sent by a manager of the other commissioner and left there. */
async function leaveUpload({ as, signIn }: Walk, personId: string): Promise<string> {
  const { cookies } = await signIn.asInvented(new Headers({ 'user-agent': 'a walker' }), personId)
  const form = new FormData()
  for (const [key, value] of Object.entries({ layout: 'map', snapshot: 'flex' })) form.append(key, value)
  form.append('file', new File(['Some column,Another\n1,2\n'], 'unknown.csv'))
  const { text } = await as(personId, cookies).post('/imports', form)
  const found = /\/imports\/map\/([0-9a-f-]{36})/.exec(text)
  if (!found) throw new Error('an unknown layout was not asked about')
  return found[1]!
}

/** Files of the register that wait to be taken. */
async function leaveProposal({ as, signIn }: Walk, personId: string): Promise<string> {
  const { cookies } = await signIn.asInvented(new Headers({ 'user-agent': 'a walker' }), personId)
  const form = new FormData()
  form.append('file', new File(['provider,tfc,from\nRAA,100,2007-04-01\n'], 'waiting.csv'))
  const { text } = await as(personId, cookies).post('/contract-files', form)
  const found = /\/contract-files\/(\d+)/.exec(text)
  if (!found) throw new Error('files of the register do not wait')
  return found[1]!
}

export async function gatherStolen(ctx: Ctx, walk: Walk, { imports, refused, runs, findings }: Facts): Promise<Stolen> {
  const personId = await addWalker(ctx, walk.signIn, 'Robbed', { role: 'contract-manager', organisation: 'C02' })
  const uploadId = await leaveUpload(walk, personId)
  const proposalNo = await leaveProposal(walk, personId)
  const [session] = await walk.signIn.listSessions(personId)
  const { post } = (await standingOf(ctx.db, { personId }, dayInLondon(ctx.clock.now())))!
  const { postId } = post!
  const passkeyId = 'a-passkey-of-the-robbed'
  await sql`INSERT INTO sign_in.passkey (credential_id, user_id, name, public_key, counter, made_at)
    VALUES (${passkeyId}, ${personId}, 'Telephone', 'k', 0, now())`.execute(ctx.db)
  return {
    imports: [String(imports.elsewhere), String(refused.elsewhere)],
    runs: [String(runs.elsewhere)],
    findings: {
      own: String(findings.own),
      others: [findings.group, findings.commissioner, findings.nobody, findings.elsewhere].map(String),
    },
    personId,
    sessionId: session!.sessionId,
    postId,
    passkeyId,
    uploadId,
    proposalNo,
    ...(await tokenFor(ctx, { personId, postId }, ['statement.read', 'line.read'])),
  }
}
