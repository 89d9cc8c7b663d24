import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openCluster } from '../../src/platform/db/embedded/open-cluster.ts'
import { isRunning } from '../../src/platform/files/process.ts'
import { makeTemplate } from './template.ts'
import './provided.ts'

const folderPrefix = 'locality-tests-'

/** `locality-tests-4711-x`, `locality-workbench-4712-y`: whose process made it. */
const leftOver = /^locality-(?:tests|workbench)-(\d+)-/

/** Tests lose nothing of worth with the machine, so they need not wait for the disk. */
const quick = [
  '-c',
  'fsync=off',
  '-c',
  'synchronous_commit=off',
  '-c',
  'full_page_writes=off',
  '-c',
  'max_connections=200',
]

async function stopLeftOver(folder: string): Promise<void> {
  const pid = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').then(
    (text) => Number(text.split('\n')[0]),
    () => 0,
  )
  const ours = pid > 0 && (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(folder)
  if (ours) process.kill(pid, 'SIGQUIT')
  await rm(folder, { recursive: true, force: true })
}

/** A test run that was killed leaves its folders and its cluster behind; the folder's name says whose they were. */
async function sweepLeftOvers(): Promise<void> {
  const names = await readdir(tmpdir())
  const dead = names.filter((name) => leftOver.test(name) && !isRunning(Number(leftOver.exec(name)![1])))
  for (const name of dead) await stopLeftOver(join(tmpdir(), name)).catch(() => undefined)
}

/** One embedded cluster for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepLeftOvers()
  const root = await mkdtemp(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  const cluster = await openCluster({ root, password: 'for-tests-only', words: quick })
  if (!cluster.ok) throw new Error(cluster.message)
  project.provide('testServers', [(await makeTemplate('the embedded database', cluster.value.url, root)).server])
  return async () => {
    await cluster.value.close()
    await rm(root, { recursive: true, force: true })
  }
}
