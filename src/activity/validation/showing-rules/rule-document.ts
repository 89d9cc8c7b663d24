import { formatDate, toPlainDate } from '#shared'
import { type Rule, type RuleExample, sections } from '../rules/rule.ts'
import { parameterText } from '../rule-settings/parameter-values.ts'
import { exampleTable } from './rule-tables.ts'

const sureWords = {
  certain: 'Certain: the line ought not to be paid.',
  likely: 'Likely: held back until somebody has answered.',
  query: 'A question: held back once a practice says so too.',
  information: 'For information: nothing is held back.',
} as const

const worthWords = {
  full: 'All that was billed.',
  difference: 'What was billed too much.',
  part: 'A part of what was billed.',
  none: 'Nothing by itself.',
} as const

const kindWords = {
  line: 'each line by itself',
  set: 'lines beside one another',
  sum: 'sums of lines',
  practice: 'nothing by itself: a practice raises it',
} as const

const cell = (text: unknown): string =>
  text === null || text === undefined ? '' : String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')

const table = (heads: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const holds = ({ from, to }: Rule): string =>
  `bills from ${formatDate(toPlainDate(from))}${to === undefined ? '' : ` until before ${formatDate(toPlainDate(to))}`}`

function parametersOf({ parameters }: Rule): string[] {
  if (parameters.length === 0) return []
  const rows = parameters.map((one) => [
    one.words,
    parameterText(one.default) || 'none',
    one.kind === 'number' ? `${one.unit}, from ${one.least} to ${one.most}` : 'codes',
  ])
  return ['## What may be set', table(['What', 'As it comes', 'Is'], rows)]
}

function exampleOf(example: RuleExample, at: number): string {
  const drawn = exampleTable(example, at)
  const rows = drawn.rows.map((row) => drawn.columns.map(({ key }) => row[key] as unknown))
  const facts = Object.entries(example.facts).map(
    ([name, given]) => `With ${name.replaceAll('_', ' ')}: ${given.map((row) => sayRow(row)).join('; ')}.`,
  )
  const heads = drawn.columns.map(({ label }) => label)
  const set = Object.entries(example.parameters).map(
    ([name, value]) => `Set: ${name.replaceAll('_', ' ')} ${parameterText(value) || 'none'}.`,
  )
  return [
    `**${cell(drawn.caption)}**`,
    ...facts,
    ...set,
    rows.length > 0 ? table(heads, rows) : '',
    ...(drawn.notes ?? []),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const sayRow = (row: Readonly<Record<string, unknown>>): string =>
  Object.entries(row)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${String(value)}`)
    .join(', ')

/** The page of one rule, in Markdown. */
export const ruleDocument = (rule: Rule): string =>
  `${[
    `# ${rule.code} ${rule.title}`,
    '[All rules](README.md)',
    rule.why,
    [
      `- **Section:** ${sections[rule.section]}`,
      `- **Looks at:** ${kindWords[rule.kind]}`,
      `- **How sure:** ${sureWords[rule.confidence]}`,
      `- **Worth:** ${worthWords[rule.value]} Priority ${rule.priority}: of findings of a line that are equally sure the lowest counts.`,
      `- **Holds for:** ${holds(rule)}`,
      `- **Needs:** ${rule.needs.length === 0 ? 'nothing but the bill' : rule.needs.map((need) => need.replaceAll('-', ' ')).join(', ')}`,
      `- **Left out:** ${rule.exemptions.length === 0 ? 'nothing' : rule.exemptions.join('; ')}`,
      `- **Source:** ${rule.source}`,
    ].join('\n'),
    '## What a finding says',
    `> ${rule.says.replaceAll(/\s+/g, ' ').trim()}`,
    ...parametersOf(rule),
    '## Examples',
    'Amounts are in pounds. What is not said of a line is as usual: a planned stay of one night, of a practice of ours. ' +
      'Each example is also a test.',
    ...rule.examples.map(exampleOf),
  ].join('\n\n')}\n`

/** The name of its page. */
export const documentName = ({ code, name }: Rule): string => `${code.toLowerCase()}-${name}.md`

const indexRow = (rule: Rule): readonly string[] => [
  `[${rule.code}](${documentName(rule)})`,
  rule.title,
  rule.confidence,
  rule.value,
  rule.needs.join(', '),
]

/** The list of all rules by section, in Markdown. */
export const ruleIndex = (rules: readonly Rule[]): string =>
  `${[
    '# Rules',
    'What every bill is held to. These pages are written from `reference/rules` by ' +
      '`node scripts/run.mjs scripts/write-rule-pages.ts`; change a rule there, not here.',
    'A line that breaks several rules counts once: for the surest finding, then the lowest priority, up to what was billed.',
    ...Object.entries(sections).flatMap(([section, words]) => {
      const own = rules.filter((rule) => rule.section === section)
      if (own.length === 0) return []
      return [`## ${words}`, table(['Rule', 'What it looks for', 'How sure', 'Value', 'Needs'], own.map(indexRow))]
    }),
  ].join('\n\n')}\n`

/** Every page by the name of its file. */
export const ruleDocuments = (rules: readonly Rule[]): ReadonlyMap<string, string> =>
  new Map([['README.md', ruleIndex(rules)], ...rules.map((rule) => [documentName(rule), ruleDocument(rule)] as const)])
