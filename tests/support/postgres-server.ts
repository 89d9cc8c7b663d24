import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeTemplate } from './template.ts'

/** The server in LOCALITY_TEST_POSTGRES_URL, of version 15 or later, which is left as it was found. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), `locality-tests-${process.pid}-`))
  const url = process.env['LOCALITY_TEST_POSTGRES_URL']!
  const { server, drop } = await makeTemplate('a PostgreSQL server', url, folder)
  project.provide('testServers', [server])
  return async () => {
    await drop()
    await rm(folder, { recursive: true, force: true })
  }
}
