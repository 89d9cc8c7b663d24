/** Without the noughts at its end: in one step each, however long the text is. */
export function withoutLastZeros(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === '0') end -= 1
  return text.slice(0, end)
}

/** A number with decimals as people write it: `2.500` is 2.5 and `2.000` is 2; one without stays as it is. */
export function shortDecimal(text: string): string {
  if (!text.includes('.')) return text
  const short = withoutLastZeros(text)
  return short.endsWith('.') ? short.slice(0, -1) : short
}
