import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { startWorker } from '#platform'
import { afterEach, describe, expect, test } from 'vitest'
import { roomJobs } from '../../src/delivery/rooms.ts'
import { zipOf } from '../hardening/fuzz/zip.ts'
import { nhsNumber } from '../access/world.ts'
import type { TestBrowser } from '../support/web.ts'
import { type Who, useStand } from './stand.ts'

const stand = useStand()
const incoming = async (): Promise<string[]> => readdir(join(stand().workbench.data, 'incoming')).catch(() => [])
afterEach(async () => expect(await incoming()).toEqual([]))

const addresses = {
  '/imports': { layout: 'auto', snapshot: 'freeze' },
  '/tariffs': { year: '2007/08', from: '' },
  '/organisation-files': { what: 'organisations', date: '' },
  '/contract-files': {},
} as const
type Address = keyof typeof addresses

function formOf(address: Address, file: Blob, name: string, field = 'file'): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(addresses[address])) form.set(key, value)
  form.set(field, file, name)
  return form
}

/** A form that never ends: whoever waits for its end waits for ever. */
function endlessForm(token: string): { body: ReadableStream<Uint8Array>; read: () => number } {
  const head =
    `--b\r\nContent-Disposition: form-data; name="_token"\r\n\r\n${token}\r\n` +
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  let pieces = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(pieces === 0 ? head : 'x'.repeat(65_536)))
        pieces += 1
      },
    },
    { highWaterMark: 0 },
  )
  return { body, read: () => pieces }
}

describe('a file from somebody who may not send it', () => {
  test('is refused before anything of it is read, let alone written', async () => {
    const asks: [string, TestBrowser, Who | undefined][] = [
      ...(['practice', 'validator', 'auditor'] as const).map((who): [string, TestBrowser, Who] => [
        who,
        stand().as(who),
        who,
      ]),
      ['a stranger', stand().product.browser(), undefined],
    ]
    for (const [who, browser] of asks)
      for (const address of Object.keys(addresses)) {
        const { body, read } = endlessForm(await browser.token())
        const init = {
          method: 'POST',
          body,
          duplex: 'half',
          headers: { origin: 'http://localhost', 'content-type': 'multipart/form-data; boundary=b' },
        }
        const answer = await browser.send(address, init as RequestInit)
        expect([401, 403], `${who} at ${address}`).toContain(answer.status)
        expect(read(), `${who} at ${address}`).toBe(0)
        expect(await incoming()).toEqual([])
      }
  })

  test('is refused without the form’s own token, which comes before it, however long it goes on', async () => {
    const { body, read } = endlessForm('wrong.token')
    const answer = await Promise.race([
      stand()
        .as('contracts')
        .send('/imports', {
          method: 'POST',
          body,
          duplex: 'half',
          headers: { origin: 'http://localhost', 'content-type': 'multipart/form-data; boundary=b' },
        } as RequestInit),
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 5000)),
    ])
    expect(answer?.status ?? 'not answered').toBe(403)
    expect(read()).toBeLessThan(400)
  })
})

