import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { openBuilder } from '#lake'
import { toMonth } from '#shared'
import { lookAtFile } from '../../src/budgets/prescribing/reading/look-at-file.step.ts'
import { readEpd } from '../../src/budgets/prescribing/reading/read-epd.step.ts'
import { builderLimits } from '../../src/budgets/prescribing/reading/limits.ts'

/**
 * How long a national month of prescribing takes, and how much memory. A file of so many rows is made from the shape of a small real one,
 * over and over under other practices: `node scripts/run.mjs scripts/bench/prescribing.ts SAMPLE.csv [rows] [all]`. It lies in the folder
 * for temporary files, takes about four gigabytes there, and is taken away at the end.
 */
const [sample, wantedRows = '18000000', kept] = process.argv.slice(2)
if (!sample) throw new Error('name the sample: a month of prescribing as it was published')
const rows = Number(wantedRows)

const folder = await mkdtemp(join(tmpdir(), 'locality-prescribing-bench-'))
const path = join(folder, 'epd.csv')
const staging = join(folder, 'staging')

/** Practices of the sample under codes of their own each time; the first seventy copies of one are the commissioner's. */
async function write(): Promise<string[]> {
  const [header, ...lines] = (await readFile(sample!, 'utf8')).split(/\r?\n/).filter((line) => line !== '')
  const out = createWriteStream(path, { highWaterMark: 1 << 22 })
  out.write(`${header}\n`)
  const codes: string[] = []
  for (let copy = 0, written = 0; written < rows; copy += 1) {
    const part = lines
      .slice(0, rows - written)
      .map((line) =>
        line.replace(/,([A-Z]\d{2})\d{3},/, (_, start: string) => `,${start}${String(copy % 1000).padStart(3, '0')},`),
      )
    if (copy < 18) codes.push(...new Set(part.map((line) => /,([A-Z]\d{5}),/.exec(line)![1]!)))
    if (!out.write(`${part.join('\n')}\n`)) await once(out, 'drain')
    written += part.length
  }
  out.end()
  await once(out, 'close')
  return codes
}

let peak = 0
const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
const timed = async <T>(words: string, work: () => Promise<T>): Promise<T> => {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const answer = await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(
    `${words}: ${seconds} s, ${((user + system) / 1e6).toFixed(1)} s of processor, peak ${Math.round(peak / 1_048_576)} MB`,
  )
  return answer
}

try {
  await mkdir(staging, { recursive: true })
  const codes = await timed('made the file', write)
  peak = 0
  const look = await timed('looked at it', () => lookAtFile(path, () => undefined, staging))
  if (!look.ok) throw new Error(look.message)
  console.log(`${rows.toLocaleString('en-GB')} rows, ${Math.round(look.value.bytes / 1_048_576)} MB`)
  const builder = await openBuilder({ folders: [folder], tempFolder: join(folder, 'spill'), ...builderLimits })
  const read = await timed('read it', () =>
    readEpd(
      builder,
      { look: look.value, staging },
      { practicesIn: () => (kept === 'all' ? 'all' : new Set(codes)), firstOpen: toMonth('2030-01') },
      ({ stage }) =>
        console.log(
          `  ${stage}, at ${Math.round(performance.now() / 1000)} s, ${Math.round(process.memoryUsage.rss() / 1_048_576)} MB`,
        ),
    ),
  )
  await builder.close()
  console.log(read.ok ? read.value.counts : read.message)
} finally {
  clearInterval(watching)
  await rm(folder, { recursive: true, force: true })
}
