/** One row of docs/verification.md, as text: rows of earlier runs are kept as they stand. */
export interface CampaignRow {
  readonly name: string
  readonly mustHold: string
  readonly count: string
  readonly result: string
  readonly seconds: string
  readonly seed: string
  readonly date: string
  readonly commit: string
}

export interface About {
  readonly machine: string
  readonly versions: string
}

const columns = ['name', 'mustHold', 'count', 'result', 'seconds', 'seed', 'date', 'commit'] as const
const titles = ['campaign', 'what must hold', 'count', 'result', 'seconds', 'seed', 'when (UTC)', 'commit']

const plain = (text: string): string => text.replaceAll('|', '/').replace(/\s+/g, ' ')

const rowText = (row: CampaignRow): string => `| ${columns.map((column) => plain(row[column])).join(' | ')} |`

function rowOf(line: string): CampaignRow | undefined {
  const cells = line
    .split('|')
    .map((cell) => cell.trim())
    .slice(1, -1)
  if (cells.length !== columns.length || cells[0] === titles[0] || /^-+:?$/.test(cells[0]!)) return undefined
  return Object.fromEntries(columns.map((column, at) => [column, cells[at]!])) as unknown as CampaignRow
}

export const rowsIn = (page: string): CampaignRow[] => page.split('\n').flatMap((line) => rowOf(line) ?? [])

/** What a page says it ran on. */
export function aboutIn(text: string): About {
  const after = (title: string): string =>
    text
      .split('\n')
      .find((line) => line.startsWith(`- **${title}:**`))
      ?.split(':** ')[1] ?? ''
  return { machine: after('Machine'), versions: after('With') }
}

/** Rows of campaigns that ran now take the place of their earlier ones; the others stay. */
export function merged(
  order: readonly string[],
  earlier: readonly CampaignRow[],
  now: readonly CampaignRow[],
): CampaignRow[] {
  return order.flatMap((name) => now.find((row) => row.name === name) ?? earlier.find((row) => row.name === name) ?? [])
}

const failed = ({ result }: CampaignRow): boolean => !result.startsWith('held')

/** The page as it is kept in docs/verification.md: generated, never typed. */
export function page(about: About, rows: readonly CampaignRow[]): string {
  const broken = rows.filter(failed).map(({ name }) => name)
  return `# Verification

Written by \`npm run verify:full\`; never edited by hand. Each row says when and on which commit its campaign last ran; one campaign
runs again with \`npm run verify:full -- --only NAME\`, smaller with \`--scale 0.01\`, otherwise with \`--seed N\`. What the campaigns do
is told in [tests/hardening](../tests/hardening/README.md); \`npm test\` runs a sample of each.

- **Machine:** ${about.machine}
- **With:** ${about.versions}
- **Held:** ${broken.length === 0 ? 'everything in the table' : `everything but ${broken.join(', ')}`}

| ${titles.join(' | ')} |
|---|---|---:|---|---:|---:|---|---|
${rows.map(rowText).join('\n')}
`
}
