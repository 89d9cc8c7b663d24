import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { importActivity } from '#activity/import'
import { sql } from '#db'
import { type Ctx, actingAs, packagePath } from '#platform'
import { type RoleName, type Scope, findRole, practicesOnly, wholeCommissioner, toMonth } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { saidInTerminal } from '../../../../tests/support/said-in-terminal.ts'
import { type TestBrowser, openTestBrowser } from '../../../../tests/support/web.ts'
import { addCommissioner } from '../../../../tests/support/commissioner.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { identityAddress } from './addresses.ts'
import { commands } from './identity.cli.ts'
import { identityRoutes } from './identity.page.tsx'
import { readLine } from './read-line.step.ts'

const workbench = useWorkbench()
const header =
  'line_id,provider,commissioner,practice,patient,birth_date,pod,start_date,end_date,hrg,price,month,snapshot'
const number = '9990000018'

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'identity-pages-'))
  const rows = [
    ['A/1 ?#', 'E84001', number],
    ['L3', 'E84001', '9990000019'],
  ].map(([id, practice, patient]) =>
    [
      id,
      'RAA',
      '5K5',
      practice,
      patient,
      '1950-06-15',
      'EL',
      '2007-10-01',
      '2007-10-03',
      'E01',
      '1.00',
      '2007-10',
      'freeze',
    ].join(','),
  )
  await writeFile(join(folder, 'bill.csv'), [header, ...rows, ''].join('\n'))
  await addCommissioner(workbench().ctx, '5K5')
  const taken = await importActivity(workbench().ctx, { files: [{ path: join(folder, 'bill.csv') }] })
  await rm(folder, { recursive: true })
  if (!taken.ok) throw new Error(taken.message)
}, 60_000)

const address = identityAddress(toMonth('2007-10'), 'RAA', 'A/1 ?#')

function as(roleName: RoleName, more: Partial<Scope> = {}): Ctx {
  const role = findRole(roleName)!
  const scope = { ...wholeCommissioner, detail: role.detail, permissions: role.permissions, ...more }
  return actingAs(workbench().ctx, { actor: { name: `the ${roleName}`, userId: `${roleName}-1` }, scope })
}

const practice = (): Ctx => as('practice-user', { practices: practicesOnly(['E84001']) })
const browserOf = (ctx: Ctx): Promise<TestBrowser> => openTestBrowser(ctx, identityRoutes)

const has = (text: string, digits: string): boolean => text.replaceAll(/[\s-]|&nbsp;/g, '').includes(digits)

