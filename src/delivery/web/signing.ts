import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DataFolder } from '#platform'

/** The key of this installation's cookies and forms; it holds over a restart. */
export const webSecret = (folder: DataFolder): Promise<Buffer> => folder.secret('locality web cookies and forms')

const signatureOf = (secret: Buffer, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url')

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A text that nobody else can make or change; it can be read by anybody. */
export function signText(secret: Buffer, text: string): string {
  const body = Buffer.from(text).toString('base64url')
  return `${body}.${signatureOf(secret, `text ${body}`)}`
}

export function findSignedText(secret: Buffer, signed: string | undefined): string | undefined {
  const [body, signature] = (signed ?? '').split('.')
  if (!body || !signature || !sameText(signature, signatureOf(secret, `text ${body}`))) return undefined
  return Buffer.from(body, 'base64url').toString()
}

export const newSession = (): string => randomBytes(18).toString('base64url')

/** A form's token: of one browser session, and salted, so that no two pages carry the same (compression leaks otherwise). */
export function makeToken(secret: Buffer, session: string): string {
  const salt = randomBytes(12).toString('base64url')
  return `${salt}.${signatureOf(secret, `token ${session} ${salt}`)}`
}

export function tokenFits(secret: Buffer, session: string, token: string | undefined): boolean {
  const [salt, signature] = (token ?? '').split('.')
  return Boolean(salt && signature && session) && sameText(signature!, signatureOf(secret, `token ${session} ${salt}`))
}
