import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { PlainDate } from '#shared'

/** Who a pseudonym is, as their provider wrote it. */
export interface NamedPerson {
  /** All 64 bits, as text: a number does not hold them exactly. */
  readonly patient: string
  readonly status: string
  readonly digits: string
  readonly birthDate: PlainDate | null
}

/** The import is bound in: a pack moved to another import does not open. */
const boundTo = (importNo: number): Buffer => Buffer.from(`import ${importNo}`)

/**
 * AES-256-GCM: 12 bytes that are used once, the text encrypted, 16 bytes that prove it whole. A line of the text is
 * `patient,status,digits,birth date`.
 */
export function sealPeople(key: Uint8Array, importNo: number, people: string): Uint8Array {
  const once = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, once).setAAD(boundTo(importNo))
  return Buffer.concat([once, cipher.update(people, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function personOf(line: string): NamedPerson {
  const [patient = '', status = '', digits = '', birth = ''] = line.split(',')
  return { patient, status, digits, birthDate: birth === '' ? null : (birth as PlainDate) }
}

/** The people of a pack. Throws for another key, another import, or one changed byte: then nothing of it can be believed. */
export function openPeople(key: Uint8Array, importNo: number, pack: Uint8Array): NamedPerson[] {
  const decipher = createDecipheriv('aes-256-gcm', key, pack.subarray(0, 12))
  decipher.setAAD(boundTo(importNo)).setAuthTag(pack.subarray(-16))
  const text = decipher.update(pack.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
  return text.split('\n').map(personOf)
}
