import { sql } from '#db'
import { journalCheck } from '#platform'
import { beforeAll, describe, expect, test } from 'vitest'
import { month, plantedAt } from '../access/world.ts'
import { goodPassphrase } from '../support/signing-in.ts'
import { asOwner } from '../support/template.ts'
import type { TestBrowser } from '../support/web.ts'
import { fittingFields } from './forms.ts'
import { journalledInFramework } from './framework-forms.ts'
import { journalledInLeads } from './lead-forms.ts'
import { fingerprintOf, useStand } from './stand.ts'

const stand = useStand()
const own = plantedAt('own')
const other = 'marble kettle orchid thunder'

interface Deed {
  /** The address, as it is declared. */
  readonly route: string
  readonly records: readonly string[]
  readonly browser: TestBrowser
  readonly path: string
  /** Nothing: the address is looked at. */
  readonly fields?: Record<string, string> | FormData
  readonly status: number
  /** What the answer must not hold when the journal could not be written. */
  readonly secret?: string
}

let deeds: readonly Deed[]

const fileOf = (text: string, fields: Record<string, string>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([text]), 'a-file.csv')
  return form
}

const organisation = (code: string) =>
  `code,name,kind,open_date,close_date,postcode\n${code},New Practice,practice,2000-04-01,,\n`

