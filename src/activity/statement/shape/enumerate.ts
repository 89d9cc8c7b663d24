/** `A, B and 3 more`. */
export const listed = (texts: readonly string[], most = 6): string =>
  texts.length <= most ? texts.join(', ') : `${texts.slice(0, most).join(', ')} and ${texts.length - most} more`

/** `1 line`, `2,000 lines`. */
export const times = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
