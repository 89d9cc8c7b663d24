import { writeFile } from 'node:fs/promises'
import { chance } from '../../oracles/chance.ts'

export interface BilledFile {
  readonly path: string
  readonly month: string
  readonly lines: number
  readonly pence: number
}

const header = 'line_id,provider,practice,patient,birth_date,pod,start_date,end_date,hrg,price,month,snapshot'

/** A month's bill of some thousands of lines; the same seed writes the same file. */
export async function writeBill(path: string, month: string, lines: number, seed: number): Promise<BilledFile> {
  const chances = chance(seed)
  let pence = 0
  const rows = Array.from({ length: lines }, (_, at) => {
    const amount = chances.whole(100, 500_000)
    pence += amount
    const day = String(chances.whole(1, 28)).padStart(2, '0')
    const price = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`
    return `K${at},${chances.pick(['RAL', 'RXH'])},G85${chances.whole(100, 160)},9990079196,1950-06-15,${chances.pick(['DC', 'NEL', 'EL'])},${month}-${day},${month}-${day},E01,${price},${month},freeze`
  })
  await writeFile(path, [header, ...rows, ''].join('\n'))
  return { path, month, lines, pence }
}
