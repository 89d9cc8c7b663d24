import { openCluster } from '../../src/platform/db/embedded/open-cluster.ts'

/** Opens the database of a folder, says so, and keeps it until its input ends or it is killed. */
const [root = '', mode = 'hold'] = process.argv.slice(2)
const opened = await openCluster({ root, password: 'for-tests-only' })
if (!opened.ok) {
  process.stdout.write(`refused ${opened.code}: ${opened.message}\n`)
  process.exit(3)
}
process.stdout.write(`open ${opened.value.url}\n`)
if (mode === 'hold') await new Promise(() => setInterval(() => undefined, 1_000))
await opened.value.close()
