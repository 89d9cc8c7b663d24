import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Ctx, DataFolder } from '#platform'
import { type Result, ok, refused } from '#shared'
import type { Route } from '#ui'
import type { ApiSetting } from '../api/api-setting.ts'
import { loadAssets } from './assets.ts'
import { createWebApp } from './create-web-app.ts'
import { shellRoutes } from './list-routes.ts'
import type { Gate } from './gate.ts'
import { pageLimits } from './rate-limit.ts'
import { packageVersion } from './package-version.ts'
import { loopbackNames } from './same-origin.ts'
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
  /** Who is asking. */
  readonly gate: Gate
  /** What programs may ask, and how they are let in; nothing without. */
  readonly api?: ApiSetting
  /** Where to listen; this computer only unless said otherwise. */
  readonly listen?: string
  /** Where browsers find it, when that is not this computer: `https://locality.example.nhs.uk`. */
  readonly url?: string
}

const loopback = '127.0.0.1'

const noteOf = (listen: string): string =>
  listen === loopback ? 'It answers only to this computer.' : `It answers to whoever reaches ${listen}.`

/** Whether the folder holds an invented commissioner: the demonstration says so in the folder's mark. */
export async function isDemonstration(folder: DataFolder): Promise<boolean> {
  const mark: unknown = JSON.parse(await readFile(folder.path('locality.json'), 'utf8'))
  return typeof mark === 'object' && mark !== null && 'demonstration' in mark && Boolean(mark.demonstration)
}

/** The names by which browsers may ask for it: a name of somebody else's that points here is turned away. */
const hostsOf = (url: string | undefined): Pick<WebSetting, 'hosts' | 'isSecure'> =>
  url === undefined ? {} : { hosts: [new URL(url).hostname, ...loopbackNames], isSecure: url.startsWith('https:') }

type SettingOptions = Pick<ServeOptions, 'routes' | 'gate' | 'url' | 'listen' | 'api'>

export async function webSetting(
  ctx: Ctx,
  { routes, gate, url, api, listen = loopback }: SettingOptions,
): Promise<WebSetting> {
  const [assets, version, demonstration, secret] = await Promise.all([
    loadAssets(),
    packageVersion(),
    isDemonstration(ctx.folder),
    webSecret(ctx.folder),
  ])
  const hosts = hostsOf(url)
  const server = { hosts: hosts.hosts ?? loopbackNames, isLoopbackOnly: listen === loopback }
  const all = [...routes, ...shellRoutes({ assets, version, demonstration, server })]
  const limits = pageLimits(ctx.clock)
  return { ctx, gate, limits, routes: all, assets, version, demonstration, secret, ...hosts, ...(api && { api }) }
}

async function listenAt(server: Server, host: string, port: number): Promise<Result<number, 'port-taken'>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES'
        ? resolve(refused('port-taken', `Port ${port} is taken or not allowed. Choose another with --port.`))
        : reject(error),
    )
    server.listen(port, host, () => {
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

/** Serves the pages. */
export async function serveWeb(ctx: Ctx, options: ServeOptions): Promise<Result<WebServer, 'port-taken'>> {
  const { listen = loopback, url, port } = options
  const app = createWebApp(await webSetting(ctx, options))
  const server = createServer({ requestTimeout: 0, headersTimeout: 30_000 }, getRequestListener(app.fetch))
  const listening = await listenAt(server, listen, port)
  if (!listening.ok) return listening
  return ok({ url: url ?? `http://localhost:${listening.value}`, note: noteOf(listen), close: closer(server) })
}
