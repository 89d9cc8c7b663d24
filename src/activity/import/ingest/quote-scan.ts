/** Reads bytes of a file in pieces and follows its quotation marks, by the grammar of RFC 4180. */
export interface QuoteScan {
  /** False once a mark stands where none may. */
  readonly isRegular: boolean
  /** A mark is open. */
  readonly isOpen: boolean
  /** Some cell holds a line end. */
  readonly hasLineEndInside: boolean
  feed(bytes: Uint8Array): void
}

const mark = 0x22
const comma = 0x2c
const lineFeed = 0x0a
const carriageReturn = 0x0d

const inCell = 0
const atCellStart = 1
const inQuotes = 2
const afterQuote = 3

const endsCell = (byte: number): boolean => byte === comma || byte === lineFeed || byte === carriageReturn

export function quoteScan(): QuoteScan {
  let state = atCellStart
  let isRegular = true
  let hasLineEndInside = false
  const outside = (byte: number): number => {
    if (endsCell(byte)) return atCellStart
    if (byte === mark && state !== atCellStart) isRegular = false
    return byte === mark && state === atCellStart ? inQuotes : inCell
  }
  const closed = (byte: number): number => {
    if (byte === mark) return inQuotes
    if (!endsCell(byte)) isRegular = false
    return endsCell(byte) ? atCellStart : inCell
  }
  const inside = (byte: number): number => {
    if (byte === lineFeed || byte === carriageReturn) hasLineEndInside = true
    return byte === mark ? afterQuote : inQuotes
  }
  return {
    get isRegular() {
      return isRegular
    },
    get isOpen() {
      return state === inQuotes
    },
    get hasLineEndInside() {
      return hasLineEndInside
    },
    feed(bytes) {
      for (const byte of bytes)
        state = state === inQuotes ? inside(byte) : state === afterQuote ? closed(byte) : outside(byte)
    },
  }
}
