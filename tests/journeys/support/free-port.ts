import { type AddressInfo, createServer } from 'node:net'

/** A port that was free a moment ago: sign-in must know its own address before anybody serves it. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}
