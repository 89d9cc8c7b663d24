import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packagePath } from '#platform'
import type { WebApp } from '../../src/delivery/web/create-web-app.ts'
import { startCommand } from '../support/type-command.ts'
import { type TestBrowser, browserOn } from '../support/web.ts'
import type { TestWorkbench } from '../support/workbench.ts'

/** The product as a program of its own, telling its log everything, with every way out of it written down. */
export interface Served {
  readonly origin: string
  browser(): TestBrowser
  /** What it said so far, on both its streams. */
  stop(): Promise<{ out: string; error: string; sockets: readonly string[] }>
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}

const overTheWire = {
  request: (url: string, init: RequestInit) => fetch(url, { ...init, redirect: 'manual' }),
} as unknown as WebApp

export async function serveChild({ data, databaseUrl }: TestWorkbench): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-sockets-'))
  const sockets = join(folder, 'sockets')
  const port = await freePort()
  const { child, said, ended } = startCommand(['serve', '--data', data, '--port', String(port)], {
    env: {
      DATABASE_URL: databaseUrl,
      LOCALITY_LOG: 'trace',
      LOCALITY_TEST_SOCKETS: sockets,
      NODE_OPTIONS: `--import=${packagePath('tests', 'safety', 'record-sockets.mjs')}`,
    },
  })
  await said('Locality is at')
  const origin = `http://localhost:${port}`
  return {
    origin,
    browser: () => browserOn(overTheWire, { origin, tokenPages: ['/about', '/sign-in'] }),
    async stop() {
      child.kill('SIGTERM')
      const { out, error } = await ended
      const written = (await readFile(sockets, 'utf8')).trim().split('\n')
      await rm(folder, { recursive: true })
      return { out, error, sockets: written }
    },
  }
}