describe('the page “Show who this is”', () => {
  test('asks the practice why, and says what is written down, before it shows anything', async () => {
    const response = await (await browserOf(practice())).get(address)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain('<title>Show who this is – Locality</title>')
    for (const part of [
      'Why do you need to know?',
      'To see whether this is a patient of ours',
      'the journal has your name',
      'What the law says',
      '60 times an hour',
    ])
      expect(text).toContain(part)
    expect(has(text, number)).toBe(false)
  })

  test('shows the number and the birth once a reason is given: not kept, not printed, not for export', async () => {
    const browser = await browserOf(practice())
    const response = await browser.post(address, { reason: 'own-patient', words: '' })
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(text).toContain('<title>Who this line is about – Locality</title>')
    expect(text).toMatch(/<div class="app-not-printed">(?:(?!<\/div><div).)*999 000 0018/s)
    expect(text).toContain('15 June 1950')
    expect(text).not.toContain('format=csv')
    expect(await readFile(packagePath('src/delivery/web/assets/_print.scss'), 'utf8')).toMatch(
      /\.app-not-printed \{\s*display: none !important/,
    )
  })

  test('without a reason comes back with the fault at its field', async () => {
    const response = await (await browserOf(practice())).post(address, { words: 'new to us' })
    const text = await response.text()
    expect(response.status).toBe(422)
    expect(text).toContain('Say why: choose one of the reasons.')
    expect(text).toContain('value="new to us"')
    expect(has(text, number)).toBe(false)
  })

  test('stops words that name a patient', async () => {
    const response = await (
      await browserOf(practice())
    ).post(address, { reason: 'own-patient', words: 'is it 999 000 0018?' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('looks like an NHS number')
  })

  test('says that there is no number before anybody asks, where the one given is not valid', async () => {
    const text = await (await (await browserOf(practice())).get('/identities/2007-10/RAA/L3')).text()
    expect(text).toContain('not a valid NHS number')
    expect(has(text, '9990000019')).toBe(false)
  })

  test('is not there for anybody else, nor of a line that is not there: the same page, word for word', async () => {
    const body = async (ctx: Ctx, path: string) => {
      const response = await (await browserOf(ctx)).get(path)
      return [response.status, (await response.text()).replaceAll(/nonce="[^"]*"|value="[\w.-]{30,}"/g, '')]
    }
    const missing = await body(practice(), '/identities/2007-10/RAA/L999')
    expect(missing[0]).toBe(404)
    expect(await body(as('practice-user', { practices: practicesOnly(['E84002']) }), address)).toEqual(missing)
    for (const role of ['commissioner-analyst', 'contract-manager', 'provider-contact'] as const)
      expect(await body(as(role), address), role).toEqual(missing)
    for (const role of ['group-manager', 'auditor'] as const) {
      const [status, text] = await body(as(role), address)
      expect(status, role).toBe(403)
      expect(text).not.toContain('A/1')
    }
  })
})

describe('the page of a finance validator', () => {
  const validator = () => as('finance-validator', { commissioners: ['5K5'] })

  test('takes a number and says yes or no, and holds the number nowhere', async () => {
    const browser = await browserOf(validator())
    const form = await (await browser.get(address)).text()
    expect(form).toContain('name="nhs_number"')
    expect(form).toMatch(/name="nhs_number"[^>]*autocomplete="off"|autocomplete="off"[^>]*name="nhs_number"/i)
    const yes = await (
      await browser.post(`${address}/check`, { reason: 'responsible', words: '', nhs_number: '999 000 0018' })
    ).text()
    expect(yes).toContain('Yes: the line is about the person')
    const no = await (
      await browser.post(`${address}/check`, { reason: 'responsible', words: '', nhs_number: '9990000026' })
    ).text()
    expect(no).toContain('No: the line is about another person')
    for (const text of [form, yes, no]) expect(has(text, '99900000')).toBe(false)
  })

  test('comes back without the number where something is missing', async () => {
    const browser = await browserOf(validator())
    for (const fields of [
      { reason: '', words: 'x', nhs_number: number },
      { reason: 'responsible', words: 'x', nhs_number: '9990000019' },
      { reason: 'responsible', words: 'born 15/06/1950', nhs_number: number },
    ]) {
      const response = await browser.post(`${address}/check`, fields)
      const text = await response.text()
      expect(response.status).toBe(422)
      expect(text).toContain('name="nhs_number"')
      expect(has(text, '99900000')).toBe(false)
    }
  })

  test('leaves the number in no record of the database', async () => {
    const { ctx } = workbench()
    const { rows } = await sql<{
      text: string
    }>`SELECT string_agg(row_to_json(e)::text, ' ') AS text FROM audit.entry AS e`.execute(ctx.db)
    expect(rows[0]!.text).toContain('identity.check')
    expect(has(rows[0]!.text, '99900000')).toBe(false)
  })
})

describe('at the command line', () => {
  const [open] = commands
  const typed = { month: '2007-10', provider: 'raa', line: 'A/1 ?#' }

  test('the operator sees who a line is about, with a reason, in the journal', async () => {
    const { ctx } = workbench()
    const said = await saidInTerminal(open!, ctx, { ...typed, reason: 'own-patient' })
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('NHS number 9990000018, born 15 June 1950.') })
    const { rows } = await sql<{ actor: string; purpose: string }>`SELECT e.actor, e.purpose FROM audit.entry AS e
      WHERE e.action = 'identity.open' ORDER BY e.seq DESC LIMIT 1`.execute(ctx.db)
    expect(rows[0]).toEqual({ actor: 'a tester', purpose: 'To see whether this is a patient of ours' })
  })

  test('a reason that is none is refused with those there are', async () => {
    const said = await saidInTerminal(open!, workbench().ctx, { ...typed, reason: 'why' })
    expect(said.code).toBe(3)
    expect(said.error).toContain('own-patient')
  })

  test('a number to check is read from what is typed, and stands in no history of commands', async () => {
    const typing = new PassThrough()
    typing.end(' 999 000 0018 \nmore\n')
    expect(await readLine(typing)).toBe('999 000 0018')
    const nothing = new PassThrough()
    nothing.end()
    expect(await readLine(nothing)).toBe('')
    for (const command of commands) expect(command.options!.map(({ flag }) => flag).join()).not.toMatch(/nhs|number/)
  })
})
