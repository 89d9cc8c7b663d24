import { createHash } from 'node:crypto'
import type { DocumentBody } from '../model/document.ts'

/** Of title and text as they were issued: two versions with one fingerprint say the same. */
export const fingerprintOf = (title: string, body: DocumentBody): string =>
  createHash('sha256').update(JSON.stringify({ title, body })).digest('hex')
