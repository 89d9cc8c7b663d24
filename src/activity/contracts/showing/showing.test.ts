import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type ExitCode, type TerminalStreams, exits, openTerminal } from '#terminal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contractsHeader } from '../../../../tests/support/contract-files.ts'
import { addOrganisations } from '../../../../tests/support/people.ts'
import { type Product, openProduct } from '../../../../tests/support/product.ts'
import type { TestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { commands } from './commands.ts'

const workbench = useWorkbench({ now: new Date('2007-12-03T10:00:00Z') })
let product: Product
let manager: TestBrowser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showing-contracts-'))
  await addOrganisations(workbench().ctx)
  product = await openProduct(workbench().ctx)
  const { personId } = await product.somebody({ role: 'contract-manager', organisation: '5ZZ' })
  manager = await product.browserAs(personId)
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

async function as(role: string, organisation: string): Promise<TestBrowser> {
  return product.browserAs((await product.somebody({ role, organisation })).personId)
}

const textOf = async (browser: TestBrowser, path: string): Promise<string> => (await browser.get(path)).text()

/** What stands on a page, without its markup. */
const words = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#x27;/g, '’')
    .replaceAll(/\s+/g, ' ')

function sending(files: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(files)) form.append('file', new File([text], name, { type: 'text/csv' }))
  return form
}

interface Said {
  readonly exit: ExitCode
  readonly out: string
  readonly error: string
}

async function type(name: string, typed: Record<string, unknown>, wantsJson = false): Promise<Said> {
  const [out, error] = [new PassThrough(), new PassThrough()]
  const terminal = openTerminal(wantsJson, { out, error } as unknown as TerminalStreams)
  const command = commands.find((one) => one.name === name)!
  if (command.kind !== 'data') throw new Error(`${name} works on a data folder`)
  const exit = await command.run(workbench().ctx, command.input.parse(typed), terminal)
  return { exit, out: String(out.read() ?? ''), error: String(error.read() ?? '') }
}

const contracts = `${contractsHeader}
CA-1,ZA1,tariff,2007-04-01,2008-02-01,,,0.50,100,
CA-2,ZA1,block,2007-04-01,,330 410,1200000,,,15
`
const approvals =
  'approval,nhs_number,procedure,decision,from\nPA-1,9990000018,L85,approved,2007-04-01\nPA-2,9990000019,L85,yes,2007-04-01\n'