/** Everything that is done once each; a second round of it is made for the journal that cannot be written. */
async function deedsFor(round: number): Promise<Deed[]> {
  const { product, as } = stand()
  const colleague = await product.somebody(
    { role: 'gp-lead', organisation: 'A99002' },
    { role: 'group-chair', organisation: 'GA' },
  )
  await product.browserAs(colleague.personId)
  const [open] = await product.signIn.listSessions(colleague.personId)
  const [theirs, second] = [await product.browserAs(colleague.personId), await product.browserAs(colleague.personId)]
  const to = await product.somebody({ role: 'gp-lead', organisation: 'A99001' })
  await product.browserAs(to.personId)
  const shut = await product.somebody()
  const theirContracts = await product.somebody({ role: 'contract-manager', organisation: 'C02' })
  const person = `/people/${to.personId}`
  const [administrator, contracts, practice, auditor] = [
    as('administrator'),
    as('contracts'),
    as('practice'),
    as('auditor'),
  ]
  const stranger = product.browser()
  const smallNumbers = round % 2 === 0 ? 'strict' : 'hes'
  const line = `${month}/RAA/${own.lineId}`
  return [
    {
      route: '/settings',
      records: ['setting.change'],
      browser: administrator,
      path: '/settings',
      fields: { 'small-numbers': smallNumbers },
      status: 303,
    },
    {
      route: '/people/new',
      records: ['person.add'],
      browser: administrator,
      path: '/people/new',
      fields: { name: 'New Invented', email: `new-${round}@example.org` },
      status: 200,
      secret: 'was added',
    },
    {
      route: '/people/:id/posts',
      records: ['post.give'],
      browser: administrator,
      path: `${person}/posts`,
      fields: { role: 'auditor', organisation: '', from: '2008-04-01', last_day: '' },
      status: 303,
    },
    {
      route: '/people/:id/posts/:post',
      records: ['post.end'],
      browser: administrator,
      path: `${person}/posts/${to.postIds[0]}`,
      fields: { to: '2008-06-02', reason: 'moved' },
      status: 303,
    },
    {
      route: '/people/:id/sessions',
      records: ['person.end-sessions'],
      browser: administrator,
      path: `${person}/sessions`,
      fields: {},
      status: 303,
    },
    {
      route: '/people/:id/invite',
      records: ['person.invite'],
      browser: administrator,
      path: `${person}/invite`,
      fields: {},
      status: 200,
    },
    {
      route: '/people/:id/second-step',
      records: ['person.forget-second-step'],
      browser: administrator,
      path: `${person}/second-step`,
      fields: {},
      status: 303,
    },
    {
      route: '/people/:id/disable',
      records: ['person.disable'],
      browser: administrator,
      path: `/people/${shut.personId}/disable`,
      fields: { reason: 'left' },
      status: 303,
    },
    {
      route: '/account/tokens/new',
      records: ['token.make'],
      browser: theirs,
      path: '/account/tokens/new',
      fields: {
        post: colleague.postIds[0]!,
        name: `Pull ${round}`,
        permission: 'statement.read',
        last_day: '2008-06-30',
      },
      status: 200,
    },
    {
      route: '/post',
      records: ['post.choose'],
      browser: theirs,
      path: '/post',
      fields: { post: colleague.postIds[1]! },
      status: 303,
    },
    {
      route: '/account/sessions/end',
      records: ['account.end-session'],
      browser: theirs,
      path: '/account/sessions/end',
      fields: { session: open!.sessionId },
      status: 303,
    },
    {
      route: '/account/sessions/end-others',
      records: ['account.end-other-sessions'],
      browser: second,
      path: '/account/sessions/end-others',
      fields: {},
      status: 303,
    },
    {
      route: '/account/passphrase',
      records: ['account.change-passphrase'],
      browser: second,
      path: '/account/passphrase',
      fields: { old: goodPassphrase, passphrase: other, repeated: other },
      status: 303,
    },
    { route: '/sign-out', records: ['sign-out'], browser: second, path: '/sign-out', fields: {}, status: 303 },
    {
      route: '/sign-in',
      records: ['sign-in'],
      browser: stranger,
      path: '/sign-in',
      fields: { email: stand().addresses.practice, passphrase: goodPassphrase },
      status: 303,
      secret: 'session_token',
    },
    {
      route: '/sign-in',
      records: ['sign-in.refused'],
      browser: product.browser(),
      path: '/sign-in',
      fields: { email: 'nobody@example.org', passphrase: 'not the passphrase' },
      status: 422,
    },
    {
      route: '/organisation-files',
      records: ['organisations.import'],
      browser: contracts,
      path: '/organisation-files',
      fields: fileOf(organisation(`N9900${round}`), { what: 'organisations', date: '' }),
      status: 303,
    },
    {
      route: '/contract-files',
      records: ['contract.propose'],
      browser: contracts,
      path: '/contract-files',
      fields: fileOf('provider,tfc,from\nRAA,100,2007-04-01\n', {}),
      status: 303,
    },
    {
      route: '/contracts/:reference/end',
      records: ['contract.end'],
      browser: contracts,
      path: '/contracts/AGREED-C01-RAA/end',
      fields: { commissioner: 'C01', ends: `${2089 - round}-01-01`, reason: 'The service moved.', sure: 'yes' },
      status: 303,
    },
    {
      route: '/imports',
      records: [],
      browser: contracts,
      path: '/imports',
      fields: fileOf('line_id\n1\n', { layout: 'plain', snapshot: 'freeze' }),
      status: 303,
    },
    {
      route: '/imports/:number/withdraw',
      records: ['activity.withdraw'],
      browser: round === 0 ? await product.browserAs(theirContracts.personId) : contracts,
      path: round === 0 ? '/imports/2/withdraw' : '/imports/1/withdraw',
      fields: { reason: 'sent by mistake' },
      status: 303,
    },
    {
      route: '/lines/:month/:provider/:line',
      records: ['line.read'],
      browser: practice,
      path: `/lines/${line}`,
      status: 200,
      secret: own.lineId,
    },
    {
      route: '/identities/:month/:provider/:line',
      records: ['identity.open'],
      browser: practice,
      path: `/identities/${line}`,
      fields: { reason: 'own-patient', words: '' },
      status: 200,
      secret: own.nhsNumber,
    },
    {
      route: '/identities/:month/:provider/:line/check',
      records: ['identity.check'],
      browser: as('validator'),
      path: `/identities/${line}/check`,
      fields: { reason: 'registered', words: '', nhs_number: own.nhsNumber },
      status: 200,
      secret: 'Yes: the line',
    },
    {
      route: '/identities/:month/:provider/:line',
      records: ['access.refused.identity'],
      browser: practice,
      path: `/identities/${month}/RAA/NO-SUCH-LINE`,
      fields: { reason: 'own-patient', words: '' },
      status: 404,
    },
    {
      route: '/journal',
      records: ['journal.read'],
      browser: auditor,
      path: '/journal',
      status: 200,
      secret: 'account.change-passphrase',
    },
    {
      route: '/access-report/:month',
      records: ['access-report.read'],
      browser: auditor,
      path: '/access-report/2008-06',
      status: 200,
    },
    { route: '/people', records: ['access.refused'], browser: practice, path: '/people', status: 403 },
  ]
}

