/** What is wrong with a cell of a national monthly set by its form in the NHS Data Dictionary. */
export type FormCheck = (text: string) => string | undefined

const length =
  (least: number, most: number): FormCheck =>
  (text) => {
    if (text.length >= least && text.length <= most) return undefined
    return least === most
      ? `must have ${most} characters`
      : least > 0
        ? `must have ${least} to ${most} characters`
        : `has more than ${most} characters`
  }

/** Digits before the point and after it; national prices have no sign. */
const decimal =
  (whole: number, part: number): FormCheck =>
  (text) => {
    const match = /^\d+(?:\.(\d+))?$/.exec(text)
    if (!match) return 'is not a number without a sign'
    if (text.replace(/\.\d+$/, '').length > whole) return `has more than ${whole} digits`
    return (match[1]?.length ?? 0) > part ? `has more than ${part} decimals` : undefined
  }

const day: FormCheck = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : 'is not a day written YYYY-MM-DD')
const moment: FormCheck = (text) =>
  /^\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text)
    ? undefined
    : 'is not a time written YYYY-MM-DDThh:mm:ss'

/**
 * Reads a form: `max an2`, `min an3 max an6`, `an6`, `n10.3` (written `max n10.max n3`). The fixed lengths 1, 3 and 6 are
 * codes and hold exactly; of 2 the second character is often the provider's own, and longer ones are identifiers that
 * providers fill as far as theirs go.
 */
export function formCheck(form: string): FormCheck | undefined {
  if (form.startsWith('an10 CCYY')) return day
  if (form.startsWith('an19 YYYY')) return moment
  const numeric = /^(?:max )?n(\d+)(?:\.(?:max n)?(\d+))?$/.exec(form)
  if (numeric) return form === 'n10' ? undefined : decimal(Number(numeric[1]), Number(numeric[2] ?? 0))
  const text = /^(?:min an(\d+) )?(max )?an(\d+)$/.exec(form)
  if (!text) return undefined
  const most = Number(text[3])
  const least = text[1] ? Number(text[1]) : text[2] || ![1, 3, 6].includes(most) ? 0 : most
  return length(least, most)
}
