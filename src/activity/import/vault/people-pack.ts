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

/** Where a pack belongs: the people of one practice in one import, from one pseudonym to another. */
export interface PackPlace {
  readonly importNo: number
  /** Nothing for people whose lines name no practice. */
  readonly practice: string | null
  readonly firstPatient: string
  readonly lastPatient: string
  /** True for a pack written before packs were kept by practice. */
  readonly isMixed?: boolean
}

/** The place is bound in: a pack moved to another import, practice or span does not open. */
const boundTo = ({ importNo, practice, firstPatient, lastPatient, isMixed }: PackPlace): Buffer =>
  Buffer.from(isMixed ? `import ${importNo}` : JSON.stringify(['pack', importNo, practice, firstPatient, lastPatient]))

/** As many people as a pack is meant to hold; spans of equal width hold about as many. */
export const peopleToPack = 1_000

/**
 * AES-256-GCM: 12 bytes that are used once, the text encrypted, 16 bytes that prove it whole. A line of the text is
 * `patient,status,digits,birth date`.
 */
export function sealPeople(key: Uint8Array, place: PackPlace, people: string): Uint8Array {
  const once = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, once).setAAD(boundTo(place))
  return Buffer.concat([once, cipher.update(people, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function personOf(line: string): NamedPerson {
  const [patient = '', status = '', digits = '', birth = ''] = line.split(',')
  return { patient, status, digits, birthDate: birth === '' ? null : (birth as PlainDate) }
}

const lineOf = ({ patient, status, digits, birthDate }: NamedPerson): string =>
  [patient, status, digits, birthDate ?? ''].join(',')

/** The text of a pack. Throws for another key, another place, or one changed byte: then nothing of it can be believed. */
export function openPackText(key: Uint8Array, place: PackPlace, pack: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', key, pack.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(boundTo(place)).setAuthTag(pack.subarray(-16))
  return decipher.update(pack.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
}

/** The people of a pack. Throws as `openPackText` does. */
export const openPeople = (key: Uint8Array, place: PackPlace, pack: Uint8Array): NamedPerson[] =>
  openPackText(key, place, pack).split('\n').map(personOf)

const byPatient = (a: NamedPerson, b: NamedPerson): number => (BigInt(a.patient) < BigInt(b.patient) ? -1 : 1)

/** Packs of one practice made anew out of its people, in the order of their pseudonyms. */
export function packsOf(
  of: Pick<PackPlace, 'importNo' | 'practice'>,
  people: readonly NamedPerson[],
): { place: PackPlace; text: string }[] {
  const sorted = people.toSorted(byPatient)
  return Array.from({ length: Math.ceil(sorted.length / peopleToPack) }, (_, at) => {
    const part = sorted.slice(at * peopleToPack, (at + 1) * peopleToPack)
    const place = { ...of, firstPatient: part[0]!.patient, lastPatient: part.at(-1)!.patient }
    return { place, text: part.map(lineOf).join('\n') }
  })
}
