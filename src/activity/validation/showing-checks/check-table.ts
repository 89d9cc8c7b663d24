import { type Table, formatMonth, toPence } from '#shared'
import type { CheckedMonth, CheckedRule } from '../checking/checked-month.ts'

const outcomeWords = { ran: 'ran', skipped: 'did not run', failed: 'failed', off: 'switched off' } as const

const total = (rules: readonly CheckedRule[], pick: (rule: CheckedRule) => number) =>
  toPence(rules.map(pick).reduce((sum, value) => sum + value, 0))

/** What each rule found in a checked month: what it raised by itself, and what of that counts. */
export function checkTable({ month, commissioner, rules }: CheckedMonth): Table {
  const of = commissioner === '' ? '' : `, billed to ${commissioner}`
  return {
    name: 'check',
    caption: `What the rules found in ${formatMonth(month)}${of}`,
    published: 'never',
    columns: [
      { key: 'rule', label: 'Rule', kind: 'code' },
      { key: 'title', label: 'What it looks for', kind: 'text' },
      { key: 'confidence', label: 'How sure', kind: 'text' },
      { key: 'findings', label: 'Findings', kind: 'count', counts: 'activity' },
      { key: 'raised_pence', label: 'Raised', kind: 'pence', of: ['findings'] },
      { key: 'net_pence', label: 'Net distinct', kind: 'pence', of: ['findings'] },
      { key: 'outcome', label: 'Outcome', kind: 'text' },
      { key: 'reason', label: 'Why not', kind: 'text' },
    ],
    rows: rules.map((rule) => ({
      rule: rule.rule,
      title: rule.title,
      confidence: rule.confidence,
      findings: rule.findings,
      raised_pence: rule.raisedPence,
      net_pence: rule.netPence,
      outcome: outcomeWords[rule.outcome],
      reason: rule.reason,
    })),
    totals: {
      rule: 'All',
      title: null,
      confidence: null,
      findings: total(rules, (rule) => rule.findings),
      raised_pence: total(rules, (rule) => rule.raisedPence),
      net_pence: total(rules, (rule) => rule.netPence),
      outcome: null,
      reason: null,
    },
    notes: [
      'A line that breaks several rules counts once in “net distinct”, for the surest of them, up to what was billed.',
    ],
  }
}
