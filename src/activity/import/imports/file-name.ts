const longest = 120

/** A file's name as it is kept and shown: on one line, in the order it is written, and not without end. */
export function shownName(name: string): string {
  const plain = name.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ').trim()
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain || 'without a name'
}
