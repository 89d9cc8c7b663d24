import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const { imports } = JSON.parse(readFileSync(here('./package.json'), 'utf8')) as { imports: Record<string, { source: string }> }

/** The front doors as package.json has them. Vitest does not hand its conditions to the global setup, so they are given as aliases. */
const alias = Object.entries(imports).map(([door, { source }]) => ({ find: new RegExp(`^${door}$`), replacement: here(source) }))

export default defineConfig({
  resolve: { alias },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    env: { LOCALITY_LOG: 'silent' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
