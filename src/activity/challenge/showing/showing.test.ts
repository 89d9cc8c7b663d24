import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheets } from '#platform'
import { formatPence, toPence } from '#shared'
import type { Command } from '#terminal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, scopeGate } from '../../../../tests/support/api.ts'
import { addCommissioner } from '../../../../tests/support/commissioner.ts'
import { plantFindings } from '../../../../tests/support/planted-findings.ts'
import { saidInTerminal } from '../../../../tests/support/said-in-terminal.ts'
import { openTestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { routes } from '../routes.ts'
import { commands } from './commands.ts'

const workbench = useWorkbench()
const reference = 'CH-2007-10-RAA-1'
const total = 12_345 + 67_899 + 5_050
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'challenge-pages-'))
  await addCommissioner(workbench().ctx, 'C01')
  await plantFindings(
    workbench().ctx,
    [12_345, 67_899, 5_050].map((valuePence, at) => ({ lineId: `L${at}`, billedPence: 100_000, valuePence })),
  )
})
afterAll(() => rm(folder, { recursive: true }))

const command = (name: string): Command => commands.find((one) => one.name === name)!
const json = async (name: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
  JSON.parse((await typed(name, input, true)).out) as Record<string, unknown>

async function typed(name: string, input: Record<string, unknown>, wantsJson = false) {
  return saidInTerminal(command(name), workbench().ctx, input, wantsJson)
}

describe('a challenge typed, shown, exported and pulled', () => {
  test('is the same pence everywhere', async () => {
    expect(await json('challenge build', { provider: 'raa', month: '2007-10', snapshot: 'freeze' })).toMatchObject({
      reference,
      items: 3,
      claimedPence: total,
    })
    expect(await json('challenge send', { references: [reference] })).toMatchObject({
      sent: [reference],
      claimedPence: total,
    })
    expect(await json('challenge letter', { reference, out: join(folder, 'x.pdf') })).toMatchObject({
      claimedPence: total,
    })
    expect((await readFile(join(folder, 'x.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')

    const browser = await openTestBrowser(workbench().ctx, routes)
    for (const path of [`/challenges/${reference}`, `/challenges/${reference}/letter`, '/challenges'])
      expect(await (await browser.get(path)).text(), path).toContain(formatPence(toPence(total)))
    const exported = (format: string) => browser.get(`/challenges/${reference}?format=${format}&table=${reference}`)
    const pounds = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + Math.round(Number(cell) * 100), 0)
    const csv = await (await exported('csv')).text()
    expect(
      pounds(
        csv
          .trimEnd()
          .split('\r\n')
          .slice(1)
          .map((row) => row.split(',')[14]!),
      ),
    ).toBe(total)
    const { rows } = (await (await exported('json')).json()) as { rows: { claimed: number }[] }
    expect(rows.reduce((sum, { claimed }) => sum + claimed, 0)).toBe(total)
    const book = join(folder, 'x.xlsx')
    await writeFile(book, Buffer.from(await (await exported('xlsx')).arrayBuffer()))
    const read = await readSheets({ path: book, name: 'x.xlsx' })
    expect(read.ok && pounds(read.value.sheets[0]!.rows.slice(1).map(({ cells }) => cells[14]!))).toBe(total)
    const pdf = await browser.get(`/challenges/${reference}/letter.pdf`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])

    const api = await openTestApi(workbench().ctx, {
      gate: scopeGate(workbench().ctx, { permissions: ['challenge.read'] }),
    })
    const pulled = (await (await api.get(`/api/v1/challenges/${reference}`, 'x')).json()) as {
      rows: { claimed: number }[]
    }
    expect(pulled.rows.reduce((sum, { claimed }) => sum + claimed, 0)).toBe(total)
  })

  test('holds nothing that tells who a patient or which practice it is', async () => {
    const csv = (await typed('challenge show', { reference, format: 'csv' })).out
    expect(csv).toContain('L1')
    expect(csv).not.toMatch(/A99001|practice|patient|nhs/i)
  })

  test('is answered by a file, settled and listed, and a bad file is refused with what to do', async () => {
    const csv = (await typed('challenge show', { reference, format: 'csv' })).out
    const good = join(folder, 'reply.csv')
    await writeFile(good, csv.replaceAll(/,,,,\r\n/g, ',accept,,,\r\n').replace(',accept,,,', ',reject,,,Not so'))
    const bad = join(folder, 'bad.csv')
    await writeFile(bad, csv.replace('freeze', 'flex'))
    const refused = await typed('challenge receive', { file: bad })
    expect(refused.code).toBe(3)
    expect(refused.error).toContain('column snapshot')
    expect(await json('challenge receive', { file: good })).toMatchObject({ reference, answers: 3 })
    expect(await json('challenge settle', { reference })).toMatchObject({ stage: 'replied' })
    expect(await json('challenge settle', { reference, item: 1, accepted: '0' })).toMatchObject({ stage: 'closed' })
    expect((await typed('challenge list', {})).out).toContain('Closed')
    expect((await typed('challenge credits', { format: 'csv' })).out).toContain(reference)
    expect(await json('challenge look', {})).toMatchObject({ found: 0 })
  })
})
