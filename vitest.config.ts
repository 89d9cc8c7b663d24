import { readFileSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TestProjectConfiguration, defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const { imports } = JSON.parse(readFileSync(here('./package.json'), 'utf8')) as {
  imports: Record<string, { source: string }>
}

/** The front doors as package.json has them. Vitest does not hand its conditions to the global setup, so they are given as aliases. */
const alias = Object.entries(imports).map(([door, { source }]) => ({
  find: new RegExp(`^${door}$`),
  replacement: here(source),
}))

const isTest = /\.test\.tsx?$/
const testFiles = ['src', 'tests'].flatMap((folder) =>
  readdirSync(here(`./${folder}`), { recursive: true, encoding: 'utf8' })
    .filter((name) => isTest.test(name))
    .map((name) => join(folder, name)),
)

const usesDatabase = (file: string): boolean =>
  /support\/(workbench|database)\.ts'/.test(readFileSync(here(`./${file}`), 'utf8'))

const embedded: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'embedded',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/embedded-server.ts'],
  },
}

/** What an older server could do otherwise is in the stores: all of the platform's, and of each room the file that does its deeds. */
const isTwice = (file: string): boolean =>
  /^src\/platform\/|\/(plain-files|model|posts?-rules|journal|import-activity|rotation|asking|load-contracts|price-months|check-months|walls|answering|credits|paying|envelope|setting|prescribing|watching|sharing|saving)\.test\./.test(
    file,
  )

/** These once more on the server named in the environment. */
const server: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'server',
    include: testFiles.filter((file) => usesDatabase(file) && isTwice(file)),
    globalSetup: ['tests/support/postgres-server.ts'],
  },
}

export default defineConfig({
  resolve: { alias },
  test: {
    projects: process.env['LOCALITY_TEST_POSTGRES_URL'] ? [embedded, server] : [embedded],
    pool: 'forks',
    // Files share what they load: by themselves each took longer to load the product than to ask it. What a test keeps in a
    // module it reads back first: another file may have made the world it stands in.
    isolate: false,
    // Left to itself it takes one core less than there are, and much of the time is spent waiting for browsers and databases.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { LOCALITY_LOG: 'silent' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
