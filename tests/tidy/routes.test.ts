import { describe, expect, test } from 'vitest'
import { apiLimits } from '../../src/delivery/api/api-setting.ts'
import { listAddresses } from '../../src/delivery/api/mount-operations.ts'
import { roomOperations } from '../../src/delivery/room-operations.ts'
import { roomRoutes } from '../../src/delivery/room-routes.ts'
import { createWebApp } from '../../src/delivery/web/create-web-app.ts'
import { listRoutes, repeatedRoutes } from '../../src/delivery/web/list-routes.ts'
import { webSetting } from '../../src/delivery/web/serve-web.ts'
import { operatorGate } from '../support/gates.ts'
import { scopeGate } from '../support/api.ts'
import { useWorkbench } from '../support/workbench.ts'
import { filesUnder, isTest } from './source.ts'

const source = filesUnder('src', /\.tsx?$/).filter(({ path }) => !isTest(path))

const workbench = useWorkbench()

describe('the addresses of the product', () => {
  test('are all declared, each once, and nothing else answers', async () => {
    const { ctx } = workbench()
    const pages = await webSetting(ctx, { routes: roomRoutes, gate: operatorGate(ctx) })
    const api = { operations: roomOperations, gate: scopeGate(ctx), limits: apiLimits(ctx.clock) }
    const setting = { ...pages, api }
    const declared = listRoutes(setting.routes).map(({ method, path }) => `${method} ${path}`)
    declared.push(...listAddresses(api))
    const answered = createWebApp(setting)
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    expect(answered.toSorted()).toEqual(declared.toSorted())
    expect(repeatedRoutes(setting.routes)).toEqual([])
    expect(declared).toContain('GET /')
  }, 60_000)

  test('say who may use them, and what is kept of every change', () => {
    const listed = listRoutes(roomRoutes)
    expect(listed.filter(({ permission }) => !/^[a-z-]+(\.[a-z-]+)+$/.test(permission))).toEqual([])
    expect(listed.filter(({ method, audit }) => method === 'POST' && audit === null)).toEqual([])
  })

  test('are all offered by a room: a page that is declared but listed nowhere answers nobody', () => {
    const declarations = source
      .filter(({ path }) => !path.startsWith('src/delivery/') && !path.startsWith('src/ui/'))
      .reduce((count, { text }) => count + (text.match(/\bdefineRoute\(/g)?.length ?? 0), 0)
    expect(roomRoutes.length).toBeGreaterThanOrEqual(declarations)
  })

  test('are made in two places: pages in one, what programs ask in the other', () => {
    const makers = source.filter(({ text }) =>
      /\bnew Hono\b|\bapp\.(on|get|post|put|patch|delete|all|route|mount)\(/.test(text),
    )
    expect(makers.map(({ path }) => path)).toEqual([
      'src/delivery/api/mount-operations.ts',
      'src/delivery/web/create-web-app.ts',
    ])
  })
})
