import { type Pence, roundHalfUp, toPence } from '#shared'

/** Pence for a patient, rounded half up: for reading only, nothing is made of it. */
export const perHead = (pence: Pence, patients: number): Pence | null =>
  patients === 0 ? null : toPence(Number(roundHalfUp(BigInt(pence), BigInt(patients))))

/** How far above or below a practice's amount for a patient is than that of all, in percent to one place. */
export function percentOfMean(
  pence: number,
  patients: number,
  all: { readonly pence: number; readonly patients: number },
): number | null {
  if (patients === 0 || all.pence === 0) return null
  const tenths = Math.round((pence / patients / (all.pence / all.patients) - 1) * 1_000)
  return tenths === 0 ? 0 : tenths / 10
}
