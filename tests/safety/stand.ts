import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Permission } from '#shared'
import { type RoleName, findRole } from '#shared'
import type { Route } from '#ui'
import { afterAll, beforeAll } from 'vitest'
import { plantedAt, world } from '../access/world.ts'
import type { Filling } from '../support/filled.ts'
import { type Product, type ProductOptions, type Somebody, openProduct } from '../support/product.ts'
import { goodPassphrase } from '../support/signing-in.ts'
import { planSamples } from './plan-forms.ts'
import { meetingSamples } from './meeting-forms.ts'
import { prescribingSamples } from './prescribing-forms.ts'
import { asOwner } from '../support/template.ts'
import type { TestBrowser } from '../support/web.ts'
import { type TestWorkbench, type TestWorkbenchOptions, openTestWorkbench } from '../support/workbench.ts'

/** Whoever stands before the product in these tests: a post in each circle, and somebody of another commissioner. */
const people = {
  practice: { role: 'gp-lead', organisation: 'A99001' },
  elsewhere: { role: 'gp-lead', organisation: 'Z99001' },
  contracts: { role: 'contract-manager', organisation: 'C01' },
  finance: { role: 'finance-lead', organisation: 'C01' },
  validator: { role: 'finance-validator', organisation: 'C01' },
  chair: { role: 'group-chair', organisation: 'GA' },
  preparer: { role: 'payment-preparer', organisation: 'C01' },
  approver: { role: 'payment-approver', organisation: 'C01' },
  provider: { role: 'provider-contact', organisation: 'RAA' },
  auditor: { role: 'auditor', organisation: null },
  administrator: { role: 'administrator', organisation: null },
  executive: { role: 'executive-member', organisation: 'C01' },
} as const
export type Who = keyof typeof people

export interface Stand {
  readonly workbench: TestWorkbench
  readonly product: Product
  /** The person's id. */
  readonly ids: Readonly<Record<Who, string>>
  /** The e-mail address by which they sign in. */
  readonly addresses: Readonly<Record<Who, string>>
  as(who: Who): TestBrowser
  /** A browser of somebody who may use the route. */
  forRoute(route: Route): TestBrowser
  whoMay(route: Route): Who
}

const mayDo = (who: Who, need: Permission): boolean =>
  findRole(people[who].role as RoleName)!.permissions.includes(need)

function whoMay({ permission }: Route): Who {
  if (permission === 'public' || permission === 'signed-in') return 'practice'
  const who = (Object.keys(people) as Who[]).find((each) => mayDo(each, permission))
  if (!who) throw new Error(`nobody in these tests may ${permission}`)
  return who
}

type Everybody = Readonly<Record<Who, Pick<Somebody, 'personId' | 'email'>>>

const listIn = (data: string): string => join(data, 'everybody.json')

/** The world with everybody in their posts; each has the good passphrase, which takes a third of a second to give. */
const peopled: Filling = {
  name: 'peopled',
  options: { filling: world },
  async fill(ctx, data) {
    const product = await openProduct(ctx)
    const made = new Map<string, Somebody>()
    for (const [who, post] of Object.entries(people)) {
      const somebody = await product.somebody(post)
      await ctx.transaction((tx) => product.signIn.setPassphrase(tx, somebody.personId, goodPassphrase))
      made.set(who, somebody)
    }
    await writeFile(listIn(data), JSON.stringify(Object.fromEntries(made)))
  },
}

/** As in a demonstration: by a passphrase it would take a third of a second. */
async function comeIn(product: Product, personId: string): Promise<TestBrowser> {
  const browser = product.browser()
  const { cookies } = await product.signIn.asInvented(new Headers(), personId)
  for (const [name, value] of cookies.map((cookie) => /^([^=]+)=([^;]*)/.exec(cookie)!.slice(1)))
    browser.cookies.set(name!, value!)
  // From its first page on it has the session to which its forms are bound.
  await browser.get('/about')
  return browser
}

export type StandOptions = ProductOptions & TestWorkbenchOptions

