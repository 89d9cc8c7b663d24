import { type ExitCode, type TerminalStreams, exits, openTerminal } from '#terminal'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestBrowser, openTestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { commands } from './commands.ts'
import { routes } from './routes.ts'

const workbench = useWorkbench()
let folder: string
let browser: TestBrowser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showing-prices-'))
  browser = await openTestBrowser(workbench().ctx, routes)
})
afterAll(() => rm(folder, { recursive: true }))

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

const page = async (path: string): Promise<{ status: number; text: string }> => {
  const response = await browser.get(path)
  return { status: response.status, text: await response.text() }
}

async function tariffFolder(): Promise<string> {
  const list = join(folder, 'tariff')
  await mkdir(list, { recursive: true })
  const hrgs = Array.from(
    { length: 120 },
    (_, at) => `AB${String(at % 100).padStart(2, '0')}${'CD'[Math.floor(at / 100)]},Stay ${at},${1000 + at},`,
  )
  await writeFile(
    join(list, 'tariff-apc.csv'),
    `hrg,name,combined,day_case\nAA22C,Stroke <severe>,8207,\n${hrgs.join('\n')}\n`,
  )
  await writeFile(join(list, 'mff.csv'), 'provider,mff\nRAL,1.063400\n')
  return list
}

describe('price lists, typed and seen', () => {
  test('there is none at first, and page and command say what to do', async () => {
    expect((await page('/tariffs')).text).toMatch(/No price list is loaded/)
    expect((await type('tariffs', {})).error).toContain('locality import tariff FOLDER --year 2007/08')
  })

  test('a folder is loaded from the command line, and recognised when it comes again', async () => {
    const source = await tariffFolder()
    const { exit, out } = await type('import tariff', { source, year: '2007/08' })
    expect([exit, out]).toEqual([
      exits.done,
      'Price list 2007/08 from 1 April 2007: 121 HRG prices, 1 market forces factor taken.\n',
    ])
    expect((await type('import tariff', { source, year: '2007/08' })).out).toContain(
      'these very contents hold already; nothing was taken',
    )
    const { out: json } = await type('import tariff', { source, year: '2007/08', from: '2007-10-01' }, true)
    expect(JSON.parse(json)).toMatchObject({
      tariffId: 2,
      from: '2007-10-01',
      alreadyLoaded: false,
      taken: { apc: 121 },
    })
  })

  test('a folder that is not right is refused with what is wrong, and exit 3', async () => {
    const bad = join(folder, 'bad')
    await mkdir(bad)
    await writeFile(join(bad, 'tariff-ae.csv'), 'hrg,type_1_2\nVB08Z,a lot\n')
    const { exit, error } = await type('import tariff', { source: bad, year: '2007/08' })
    expect(exit).toBe(exits.refused)
    expect(error).toContain('tariff-ae.csv, row 2, column type_1_2: “a lot” is not a price: write pounds like 2406')
  })

  test('local prices are loaded once', async () => {
    const file = join(folder, 'local.csv')
    await writeFile(file, 'provider,service,price,from\nRAL,NCBPS01,12.34,2007-04-01\n')
    expect((await type('import local-prices', { file })).out).toBe('1 local price taken.\n')
    expect((await type('import local-prices', { file })).out).toContain('nothing was taken')
    await writeFile(file, 'provider,service,price,from,to\nRAL,NCBPS01,x,2007-04-01,2007-04-01\n')
    const { exit, error } = await type('import local-prices', { file })
    expect(exit).toBe(exits.refused)
    expect(error).toContain('local.csv, row 2, column price: “x” is not a price')
    expect(error).toContain('local.csv, row 2, column to: 2007-04-01 is not after 2007-04-01')
  })

  test('the lists stand on a page and in a table, each with the days it holds', async () => {
    const { text } = await page('/tariffs')
    expect(text).toContain('1 April 2007 to 30 September 2007')
    expect(text).toContain('1 October 2007 to 31 March 2008')
    expect(text).toContain('NCBPS01')
    expect((await type('tariffs', { format: 'csv' })).out.split('\r\n')[1]).toContain(
      '2007/08,1 October 2007 to 31 March 2008,121,0,0,1,tariff,',
    )
  })

  test('one list shows its prices in pages, finds them by code or words, and escapes what it shows', async () => {
    const first = await page('/tariffs/1')
    expect(first.text).toContain('Stroke &lt;severe&gt;')
    expect(first.text).toContain('£8,207.00')
    expect(first.text).toContain('1.063400')
    expect(first.text).not.toContain('AB99C')
    expect(first.text, 'a column without any price is left out').not.toContain('Outpatient procedure</th>')
    expect((await page('/tariffs/1?page=2')).text).toContain('AB99C')
    const found = await page('/tariffs/1?search=stay+119')
    expect(found.text).toContain('1 HRGs found')
    expect(found.text).toContain('AB19D')
    expect(
      (await browser.get('/tariffs/1?format=csv&table=hrgs').then((response) => response.text())).trim().split('\r\n'),
    ).toHaveLength(122)
    expect((await page('/tariffs/99')).status).toBe(404)
  })

  test('a CSV is loaded on the page; a wrong one is refused in words', async () => {
    const form = (name: string, text: string): FormData => {
      const data = new FormData()
      data.set('year', '2008/09')
      data.set('from', '')
      data.set('file', new File([text], name, { type: 'text/csv' }))
      return data
    }
    const taken = await browser.post(
      '/tariffs',
      form('prices.csv', 'hrg,combined_dc_el_gbp,non_elective_gbp\nAA22C,10,20\n'),
    )
    expect(taken.status).toBe(303)
    expect((await page('/tariffs')).text).toContain('Price list 2008/09 from 1 April 2008: 1 HRG price taken.')
    const refused = await browser.post('/tariffs', form('prices.csv', 'a,b\n1,2\n'))
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('No sheet of “prices.csv” has the headings of a price list')
  })

  test('a month without lines is not priced, and a month must be one', async () => {
    const { exit, error } = await type('price', { month: '2007-10' })
    expect([exit, error]).toEqual([
      exits.refused,
      'There are no lines of October 2007: import the activity of the month first.\n',
    ])
    const { input } = commands.find(({ name }) => name === 'price')!
    expect(input.safeParse({ month: 'October' }).error?.issues[0]?.message).toBe(
      '“October” is not a month: write it like 2007-10.',
    )
    expect(input.safeParse({}).error?.issues[0]?.message).toContain('--month 2007-10')
  })
})
