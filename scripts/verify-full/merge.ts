import { readFile, writeFile } from 'node:fs/promises'
import { campaigns } from './campaigns.ts'
import { aboutIn, merged, page, rowsIn } from './record.ts'

/** Brings the rows of pages written elsewhere (another clone of the project, say) into one, the latest of each: merge.ts TARGET SOURCE… */
const [target, ...sources] = process.argv.slice(2)
const pages = await Promise.all(sources.map((path) => readFile(path, 'utf8')))
const kept = rowsIn(await readFile(target!, 'utf8').catch(() => ''))
const rows = merged(
  campaigns.map(({ name }) => name),
  [],
  [...kept, ...pages.flatMap(rowsIn)].toSorted((a, b) => b.date.localeCompare(a.date)),
)
await writeFile(target!, page(aboutIn(pages.at(-1)!), rows))
