import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { importActivity } from '../imports/import-activity.command.ts'

const workbench = useWorkbench()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'last-row-'))))
afterAll(() => rm(folder, { recursive: true }))

const header = 'line_id,provider,practice,pod,start_date,end_date,price,month,snapshot'
const row = (id: string): string => `${id},RAA,E84001,EL,2007-10-01,2007-10-03,100.00,2007-10,freeze`

let files = 0
async function take(text: string) {
  const name = `october-${++files}.csv`
  await writeFile(join(folder, name), text)
  return importActivity(workbench().ctx, { files: [{ path: join(folder, name), name }] })
}

describe('a file without a line end after its last row', () => {
  test.each([
    ['in small letters', header],
    ['in capitals', header.toUpperCase()],
    ['with blanks', header.replaceAll(',', ' , ')],
  ])('is taken when its last cell says freeze, with a header %s', async (_, titles) => {
    const rows = [row(`A${files}`), row(`B${files}`)]
    expect(await take([titles, ...rows].join('\n'))).toMatchObject({ ok: true, value: { lines: 2 } })
  })

  test.each(['free', 'f', ''])('counts nothing of a last row that was cut to “%s”', async (end) => {
    const whole = [header, row(`C${files}`), row(`D${files}`)].join('\n')
    expect(await take(`${whole.slice(0, -'freeze'.length)}${end}`)).toMatchObject({ ok: false })
  })

  test('is refused as cut where half of the last cell could pass for the whole', async () => {
    const moved = [
      `${header.replace(',price', '')},price`,
      `E1,RAA,E84001,EL,2007-10-01,2007-10-03,2007-10,freeze,100.00`,
    ]
    expect(await take(moved.join('\n'))).toMatchObject({ ok: false, code: 'incomplete' })
  })
})
