import { type KeyObject, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>

function head(kind: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(kind << 5) | value])
  if (value < 256) return Buffer.from([(kind << 5) | 24, value])
  return Buffer.from([(kind << 5) | 25, value >> 8, value & 255])
}

/** As much of CBOR (RFC 8949) as a passkey says. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...value].flatMap(([name, held]) => [cbor(name), cbor(held)])
  return Buffer.concat([head(5, value.size), ...entries])
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const text = (data: Buffer): string => data.toString('base64url')

const present = 0x01
const verified = 0x04
const withKey = 0x40

/** A key as a telephone keeps it, without the telephone: what tests answer a passkey's question with. */
export class SoftPasskey {
  readonly id = randomBytes(32)
  readonly origin: string
  counter: number
  /** Whether it says that it knew its owner by finger, face or number. */
  isVerified = true
  userHandle: string | undefined
  readonly #key: KeyObject
  readonly #publicKey: KeyObject

  constructor(origin: string, counter = 0) {
    this.origin = origin
    this.counter = counter
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = pair.privateKey
    this.#publicKey = pair.publicKey
  }

  #authData(more = Buffer.alloc(0)): Buffer {
    const flags = present | (this.isVerified ? verified : 0) | (more.length > 0 ? withKey : 0)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([sha256(new URL(this.origin).hostname), Buffer.from([flags]), counter, more])
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))
  }

  #coseKey(): Buffer {
    const { x, y } = this.#publicKey.export({ format: 'jwk' })
    const [left, right] = [Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]
    return cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, left],
        [-3, right],
      ]),
    )
  }

  /** Answers the question by which it is made. */
  make(options: object): string {
    const { challenge, user } = options as { challenge: string; user: { id: string } }
    this.userHandle = user.id
    const length = Buffer.from([0, this.id.length])
    const authData = this.#authData(Buffer.concat([Buffer.alloc(16), length, this.id, this.#coseKey()]))
    const attestation = cbor(
      new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    )
    const clientDataJSON = text(this.#clientData('webauthn.create', challenge))
    const response = { clientDataJSON, attestationObject: text(attestation), transports: ['internal'] }
    return JSON.stringify({
      id: text(this.id),
      rawId: text(this.id),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })
  }

  /** Answers the question by which its owner comes in. */
  use(options: object): string {
    const { challenge } = options as { challenge: string }
    if (this.counter > 0) this.counter += 1
    const authData = this.#authData()
    const clientData = this.#clientData('webauthn.get', challenge)
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.#key)
    const { userHandle } = this
    const response = {
      clientDataJSON: text(clientData),
      authenticatorData: text(authData),
      signature: text(signature),
      userHandle,
    }
    return JSON.stringify({
      id: text(this.id),
      rawId: text(this.id),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })
  }
}
