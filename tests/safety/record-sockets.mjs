import { appendFileSync } from 'node:fs'
import dgram from 'node:dgram'
import dns from 'node:dns'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

// Loaded into a program and all its children: every way of theirs to the outside is written down, and none but loopback is taken.
const file = process.env.LOCALITY_TEST_SOCKETS
const note = (what) => appendFileSync(file, `${what}\n`)
const near = (host) => host === undefined || ['localhost', '127.0.0.1', '::1', '0.0.0.0', ''].includes(host)

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given
  const wanted =
    typeof first === 'object' && first !== null
      ? first
      : { port: first, host: typeof second === 'string' ? second : undefined }
  const isNear = wanted.path !== undefined || near(wanted.host)
  note(`${isNear ? 'near' : 'FAR'} ${wanted.path ?? `${wanted.host ?? 'localhost'}:${wanted.port}`}`)
  if (!isNear) throw new Error('no way out in this test')
  return connect.apply(this, given)
}

for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveTxt', 'resolveSrv']) {
  for (const [owner, where] of [
    [dns, 'dns'],
    [dns.promises, 'dns'],
  ]) {
    const known = owner[name]
    owner[name] = function (host, ...more) {
      note(`${near(host) || net.isIP(host) ? 'near' : 'FAR'} ${where} ${host}`)
      return known.call(this, host, ...more)
    }
  }
}

const send = dgram.Socket.prototype.send
dgram.Socket.prototype.send = function (...given) {
  note('FAR datagram')
  return send.apply(this, given)
}
createRequire(import.meta.url)
syncBuiltinESMExports()
