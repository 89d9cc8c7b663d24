import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importActivity } from '#activity/import'
import { pricingRequest } from '#activity/pricing'
import { standingOf } from '#people'
import { type Ctx, enqueueJob } from '#platform'
import { dayInLondon } from '#shared'
import { type IssuedBudgets, readBudgets } from './budget-world.ts'
import { addWalker, type Walk } from './walkers.ts'
import { type Relation, month, plantedAt, relations } from './world.ts'

/** One of each for the own commissioner and for the other. */
export interface Both {
  readonly own: number
  readonly elsewhere: number
}

/** What the world got beside its lines, and by which numbers it is asked for. */
export interface Facts {
  /** Taken, in the order of `world.ts`. */
  readonly imports: Both
  /** Refused: there is nothing to withdraw, which only somebody who may withdraw is told. */
  readonly refused: Both
  readonly runs: Both
  /** Of the planted line in each relation, at the first hospital. */
  readonly findings: Readonly<Record<Relation, number>>
  readonly budgets: IssuedBudgets
  /** Somebody whom no walker is, with a session of their own. */
  readonly other: { readonly personId: string; readonly name: string; readonly sessionId: string }
}

const broken = (at: string): string =>
  `line_id,provider,practice,pod,start_date,price,month,snapshot\nX${at},RAA,A99001,EL,not a day,1.00,${month},freeze\n`

async function refuseImport(ctx: Ctx, commissioner: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-access-'))
  const path = join(folder, `broken-${commissioner}.csv`)
  await writeFile(path, broken(commissioner))
  const result = await importActivity(ctx, { files: [{ path }], commissioner })
  await rm(folder, { recursive: true })
  if (result.ok) throw new Error('a broken file was taken')
  const { rows } = await ctx.db
    .withTables<{ 'activity.import': { import_no: number } }>()
    .selectFrom('activity.import')
    .select((of) => of.fn.max('import_no').as('number'))
    .execute()
    .then((found) => ({ rows: found }))
  return rows[0]!.number
}

/** Asks for a pricing as a person would on a page, in their post. */
async function queueAs(ctx: Ctx, personId: string): Promise<number> {
  const standing = await standingOf(ctx.db, { personId }, dayInLondon(ctx.clock.now()))
  const { post, person, scope } = standing!
  const actor = {
    name: person.name,
    userId: personId,
    post: { postId: post!.postId, role: post!.role.name, organisation: post!.organisation! },
  }
  return enqueueJob(ctx.handTo({ actor, scope }), pricingRequest([month]))
}

async function findingsOf({ db }: Ctx): Promise<Record<Relation, number>> {
  const rows = await db
    .withTables<{ 'validation.finding': { finding_id: number; line_id: string } }>()
    .selectFrom('validation.finding as f')
    .select(['f.finding_id', 'f.line_id'])
    .execute()
  const of = (relation: Relation): number => rows.find((row) => row.line_id === plantedAt(relation).lineId)!.finding_id
  return Object.fromEntries(relations.map((relation) => [relation, of(relation)])) as Record<Relation, number>
}

export async function gatherFacts(ctx: Ctx, { signIn }: Walk): Promise<Facts> {
  const manager = (organisation: string) => ({ role: 'contract-manager', organisation }) as const
  const here = await addWalker(ctx, signIn, 'Manager here', manager('C01'))
  const there = await addWalker(ctx, signIn, 'Manager elsewhere', manager('C02'))
  const name = 'Somebody Else Entirely'
  const personId = await addWalker(ctx, signIn, name, { role: 'practice-user', organisation: 'A99001' })
  await signIn.asInvented(new Headers({ 'user-agent': 'a walker' }), personId)
  const [session] = await signIn.listSessions(personId)
  return {
    imports: { own: 1, elsewhere: 2 },
    refused: { own: await refuseImport(ctx, 'C01'), elsewhere: await refuseImport(ctx, 'C02') },
    runs: { own: await queueAs(ctx, here), elsewhere: await queueAs(ctx, there) },
    findings: await findingsOf(ctx),
    budgets: await readBudgets(ctx),
    other: { personId, name, sessionId: session!.sessionId },
  }
}
