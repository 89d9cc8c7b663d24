import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Ctx, DataFolder } from '#platform'
import { type Result, ok, refused } from '#shared'
import type { Route } from '#ui'
import { loadAssets } from './assets.ts'
import { createWebApp } from './create-web-app.ts'
import { shellRoutes } from './list-routes.ts'
import { loopbackNames } from './same-origin.ts'
import { packageVersion } from './package-version.ts'
import { webSecret } from './signing.ts'
import type { WebSetting } from './web-setting.ts'

export interface WebServer {
  readonly url: string
  /** What whoever started it should be told beside the address. */
  readonly note: string
  close(): Promise<void>
}

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The rooms' addresses, as `roomRoutes` gathers them. */
  readonly routes: readonly Route[]
}

const loopback = '127.0.0.1'
const note = 'There is no sign-in yet, so it answers only to this computer.'

/** Whether the folder holds an invented commissioner: the demonstration says so in the folder's mark. */
async function isDemonstration(folder: DataFolder): Promise<boolean> {
  const mark: unknown = JSON.parse(await readFile(folder.path('locality.json'), 'utf8'))
  return typeof mark === 'object' && mark !== null && 'demonstration' in mark && Boolean(mark.demonstration)
}

export async function webSetting(ctx: Ctx, routes: readonly Route[]): Promise<WebSetting> {
  const [assets, version, demonstration, secret] = await Promise.all([
    loadAssets(),
    packageVersion(),
    isDemonstration(ctx.folder),
    webSecret(ctx.folder),
  ])
  const all = [
    ...routes,
    ...shellRoutes({ assets, version, demonstration, server: { hosts: loopbackNames, isLoopbackOnly: true } }),
  ]
  return { ctx, routes: all, assets, version, demonstration, secret }
}

async function listen(server: Server, port: number): Promise<Result<number, 'port-taken'>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES'
        ? resolve(refused('port-taken', `Port ${port} is taken or not allowed. Choose another with --port.`))
        : reject(error),
    )
    server.listen(port, loopback, () => {
      const address = server.address()
      resolve(ok(typeof address === 'object' && address ? address.port : port))
    })
  })
}

/** Open event streams would hold a server for ever; they are cut, and browsers come back by themselves. */
const closer = (server: Server) => async (): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

/** Serves the pages to this computer only, until sign-in exists. */
export async function serveWeb(ctx: Ctx, { port, routes }: ServeOptions): Promise<Result<WebServer, 'port-taken'>> {
  const app = createWebApp(await webSetting(ctx, routes))
  const server = createServer({ requestTimeout: 0, headersTimeout: 30_000 }, getRequestListener(app.fetch))
  const listening = await listen(server, port)
  return listening.ok ? ok({ url: `http://localhost:${listening.value}`, note, close: closer(server) }) : listening
}
