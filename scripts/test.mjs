// npm test: sets up what is missing, checks types and style, runs every test, and ends with a count.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from '../bin/set-up.mjs'
import { say } from '../bin/say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

function run(words) {
  return spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status === 0
}

function check(name, words) {
  say(`\n${name}`)
  const held = run(words)
  if (!held) say(`${name}: failed, see above`)
  return held
}

/** A file that could not even be read holds no tests, and counts as one that failed. */
const brokenFiles = (report) =>
  report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length

function countsOf(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles(report),
      skipped: report.numPendingTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** An error outside any test fails the run without failing a test, and must count all the same. */
function runTests(words) {
  say('\nTests')
  const folder = mkdtempSync(join(tmpdir(), 'locality-report-'))
  const path = join(folder, 'report.json')
  const held = run([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
    ...words,
  ])
  const counts = countsOf(path)
  rmSync(folder, { recursive: true, force: true })
  return !held && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

await setUp(root)
const words = process.argv.slice(2)
const checks =
  words.length > 0
    ? []
    : [
        check('Types', ['node_modules/typescript/bin/tsc', '--noEmit']),
        check('Style', ['node_modules/oxlint/bin/oxlint', 'src', 'tests', 'scripts']),
      ]
const counts = runTests(words)
const passed = counts.passed + checks.filter(Boolean).length
const failed = counts.failed + checks.filter((held) => !held).length
if (counts.skipped > 0) say(`${counts.skipped} tests were skipped; each says why above.`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