export async function openStand(options: StandOptions = {}): Promise<Stand> {
  const workbench = await openTestWorkbench({ ...options, filling: peopled })
  const product = await openProduct(workbench.ctx, options)
  const everybody = JSON.parse(await readFile(listIn(workbench.data), 'utf8')) as Everybody
  const browsers = new Map<Who, TestBrowser>()
  for (const who of Object.keys(people) as Who[]) browsers.set(who, await comeIn(product, everybody[who].personId))
  const by = <T>(pick: (each: Everybody[Who]) => T) =>
    Object.fromEntries(Object.entries(everybody).map(([who, each]) => [who, pick(each)])) as Record<Who, T>
  const as: Stand['as'] = (who) => browsers.get(who)!
  return {
    workbench,
    product,
    ids: by(({ personId }) => personId),
    addresses: by(({ email }) => email),
    as,
    forRoute: (route) => as(whoMay(route)),
    whoMay,
  }
}

/** The whole product over the invented commissioners, with everybody signed in: for one test file. */
export function useStand(options: StandOptions = {}): () => Stand {
  let stand: Stand | undefined
  beforeAll(async () => void (stand = await openStand(options)), 600_000)
  afterAll(async () => stand?.workbench.close())
  return () => stand!
}

/** What each address names in the invented world. */
export async function samplesOf({ ids }: Stand): Promise<(route: Route) => Record<string, string>> {
  const line = plantedAt('own')
  return ({ path }) => ({
    ...prescribingSamples,
    ...planSamples,
    ...meetingSamples,
    month: '2007-10',
    year: path.startsWith('/savings') ? '2007-08' : '2010-11',
    simulation: '1',
    kind: 'overspend',
    practice: 'A99001',
    provider: path.startsWith('/sign-in') ? 'nowhere' : 'RAA',
    line: path.startsWith('/budgets') ? 'planned' : line.lineId,
    number: '1',
    budget: '1',
    change: '1',
    upload: '00000000-0000-4000-8000-000000000000',
    tariffId: '1',
    reference: path.startsWith('/challenges') ? 'CH-2007-10-RAA-1' : 'AGREED-C01-RAA',
    item: '1',
    target: '1.1.1',
    owner: 'GA',
    framework: 'planted-levels-of-ga',
    register: 'schemes',
    role: '1',
    appointment: '1',
    person: '1',
    indicator: '1',
    lesson: '1',
    drift: '1',
    match: '1',
    proposal: '1',
    list: 'clinics',
    run: '1',
    group: 'GA',
    entry: '1',
    use: '1',
    request: '1',
    code: path.startsWith('/rules') ? 'C30' : 'A99001',
    id: /^\/(runs|findings)/.test(path) ? '1' : ids.elsewhere,
    post: '1',
    token: '00000000-0000-4000-8000-000000000000',
    name: 'locality.css',
  })
}

export const addressFor = (route: Route, samples: Readonly<Record<string, string>>): string =>
  route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(samples[name] ?? 'x'))

/** Every row of every table as one line: what was not to be changed is told by it. */
export async function fingerprintOf(stand: Stand): Promise<Record<string, string>> {
  return asOwner(stand.workbench.databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`)
    const all = rows.map(
      ({
        name,
      }) => `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS rows
        FROM ${name} AS t`,
    )
    const found = await client.query<{ name: string; rows: string }>(all.join(' UNION ALL '))
    const incoming = await readdir(`${stand.workbench.data}/incoming`).catch(() => [])
    return { ...Object.fromEntries(found.rows.map((row) => [row.name, row.rows])), incoming: incoming.join(' ') }
  })
}

/** Some at a time, so that the database is not waited for one by one. */
/**
 * A share of many questions of one kind, spread evenly over all addresses; all of them where `LOCALITY_SAFETY` says so. There are three hundred
 * addresses, which all pass through one gate: each asked everything would take the suite a quarter of an hour.
 */
export function shareOf<T>(items: readonly T[], everyNth: number): readonly T[] {
  return process.env['LOCALITY_SAFETY'] === 'all' ? items : items.filter((_, at) => at % everyNth === 0)
}

export async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: 6 }, worker))
}
