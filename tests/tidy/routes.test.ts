import { permissions } from '#shared'
import type { Route } from '#ui'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ApiSetting, apiLimits } from '../../src/delivery/api/api-setting.ts'
import { listAddresses } from '../../src/delivery/api/mount-operations.ts'
import { roomOperations } from '../../src/delivery/room-operations.ts'
import { productRoutes } from '../../src/delivery/product-routes.ts'
import { signInOn } from '../../src/delivery/sign-in.ts'
import { createWebApp } from '../../src/delivery/web/create-web-app.ts'
import { listRoutes, repeatedRoutes } from '../../src/delivery/web/list-routes.ts'
import { webSetting } from '../../src/delivery/web/serve-web.ts'
import type { WebSetting } from '../../src/delivery/web/web-setting.ts'
import { operatorGate } from '../support/gates.ts'
import { scopeGate } from '../support/api.ts'
import { useWorkbench } from '../support/workbench.ts'
import { filesUnder, isTest } from './source.ts'

const source = filesUnder('src', /\.tsx?$/).filter(({ path }) => !isTest(path))

const workbench = useWorkbench()
let setting: WebSetting & { readonly api: ApiSetting }
let routes: readonly Route[]

beforeAll(async () => {
  const { ctx } = workbench()
  const gate = operatorGate(ctx)
  const api = { operations: roomOperations, gate: scopeGate(ctx), limits: apiLimits(ctx.clock) }
  setting = { ...(await webSetting(ctx, { routes: productRoutes(await signInOn(ctx), true), gate })), api }
  routes = setting.routes
}, 60_000)

describe('the addresses of the product', () => {
  test('are all declared, each once, and nothing else answers', async () => {
    const declared = listRoutes(routes).map(({ method, path }) => `${method} ${path}`)
    declared.push(...listAddresses(setting.api))
    const answered = createWebApp(setting)
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    expect(answered.toSorted()).toEqual(declared.toSorted())
    expect(repeatedRoutes(routes)).toEqual([])
    expect(declared).toContain('GET /')
  })

  test('say who may use them, and what is kept of every change', () => {
    const listed = listRoutes(routes)
    const needs: readonly string[] = [...permissions, 'public', 'signed-in']
    expect(listed.filter(({ permission }) => !needs.includes(permission))).toEqual([])
    expect(listed.filter(({ method, audit }) => method === 'POST' && audit === null)).toEqual([])
  })

  test('are open to anybody only where nothing of the data is shown: help, signing in, and what browsers fetch', () => {
    const open = listRoutes(routes)
      .filter(({ permission }) => permission === 'public')
      .map(({ path }) => path)
    // A calendar program has no account: whoever knows the address of a calendar gets dates and places, and nobody else anything.
    const known =
      /^\/(help|about|health|sign-out|assets\/:name|api|sign-in(\/.*)?|first-administrator|calendars\/:calendar)$/
    expect(open.filter((path) => !known.test(path))).toEqual([])
  })

  test('keep who took lines away, or looked at one', () => {
    const show = routes.filter(
      ({ permission, method, path }) => permission === 'line.read' && method === 'GET' && path.includes(':'),
    )
    expect(show.length).toBeGreaterThan(0)
    // The page that asks for a reason shows nothing of a person; the answer is kept by its command.
    const unkept = show.filter(({ audit, auditOfFile }) => !audit && !auditOfFile).map(({ path }) => path)
    expect(unkept).toEqual(['/identities/:month/:provider/:line'])
  })

  test('are given the product’s own workbench only for signing in', () => {
    const own = routes.filter(({ asProduct }) => asProduct).map(({ path }) => path)
    expect(own.filter((path) => !/^\/(sign-in|sign-out|account|first-administrator)(\/|$)/.test(path))).toEqual([])
    const makers = source.filter(({ text }) => /\basProduct: true/.test(text)).map(({ path }) => path)
    expect(makers.filter((path) => !path.startsWith('src/people/signing-in/'))).toEqual([])
  })

  test('are all offered by a room: a page that is declared but listed nowhere answers nobody', () => {
    const declarations = source
      .filter(({ path }) => !path.startsWith('src/ui/'))
      .reduce((count, { text }) => count + (text.match(/\bdefineRoute\(/g)?.length ?? 0), 0)
    expect(routes.length).toBeGreaterThanOrEqual(declarations)
  })

  test('are made in one place', () => {
    const makers = source.filter(({ text }) =>
      /\bnew Hono\b|\bapp\.(get|post|put|patch|delete|all|route|mount)\(/.test(text),
    )
    expect(makers.map(({ path }) => path)).toEqual(['src/delivery/web/create-web-app.ts'])
  })
})
