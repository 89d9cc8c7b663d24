import { type Table, dayInLondon, formatDate, formatMonth } from '#shared'
import { type RuleExample, sections } from '../rules/rule.ts'
import type { RuleSetting } from '../rule-settings/rules-in-force.ts'
import { parameterText } from '../rule-settings/parameter-values.ts'
import type { RulePreview } from '../rule-settings/preview-rule.view.ts'
import type { ListedRule, RuleList } from './rule-list.view.ts'

const states = { ran: 'on', skipped: 'did not run', failed: 'failed', off: 'off' } as const

/** Whether it is on, and what became of it in the last check. */
export function stateOf({ isOn, isInDate, run, rule }: ListedRule): string {
  if (!isOn) return 'off'
  if (!isInDate) return 'not in these months'
  if (rule.kind === 'practice') return 'raised by practices'
  return run ? states[run.outcome] : 'on'
}

/** The state with its reason, where it has one. */
function stateWords(one: ListedRule): string {
  const reason = one.isOn ? one.run?.reason : one.setting?.why
  return reason ? `${stateOf(one)}: ${reason}` : stateOf(one)
}

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`

const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const
const code = (key: string, label: string) => ({ key, label, kind: 'code' }) as const

export function rulesTable({ checked, month, rules }: Pick<RuleList, 'checked' | 'month' | 'rules'>): Table {
  const showsSums = rules.some(({ found }) => found !== undefined)
  const figures = [
    { key: 'findings', label: 'Findings', kind: 'count', counts: 'activity' },
    { key: 'raised_pence', label: 'Raised', kind: 'pence', of: ['findings'] },
    { key: 'net_pence', label: 'Net distinct', kind: 'pence', of: ['findings'] },
  ] as const
  return {
    name: 'rules',
    caption: checked
      ? `Rules, and what they found in ${formatMonth(checked.month)}`
      : `Rules as they are in ${formatMonth(month)}`,
    columns: [
      code('rule', 'Rule'),
      text('title', 'What it looks for'),
      text('section', 'Section'),
      text('confidence', 'How sure'),
      text('state', 'State'),
      ...(showsSums ? figures : []),
    ],
    rows: rules.map((one) => ({
      rule: one.rule.code,
      title: one.rule.title,
      section: sections[one.rule.section],
      confidence: one.rule.confidence,
      state: stateWords(one),
      ...(one.found && {
        findings: one.found.findings,
        raised_pence: one.found.valuePence,
        net_pence: one.found.countedPence,
      }),
      links: { rule: `/rules/${one.rule.code}` },
    })),
    notes: checked
      ? [
          `Checked on ${formatDate(dayInLondon(checked.finishedAt))} by ${checked.checkedBy}. ` +
            'A line that breaks several rules counts once in “net distinct”.',
        ]
      : ['Nothing has been checked yet: price a month, and it is checked next.'],
  }
}

export const settingsTable = (settings: readonly RuleSetting[]): Table => ({
  name: 'settings',
  caption: 'What was set, the latest first',
  columns: [
    { key: 'from', label: 'Bills from', kind: 'month' },
    text('state', 'State'),
    text('parameters', 'Set otherwise'),
    text('why', 'Why'),
    text('by', 'By'),
    { key: 'on', label: 'On', kind: 'date' },
  ],
  rows: settings.toReversed().map((one) => ({
    from: one.from,
    state: one.isOn ? 'on' : 'off',
    parameters:
      Object.entries(one.parameters)
        .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${parameterText(value)}`)
        .join('; ') || null,
    why: one.why,
    by: one.by,
    on: dayInLondon(one.at),
  })),
})

const cellWords = (value: string | number | boolean | null): string =>
  value === null ? 'empty' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)

/** One example as a table: its lines, those around them, and what is raised. Amounts in pounds, as in the description of the rule. */
export function exampleTable({ words, lines, around, raises }: RuleExample, at: number): Table {
  const rows = [
    ...lines.map((line) => ({ line, where: 'this month' })),
    ...around.map((line) => ({ line, where: 'another month' })),
  ]
  const names = [...new Set(rows.flatMap(({ line }) => Object.keys(line)))]
  const raised = (id: unknown): string => {
    const value = typeof id === 'string' ? raises[id] : undefined
    return value === undefined ? 'nothing' : `£${value.toFixed(2)}`
  }
  return {
    name: `example-${at + 1}`,
    caption: `${at + 1}. ${capital(words)}`,
    columns: [
      ...names.map((name) => text(name, name.replaceAll('_', ' '))),
      ...(around.length > 0 ? [text('where_', 'Billed in')] : []),
      text('raised_', 'Raises'),
    ],
    rows: rows.map(({ line, where }) => ({
      ...Object.fromEntries(names.map((name) => [name, line[name] === undefined ? null : cellWords(line[name])])),
      ...(around.length > 0 ? { where_: where } : {}),
      raised_: raised(line['line_id']),
    })),
    notes: Object.entries(raises)
      .filter(([id]) => !rows.some(({ line }) => line['line_id'] === id))
      .map(([id, value]) => `Raises £${value.toFixed(2)} for ${id}.`),
  }
}

export const previewTable = (preview: RulePreview): Table => ({
  name: 'preview',
  caption: `Some of the lines that it would find in ${formatMonth(preview.month)}, the dearest first`,
  published: 'never',
  columns: [
    code('line_id', 'Line'),
    code('provider', 'Provider'),
    code('practice', 'Practice'),
    code('pod', 'Point of delivery'),
    code('hrg', 'HRG'),
    { key: 'start_date', label: 'Date', kind: 'date' },
    { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
    { key: 'value_pence', label: 'Value', kind: 'pence', of: ['lines'] },
  ],
  rows: preview.some.map((line) => ({
    line_id: line.lineId,
    provider: line.provider,
    practice: line.practice,
    pod: line.pod,
    hrg: line.hrg,
    start_date: line.startDate,
    billed_pence: line.billedPence,
    value_pence: line.valuePence,
    basis: { counts: { lines: 1 } },
  })),
})
