import { createHmac } from 'node:crypto'
import type { Position } from '#ui'
import { z } from 'zod'
import { findSignedText, signText } from '../web/signing.ts'

const written = z.tuple([z.string(), z.array(z.union([z.string(), z.number()]))])

/** A key of its own: no cookie of this installation can pass for a cursor. */
const keyFrom = (secret: Buffer): Buffer => createHmac('sha256', secret).update('cursors of the interface').digest()

/** What a cursor belongs to: who asks, and the question without what may change from page to page. */
export interface CursorOf {
  readonly asker: string
  readonly url: URL
}

function boundTo(secret: Buffer, { asker, url }: CursorOf): string {
  const query = [...url.searchParams].filter(([name]) => name !== 'cursor' && name !== 'limit' && name !== 'format')
  const question = [asker, url.pathname, ...query.map(([name, value]) => `${name}=${value}`).toSorted()]
  return createHmac('sha256', keyFrom(secret)).update(JSON.stringify(question)).digest('base64url')
}

/** Where a list goes on, as a text that nobody else can make and that fits no other question and nobody else. */
export const writeCursor = (secret: Buffer, of: CursorOf, position: Position): string =>
  signText(keyFrom(secret), JSON.stringify([boundTo(secret, of), position]))

/** The position of a cursor that was written for this question and this asker; nothing for any other. */
export function readCursor(secret: Buffer, of: CursorOf, cursor: string): Position | undefined {
  const text = findSignedText(keyFrom(secret), cursor)
  if (text === undefined) return undefined
  const [bound, position] = written.parse(JSON.parse(text))
  return bound === boundTo(secret, of) ? position : undefined
}

/** The address of the next page: this one with another cursor. */
export function nextPath(url: URL, cursor: string): string {
  const query = new URLSearchParams(url.search)
  query.set('cursor', cursor)
  return `${url.pathname}?${query}`
}