describe('a file', () => {
  test('is taken in the field that the form has for it, and in no other', async () => {
    for (const address of Object.keys(addresses) as Address[])
      for (const field of ['files', '__proto__', 'file[]', 'constructor']) {
        const answer = await stand()
          .as('contracts')
          .post(address, formOf(address, new Blob(['a,b\n']), 'a.csv', field))
        expect(answer.status, `${address} ${field}`).toBe(400)
      }
  })

  test('whose name names a patient is refused with an explanation, and is gone', async () => {
    for (const address of Object.keys(addresses) as Address[]) {
      const answer = await stand()
        .as('contracts')
        .post(address, formOf(address, new Blob(['a,b\n']), `letter ${nhsNumber(9)}.csv`))
      expect(answer.status, address).toBe(422)
      expect(await answer.text()).not.toContain(nhsNumber(9))
    }
  })

  test('larger than its ceiling, or one too many, is refused and gone', async () => {
    const big = new Blob([new Uint8Array(67_200_000)])
    for (const address of ['/tariffs', '/organisation-files', '/contract-files'] as const)
      expect(
        (
          await stand()
            .as('contracts')
            .post(address, formOf(address, big, 'big.csv'))
        ).status,
        address,
      ).toBe(413)
    const many = formOf('/imports', new Blob(['a']), 'a.csv')
    for (let at = 0; at < 25; at += 1) many.append('file', new Blob([`${at}`]), `${at}.csv`)
    expect((await stand().as('contracts').post('/imports', many)).status).toBe(400)
  })

  test('of hostile name becomes no path, no header and no failure', async () => {
    const before = (await readdir(stand().workbench.data)).toSorted()
    for (const name of [
      '../../../escaped.csv',
      '..\\escaped.csv',
      '/etc/escaped.csv',
      'a\u0000b.csv',
      'CON',
      '.',
      '..',
      `${'\u{1F9D1}'.repeat(140)}.csv`,
      'a"; filename*=x.csv',
      '<script>alert(1)</script>.csv',
      '\u202egpj.csv',
      '=cmd().csv',
    ]) {
      const form = formOf('/imports', new Blob(['a,b\n1,2\n']), name)
      form.set('layout', 'map')
      const sent = await stand().as('contracts').post('/imports', form)
      expect([303, 400, 422], JSON.stringify(name)).toContain(sent.status)
      if (sent.status !== 303) continue
      const to = sent.headers.get('location')!
      expect(to).toMatch(/^\/imports\/map\/[0-9a-f-]{36}\?name=[^/&<>"\s]*$/)
      if (name.startsWith('<'))
        expect(await (await stand().as('contracts').get(to)).text()).not.toContain('<script>alert(1)')
      const id = /map\/([0-9a-f-]{36})/.exec(to)![1]!
      const path = join(stand().workbench.data, 'incoming', id)
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      const { rm } = await import('node:fs/promises')
      await Promise.all([rm(path), rm(`${path}.by`)])
    }
    expect((await readdir(stand().workbench.data)).toSorted()).toEqual(before)
  })

  test('is told by what it holds, not by its name; a bomb is refused before it is unpacked', async () => {
    const sheet = (bytes: number) => ({ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(bytes, 32) })
    const files: [string, Buffer][] = [
      ['picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
      ['program.csv', Buffer.from('7f454c4602010100000000000000', 'hex')],
      ['page.xlsx', Buffer.from('<html><script>alert(1)</script></html>')],
      ['old.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
      ['bomb.xlsx', zipOf([sheet(300_000_000)])],
      ['lying bomb.xlsx', zipOf([{ ...sheet(300_000_000), claimedSize: 1000 }])],
      ['slip.xlsx', zipOf([{ name: '../../escaped.txt', data: Buffer.from('x') }])],
      ['cut.csv.gz', gzipSync(Buffer.from('line_id,provider\n')).subarray(0, 20)],
      ['in a pack.csv.gz', gzipSync(zipOf([sheet(1000)]))],
    ]
    for (const address of ['/organisation-files', '/tariffs', '/contract-files'] as const)
      for (const [name, bytes] of files) {
        const began = performance.now()
        const answer = await stand()
          .as('contracts')
          .post(address, formOf(address, new Blob([new Uint8Array(bytes)]), name))
        expect([200, 303, 400, 409, 422], `${address} ${name}`).toContain(answer.status)
        expect(performance.now() - began, `${address} ${name}`).toBeLessThan(4000)
        // What is wrong with files of the register stands on a page of its own.
        if (answer.status !== 303) expect(answer.headers.get('content-type')).toContain('text/html')
      }
    const worker = await startWorker(stand().workbench.ctx, roomJobs)
    for (const [name, bytes] of files.filter(([name]) => /picture|old|lying|pack/.test(name))) {
      const contracts = stand().as('contracts')
      const sent = await contracts.post('/imports', formOf('/imports', new Blob([new Uint8Array(bytes)]), name))
      expect(sent.status, name).toBe(303)
      expect(await outcomeOf(contracts, sent.headers.get('location')!), name).toMatch(/Refused|Failed|refused/)
    }
    await worker.stop()
    expect(await readdir(stand().workbench.data)).not.toContain('escaped.txt')
  })

  test('comes back as an attachment only, whatever it was', async () => {
    const answer = await stand().as('contracts').get('/imports/1/rejects')
    expect(answer.status).toBe(404)
    for (const route of stand().product.routes.filter(({ path }) => path.includes('incoming') || path.includes('kept')))
      expect(route.path).toBe('no address serves what was received')
  })
})

async function outcomeOf(browser: TestBrowser, run: string): Promise<string> {
  for (let at = 0; at < 200; at += 1) {
    const text = await (await browser.get(run)).text()
    if (!text.includes('http-equiv="refresh"')) return text.replaceAll(/<[^>]+>/g, ' ')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return 'does not end'
}

describe('what was typed', () => {
  test('is held in memory up to a million letters, and refused beyond, also from a stranger', async () => {
    const browser = stand().product.browser()
    const many = Array.from({ length: 40 }, (_, at) => [`field${at}`, 'a'.repeat(90_000)])
    const answer = await browser.post('/sign-in', Object.fromEntries(many) as Record<string, string>)
    expect(answer.status).toBe(413)
    const long = await browser.post('/sign-in', { email: 'a'.repeat(200_000) })
    expect(long.status).toBe(413)
    expect(await long.text()).not.toContain('0 MB')
  })
})
