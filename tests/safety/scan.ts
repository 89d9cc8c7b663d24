import { findPatientData } from '#shared'

export interface Planted {
  readonly what: string
  readonly value: string
}

/** What of a text should not be in it: what was planted, in any of the ways in which a program writes it, and whatever looks like a patient's number or an address. */
export function findPlanted(text: string, planted: readonly Planted[]): string[] {
  const plain = text.toLowerCase()
  const forms = (value: string): string[] => [
    value,
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('base64'),
    Buffer.from(value).toString('base64url'),
    Buffer.from(value).toString('hex'),
  ]
  const found = planted
    .filter(({ value }) => forms(value).some((form) => plain.includes(form.toLowerCase())))
    .map(({ what, value }) => `${what}: ${value}`)
  const patients = text.split('\n').flatMap((line) =>
    /nhs-number|NHS number/.test(
      findPatientData(line)
        .map(({ kind }) => kind)
        .join(),
    )
      ? [`a patient’s number: ${line.slice(0, 200)}`]
      : [],
  )
  const addresses = text.match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? []
  return [...found, ...patients, ...addresses.map((address) => `an address: ${address}`)]
}