/** Done elsewhere, over a key or an app that tests hold: what is kept of them is told in the tests of signing in. */
const elsewhere = [
  // What is done with a bill once it is checked: bill-journal.test.ts, and the tests of validation and of its rules.
  '/findings/:month/:id/answer',
  '/findings/:month/:id/take-back',
  '/findings/:month/:id/dismiss',
  '/findings/:month/:id/restore',
  '/queue/:month',
  '/queue/:month/undo',
  '/checks',
  '/rules/new',
  '/rules/:code',
  '/challenges/new',
  '/challenges/receive',
  '/challenges/:reference/reply-file',
  '/challenges/:reference/moves',
  '/challenges/:reference/send',
  '/challenges/:reference/items/:item',
  '/challenges/:reference/acknowledge',
  '/challenges/:reference/reply/:item',
  '/challenges/:reference/submit',
  '/credits/look',
  '/credits/:match',
  '/payments',
  '/payments/bills/:month/:provider/group/:group',
  '/payments/bills/:month/:provider/none',
  '/payments/:run/approve',
  '/payments/:run/cancel',
  '/payments/:run/remit',
  '/ledger/entries/:entry/ask',
  '/ledger/entries/:entry/reverse',
  '/payment-limits',
  // Sharing the risk: src/budgets/risk/sharing.test.ts.
  '/risk/:year/fill',
  '/risk/:year/terms',
  '/risk/:year/costs',
  '/risk/:year/simulations',
  '/risk/:year/claims/pay',
  '/risk/:year/claims/:practice/:kind',
  // What budgets are made of: envelope-journal.test.ts.
  '/budgets/:year/inputs',
  '/budgets/:year/top-slices',
  '/budgets/:year/fair-shares',
  '/budgets/:year/atypical',
  // What is done with budgets: src/budgets/setting/setting.test.ts.
  '/budgets/drafts',
  '/budgets/base',
  '/budgets/adjustments',
  '/budgets/adjustments/take-back',
  '/budgets/:budget/propose',
  '/budgets/:budget/agree',
  '/budgets/:budget/issue',
  '/budgets/:budget/withdraw',
  '/budgets/:budget/changes',
  '/budgets/:budget/changes/:change/approve',
  '/budgets/:budget/changes/:change/refuse',
  // Prescribing: src/budgets/prescribing/prescribing.test.ts.
  '/prescribing-imports',
  '/prescribing-imports/:number/withdraw',
  ...journalledInLeads,
  ...journalledInFramework,
  // Savings, incentives and management cost: src/budgets/savings/saving.test.ts.
  '/savings/uses/new',
  '/savings/uses/:use/agree',
  '/savings/uses/:use/approve',
  '/savings/uses/:use/withdraw',
  '/savings/uses/:use/draw',
  '/savings/close',
  '/savings/ledger/claw-back',
  '/savings/ledger/expire',
  '/savings/ledger/:entry/ask',
  '/savings/corrections/:request',
  '/incentives',
  '/management-cost',
  // Plans: src/programme/plan/plan.test.ts.
  '/plan/import',
  '/plan/imports/:import/undo',
  '/plan/items/new',
  '/plan/items/:item',
  '/plan/items/:item/status',
  '/plan/items/:item/undo-status',
  '/plan/items/:item/note',
  '/plan/items/:item/undo',
  '/plan/items/:item/remove',
  '/plan/items/:item/milestones',
  '/plan/items/:item/waits',
  '/plan/settle',
  '/plan/baselines',
  '/plan/tolerance',
  '/plan/issue',
  // Documents and meetings: src/programme/documents/documents.test.ts, src/programme/meetings/meetings.test.ts.
  '/documents/new',
  '/documents/:document/next',
  '/documents/:document/read',
  '/meetings/new',
  '/meetings/calendar',
  '/meetings/bodies/new',
  '/meetings/bodies/:body/terms',
  '/meetings/bodies/:body/issue',
  '/meetings/bodies/:body/members',
  '/meetings/bodies/:body/leave',
  '/meetings/bodies/:body/plan',
  '/meetings/bodies/:body/election',
  '/meetings/elections/:election/nominate',
  '/meetings/elections/:election/vote',
  '/meetings/elections/:election/count',
  '/meetings/actions/:action',
  '/meetings/items/:item/papers',
  '/meetings/items/:item/paper-out',
  '/meetings/items/:item/interest',
  '/meetings/items/:item/decide',
  '/meetings/items/:item/take-back',
  '/meetings/items/:item/place',
  '/meetings/:meeting/agenda',
  '/meetings/:meeting/actions',
  '/meetings/:meeting/notes',
  '/meetings/:meeting/change',
  '/meetings/:meeting/attendance',
  '/meetings/:meeting/minutes',
  '/meetings/:meeting/approve',
  '/meetings/:meeting/pack',
  // The year against the budget: watching.test.ts.
  '/watch/:month/draw-up',
  '/phasing/:year',
  '/tariffs',
  '/contract-files/:proposal',
  '/imports/map/:upload',
  '/people/:id/enable',
  '/account/tokens/:token/end',
  '/people/:id/tokens/:token/end',
  '/sign-in/code',
  '/sign-in/passkey/options',
  '/sign-in/passkey',
  '/sign-in/as-invented',
  '/sign-in/invitation',
  '/first-administrator',
  '/account/passkeys/remove',
  '/account/authenticator',
  '/account/authenticator/confirm',
  '/account/authenticator/remove',
  '/account/passkeys/offer',
  '/account/passkeys',
]

