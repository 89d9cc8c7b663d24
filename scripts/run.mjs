// Runs a script of the project as it lies in the sources: node scripts/run.mjs scripts/bench/bench.ts [words].
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setUp } from '../bin/set-up.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const words = process.argv.slice(2)
if (words.length === 0) {
  process.stderr.write('Say which script: node scripts/run.mjs scripts/NAME.ts\n')
  process.exit(2)
}

await setUp(root)
const run = spawnSync(process.execPath, ['--conditions=source', '--import', 'tsx', ...words], {
  stdio: 'inherit',
  env: { ...process.env, UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '8' },
})
process.exit(run.status ?? 1)
