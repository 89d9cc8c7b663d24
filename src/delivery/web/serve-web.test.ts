import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { writeFile, readFile } from 'node:fs/promises'
import { runJob } from '#platform'
import { afterEach, expect, test } from 'vitest'
import { operatorGate } from '../../../tests/support/gates.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { type WebServer, serveWeb } from './serve-web.ts'

const workbench = useWorkbench()
const servers: WebServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(port = 0): Promise<WebServer> {
  const started = await serveWeb(workbench().ctx, { port, routes: [], gate: operatorGate(workbench().ctx) })
  if (!started.ok) throw new Error(started.message)
  servers.push(started.value)
  return started.value
}

const portOf = (server: WebServer): number => Number(new URL(server.url).port)

const canConnect = (host: string, port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect({ host, port, timeout: 1000 }, () => (socket.destroy(), answer(true)))
    socket.on('error', () => answer(false)).on('timeout', () => (socket.destroy(), answer(false)))
  })

test('answers this computer and no other, and says so', async () => {
  const server = await serve()
  expect(await canConnect('127.0.0.1', portOf(server))).toBe(true)
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((face) => face && !face.internal && face.family === 'IPv4')
  for (const face of outside) expect(await canConnect(face!.address, portOf(server)), face!.address).toBe(false)
  expect(server.note).toContain('only to this computer')
}, 60_000)

test('a port that is taken is a refusal, not a crash', async () => {
  const server = await serve()
  expect(
    await serveWeb(workbench().ctx, { port: portOf(server), routes: [], gate: operatorGate(workbench().ctx) }),
  ).toMatchObject({
    ok: false,
    code: 'port-taken',
  })
}, 60_000)

test('invented figures are called so on every page', async () => {
  const path = workbench().ctx.folder.path('locality.json')
  const mark = await readFile(path, 'utf8')
  const plain = await serve()
  expect(await (await fetch(`${plain.url}/help`)).text()).not.toContain('Synthetic data')
  await writeFile(path, JSON.stringify({ ...JSON.parse(mark), demonstration: true }))
  const invented = await serve()
  for (const page of ['/help', '/about', '/nowhere', '/runs/1'])
    expect(await (await fetch(invented.url + page)).text(), page).toContain('Synthetic data')
  await writeFile(path, mark)
}, 60_000)

test('a run is told while it goes on, and its stream ends with it; closing the server waits for no stream', async () => {
  const server = await serve()
  const { ctx } = workbench()
  let end = (): void => undefined
  const held = new Promise<void>((done) => (end = done))
  const begun = new Promise<number>((known) => {
    void runJob(ctx, { kind: 'price-month', permission: 'activity.import', input: {} }, async (job) => {
      job.report({ stage: 'Pricing', rowsDone: 50, rowsTotal: 100 })
      known(job.runId)
      await held
    })
  })
  const runId = await begun
  const first = await fetch(`${server.url}/runs/${runId}/events`)
  const reader = first.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  while (!heard.includes('50 of 100')) heard += (await reader.read()).value
  expect(heard).toContain('"label":"Pricing","detail":"50 of 100 rows"')
  end()
  while (!heard.includes('event: finished')) heard += (await reader.read()).value
  expect((await reader.read()).done).toBe(true)
  expect((await fetch(`${server.url}/runs/${runId + 1}/events`)).status).toBe(404)
}, 60_000)