const doIt = ({ browser, path, fields }: Deed): Promise<Response> =>
  fields === undefined ? browser.get(path) : browser.post(path, fields)

interface Kept {
  readonly action: string
  readonly who: string | null
}

async function journalAfter(seq: number): Promise<{ last: number; kept: Kept[] }> {
  const { rows } = await sql<Kept & { seq: string }>`
    SELECT e.seq, e.action, e.user_id AS who FROM audit.entry AS e WHERE e.seq > ${seq} ORDER BY e.seq`.execute(
    stand().workbench.ctx.db,
  )
  return { last: Number(rows.at(-1)?.seq ?? seq), kept: rows }
}

beforeAll(async () => {
  deeds = await deedsFor(0)
})

describe('the journal', () => {
  test('is asked about every address that takes a form, here or in the tests of its room', () => {
    const done = new Set([...deeds.map(({ route }) => route), ...elsewhere])
    expect(Object.keys(fittingFields).filter((path) => !done.has(path))).toEqual([])
  })

  test('holds exactly the records of each deed and of each look at somebody’s line', async () => {
    let { last } = await journalAfter(0)
    for (const deed of deeds) {
      const answer = await doIt(deed)
      expect(answer.status, deed.path).toBe(deed.status)
      const text = await wordsOf(answer)
      if (deed.secret) expect(text, deed.path).toContain(deed.secret)
      const after = await journalAfter(last)
      last = after.last
      expect(
        after.kept.map(({ action }) => action),
        deed.path,
      ).toEqual(deed.records)
    }
  })

  test('is written in the same transaction: where it cannot be, nothing is done and nothing is shown', async () => {
    const { databaseUrl, ctx } = stand().workbench
    const again = (await deedsFor(1)).filter(({ records }) => records.length > 0)
    await asOwner(databaseUrl, (client) =>
      client.query(`
        CREATE FUNCTION audit.out_of_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$;
        CREATE TRIGGER out_of_order BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.out_of_order();`),
    )
    const rest = async () => {
      // A session that nobody was given the token of, and what is counted of tries, may stay.
      const {
        'sign_in.session': _s,
        'sign_in.failed_attempt': _f,
        'sign_in.verification': _v,
        ...others
      } = await fingerprintOf(stand())
      return others
    }
    for (const deed of again) {
      const token = deed.fields === undefined ? '' : await deed.browser.token()
      const before = await rest()
      const sessions = await sessionCount()
      const answer = await sendWith(deed, token)
      expect(answer.status, deed.path).toBe(500)
      const text = await wordsOf(answer)
      if (deed.secret) expect(text, deed.path).not.toContain(deed.secret)
      expect(text).not.toContain('disk is full')
      expect(await rest(), deed.path).toEqual(before)
      if (deed.path !== '/sign-in') expect(await sessionCount(), deed.path).toBe(sessions)
    }
    await asOwner(databaseUrl, (client) =>
      client.query('DROP TRIGGER out_of_order ON audit.entry; DROP FUNCTION audit.out_of_order()'),
    )
    expect(await journalCheck.run(ctx)).toEqual([])
  })
})

/** All that an answer says, and once more without blanks: a number is written in groups. */
async function wordsOf(answer: Response): Promise<string> {
  const text = `${await answer.text()} ${answer.headers.getSetCookie().join(' ')}`
  return `${text} ${text.replaceAll(/\s/gu, '')}`
}

const sendWith = ({ browser, path, fields }: Deed, token: string): Promise<Response> => {
  if (fields === undefined) return browser.get(path)
  const body = fields instanceof FormData ? new FormData() : new URLSearchParams()
  const entries = fields instanceof FormData ? [...fields] : Object.entries(fields)
  for (const [name, value] of [['_token', token] as const, ...entries]) body.append(name, value as string)
  return browser.send(path, { method: 'POST', body, headers: { origin: 'http://localhost' } })
}

async function sessionCount(): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM sign_in.session`.execute(
    stand().workbench.ctx.db,
  )
  return rows[0]!.n
}
