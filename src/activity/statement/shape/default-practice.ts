/**
 * The NHS Data Dictionary's codes for "no practice to name". They are kept as rows of their own:
 * money billed for them is somebody's to question, and it must not vanish from the total.
 */
const defaults: Readonly<Record<string, string>> = {
  V81997: 'No registered practice',
  V81998: 'Practice code not applicable',
  V81999: 'Practice not known',
}

export const defaultPracticeName = (code: string): string | undefined => defaults[code]
