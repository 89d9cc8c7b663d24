import type { TestProject } from 'vitest/node'
import { makeTemplate } from './template.ts'

/** The server in LOCALITY_TEST_POSTGRES_URL, of version 15 or later, which is left as it was found. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, drop } = await makeTemplate('a PostgreSQL server', process.env['LOCALITY_TEST_POSTGRES_URL']!)
  project.provide('testServers', [server])
  return drop
}
