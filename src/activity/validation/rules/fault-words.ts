const most = 300

/** What an engine said of a query that failed: its first line. Values of lines could stand in quotes: they are left out. */
export function faultWords(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  const [first = ''] = said.split('\n')
  return first.replaceAll(/(["'])(?:(?!\1).)*\1/g, '…').slice(0, most)
}