describe('the register on pages', () => {
  test('is empty at first, and says what to do', async () => {
    expect(words(await textOf(manager, '/contracts'))).toMatch(/No contract was loaded yet .* Load contracts and lists/)
    expect(words(await textOf(manager, '/calendar'))).toMatch(/No calendar was loaded yet .* Early May bank holiday/)
    expect((await type('contracts', {})).error).toContain('locality import contracts contracts.csv')
  })

  test('says of files that are wrong what is wrong, keeps nothing of them, and shows no patient', async () => {
    const sent = await manager.post(
      '/contract-files',
      sending({ 'approvals.csv': approvals, 'c.csv': 'colour\nred\n' }),
    )
    const address = sent.headers.get('location')!
    expect([sent.status, address]).toEqual([303, '/contract-files/1'])
    const html = await textOf(manager, address)
    expect(words(html)).toMatch(/3 things are wrong .* approvals.csv 3 nhs_number \(not shown\) is not an NHS number/)
    expect(html).not.toMatch(/999000/)
    const csv = await textOf(manager, `${address}?format=csv&table=faults`)
    expect(csv.split('\r\n')[2]).toBe(
      'approvals.csv,3,decision,yes,is not known,"Write one of approved, refused, withdrawn."',
    )
    expect(await readdir(workbench().ctx.folder.path('incoming'))).toEqual([])
    expect((await manager.post('/contract-files', {})).status).toBe(422)
  })

  test('shows what files would change before they are taken', async () => {
    const plan = 'reference,month,pod,activity,value\nCA-1,2007-10,NEL,41.667,83334\nCA-1,2007-11,EL,10,20000\n'
    const measures =
      'provider,month,measure,value,target,direction\nZA1,2007-10,"Within 18 weeks, %",91.5,90,at-least\nZA1,2007-11,"Within 18 weeks, %",88,90,at-least\n'
    const calendar =
      'month,flex_inclusion,flex_publication,freeze_inclusion,freeze_publication\n2007-10,2007-11-30,2007-12-03,2007-12-31,2008-01-02\n'
    const caps = 'reference,tfc,ratio,from\nCA-1,110,2.5,2007-04-01\n'
    const files = {
      'plan.csv': plan,
      'm.csv': measures,
      'cal.csv': calendar,
      'contracts.csv': contracts,
      'caps.csv': caps,
    }
    const sent = await manager.post('/contract-files', sending(files))
    const address = sent.headers.get('location')!
    const html = await textOf(manager, address)
    expect(words(html)).toMatch(/Contracts: 2 added Planned activity and value: 2 added Follow-up caps: 1 added/)
    expect(words(html)).toContain(
      'CA-2 · 1 April 2007 added – no data Provider: ZA1; Mechanism: block; Services: 330 410;',
    )
    expect(words(await textOf(manager, '/contracts'))).toContain('No contract was loaded yet')
    const shown = /name="shown" value="([0-9a-f]{64})"/.exec(html)![1]!
    const stale = await manager.post(address, { decision: 'take', shown: '0'.repeat(64) })
    expect(words(await stale.text())).toContain('Somebody changed the register since this was shown')
    const taken = await manager.post(address, { decision: 'take', shown })
    expect([taken.status, taken.headers.get('location')]).toEqual([303, '/contracts'])
    expect((await manager.get(address)).status).toBe(404)
  })

  test('lists what runs, what ends soon, and months without a plan', async () => {
    const list = words(await textOf(manager, '/contracts'))
    expect(list).toMatch(/Run on 3 December 2007 2 End within 92 days of it 1 Have months without a plan 1/)
    expect(list).toMatch(/CA-1 Royal Hospital ends soon .*1 Feb 2008 December 2007/)
    expect(words(await textOf(manager, '/contracts?on=2008-06-01'))).toMatch(/CA-1 Royal Hospital ended/)
    const [header, first] = (await textOf(manager, '/contracts?format=csv&table=contracts')).split('\r\n')
    expect(header).toBe(
      'reference,name,state,mechanism,from,to,unplanned,services,fixed_per_year,provider,commissioner',
    )
    expect(first).toContain('CA-1,Royal Hospital,ends soon,')
    expect((await manager.get('/contracts?on=tomorrow')).status).toBe(400)
  })

  test('says the terms of a contract in words, with plan and quality beside each other, and its history', async () => {
    const shown = words(await textOf(manager, '/contracts/CA-1'))
    expect(shown).toContain('Days 1 April 2007 to 31 January 2008')
    expect(shown).toContain('Differences of a line that are let go up to £0.50')
    expect(shown).toContain('5 working days to acknowledge a challenge, 10 working days to answer it')
    expect(shown).toContain('October 2007 41.667 £83,334.00 91.5, met (at least 90)')
    expect(shown).toContain('November 2007 10 £20,000.00 88, missed (at least 90)')
    expect(shown).toContain('All months 51.667 £103,334.00')
    expect(shown).toMatch(/Follow-up caps .* 110 2.5/)
    expect(shown).toMatch(/Version 1: 1 April 2007 to 31 January 2008 Somebody Invented The first terms/)
    expect((await manager.get('/contracts/CA-9')).status).toBe(404)
    expect((await manager.get('/contracts/CA-1?commissioner=5YY')).status).toBe(404)
  })

  test('takes a list away in the columns in which it is loaded', async () => {
    const csv = await textOf(manager, '/contract-lists/contract-plan?format=csv&table=contract-plan')
    expect(csv).toBe(
      'reference,commissioner,month,pod,activity,value\r\nCA-1,5ZZ,2007-10,NEL,41.667,83334.00\r\nCA-1,5ZZ,2007-11,EL,10,20000.00\r\n',
    )
    const again = await manager.post('/contract-files', sending({ 'plan.csv': csv }))
    expect(words(await textOf(manager, again.headers.get('location')!))).toContain('Nothing would change')
    for (const list of ['prior-approvals', 'low-priority', 'calendar', 'clinics', 'contracts'])
      expect((await manager.get(`/contract-lists/${list}`)).status, list).toBe(200)
    expect((await manager.get('/contract-lists/colours')).status).toBe(404)
    expect(words(await textOf(manager, '/contract-lists/low-priority'))).toMatch(
      /The country’s policies, .* L8\(4\[1-689\]/,
    )
  })

  test('ends a contract in two steps', async () => {
    const fields = { commissioner: '5ZZ', ends: '2008-01-01', reason: 'The service moved to the community.' }
    expect(words(await textOf(manager, '/contracts/CA-2/end'))).toContain('First day on which it no longer holds')
    const wrong = await manager.post('/contracts/CA-2/end', { ...fields, reason: '' })
    expect([wrong.status, words(await wrong.text())]).toEqual([422, expect.stringContaining('Say why it ends')])
    const first = await manager.post('/contracts/CA-2/end', fields)
    expect(words(await first.text())).toMatch(/No longer holds from 1 January 2008 .* End contract CA-2/)
    expect(words(await textOf(manager, '/contracts/CA-2'))).not.toContain('31 December 2007')
    const sure = await manager.post('/contracts/CA-2/end', { ...fields, sure: 'yes' })
    expect(sure.status).toBe(303)
    expect(words(await textOf(manager, '/contracts/CA-2'))).toMatch(
      /1 April 2007 to 31 December 2007 .*Ended: no longer from 1 January 2008 Somebody Invented The service moved/,
    )
  })

  test('is the provider’s own for its contact, and closed to a practice and to another commissioner', async () => {
    const provider = await as('provider-contact', 'ZA1')
    const shown = words(await textOf(provider, '/contracts'))
    expect(shown).toContain('CA-1')
    expect(shown).not.toContain('Load contracts and lists')
    expect((await provider.get('/contract-lists/prior-approvals')).status).toBe(404)
    expect((await provider.get('/contract-files')).status).toBe(403)
    const practice = await as('practice-user', 'P99001')
    expect((await practice.get('/contracts')).status).toBe(403)
  })
})

describe('the register, typed', () => {
  test('shows a contract and lists all', async () => {
    const { out } = await type('contract', { reference: 'CA-1' })
    expect(out).toMatch(/Contract CA-1: ZA1 Royal Hospital\n1 April 2007 to 31 January 2008 \(ends soon\)\n/)
    expect(JSON.parse((await type('contract', { reference: 'CA-1' }, true)).out)).toMatchObject({
      versions: [{ reference: 'CA-1', version: 1 }],
      plan: [{ month: '2007-10', activity: 41.667, value: 8333400 }, {}],
    })
    expect((await type('contracts', { format: 'csv' })).out).toContain('CA-2,Royal Hospital,ends soon')
    expect(await type('contract', { reference: 'CA-9' })).toMatchObject({ exit: exits.refused })
  })

  test('takes files, or says what is wrong with them', async () => {
    const file = join(folder, 'caps.csv')
    await writeFile(file, 'reference,tfc,ratio,from\nCA-1,110,3,2007-04-01\n')
    expect((await type('import contracts', { files: [file] })).out).toBe('Follow-up caps: 1 changed.\n')
    expect((await type('import contracts', { files: [file] })).out).toContain('nothing changed')
    await writeFile(file, 'reference,tfc,ratio,from\nCA-9,110,3,2007-04-01\n')
    const refused = await type('import contracts', { files: [file] }, true)
    expect(refused.exit).toBe(exits.refused)
    expect(JSON.parse(refused.out)).toMatchObject({
      taken: [],
      faults: [{ row: 2, column: 'reference', value: 'CA-9' }],
    })
    expect((await type('import contracts', { files: [join(folder, 'none.csv')] })).error).toContain('Nothing was taken')
  })

  test('ends a contract', async () => {
    const end = { reference: 'CA-1', from: '2008-01-01', reason: 'Replaced.' }
    expect((await type('contracts end', end)).out).toBe('Contract CA-1 no longer holds from 1 January 2008 on.\n')
    expect(await type('contracts end', end)).toMatchObject({ exit: exits.refused })
  })
})
