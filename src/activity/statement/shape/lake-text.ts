/** A text literal of SQL. Codes come from files people send, so each is quoted, never trusted. */
export const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`

const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : textLiteral(value))

/** `('A', 'B')` for IN; a list of nothing matches nothing. */
export const textList = (texts: readonly string[]): string =>
  `(${texts.length === 0 ? 'NULL' : texts.map(textLiteral).join(', ')})`

/**
 * A small table written into the query: `(VALUES ('A', 1)) AS name(code, number)`.
 * With no rows it is a table of the same columns that holds nothing.
 */
export function inlineTable(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const heading = `AS ${name}(${columns.join(', ')})`
  if (rows.length === 0) return `(SELECT ${columns.map(() => 'NULL').join(', ')} WHERE false) ${heading}`
  return `(VALUES ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}) ${heading}`
}
