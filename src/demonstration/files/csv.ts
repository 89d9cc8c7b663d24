export type Value = string | number | null

const cell = (value: Value): string => {
  const text = value === null ? '' : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows to the text of a file (RFC 4180, but lines end as Unix ends them). */
export const csvText = (header: string, rows: readonly (readonly Value[])[]): string =>
  `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`
