import { type Pence, type Result, ok, penceFromPounds, refused } from '#shared'

/** `P99001 120, P99002 80` to how many patients of each practice. */
export function patientsFrom(text: string): Result<Map<string, number>, 'patients'> {
  const found = new Map<string, number>()
  for (const part of text.split(/[,;\n]/).map((each) => each.trim())) {
    if (part === '') continue
    const match = /^([A-Z0-9]{2,10})[\s=:]+(\d{1,6})$/.exec(part)
    if (!match)
      return refused(
        'patients',
        `“${part}” is no practice with a number of patients: write them like “P99001 120, P99002 80”.`,
      )
    found.set(match[1]!, Number(match[2]))
  }
  return ok(found)
}

/** `planned 2.5, emergency -1` to hundredths of a per cent by line. */
export function ratesFrom(
  text: string,
  lineNamed: (name: string) => string | undefined,
): Result<Map<string, number>, 'rates'> {
  const found = new Map<string, number>()
  for (const part of text.split(/[,;\n]/).map((each) => each.trim())) {
    if (part === '') continue
    const match = /^(.{1,80}?)[\s=:]{1,5}(-?\d{1,3}(?:\.\d{1,2})?)\s{0,5}%?$/.exec(part)
    const line = match && lineNamed(match[1]!)
    if (!match || line === undefined)
      return refused('rates', `“${part}” is no line with a percentage: write them like “planned 2.5, emergency -1”.`)
    found.set(line!, Math.round(Number(match[2]) * 100))
  }
  return ok(found)
}

/** `2.5` or `-1` to hundredths of a per cent. */
export function rateFrom(text: string): Result<number, 'rate'> {
  const match = /^(-?\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(text.trim())
  return match
    ? ok(Math.round(Number(match[1]) * 100))
    : refused('rate', `“${text}” is no percentage: write it like 2.5 or -1, with two decimals at most.`)
}

/** Pounds as people type them: commas and the pound sign do not matter. */
export const poundsTyped = (text: string): Result<Pence, 'not-money'> =>
  penceFromPounds(
    text
      .trim()
      .replaceAll(/[£,\s]/g, '')
      .replace('−', '-'),
  )
