import { type Month, type Table, formatMonth, toPence } from '#shared'
import type { Finding } from '../findings/finding-facts.ts'

const one = (key: string, label: string, kind: 'text' | 'code' | 'date') => ({ key, label, kind }) as const
const money = (key: string, label: string) => ({ key, label, kind: 'pence', of: ['lines'] }) as const

/** Findings one by one, as files and programs take them. */
export function findingsTable(month: Month, findings: readonly Finding[]): Table {
  return {
    name: 'findings',
    caption: `Findings of ${formatMonth(month)}`,
    published: 'never',
    columns: [
      one('finding_id', 'Finding', 'code'),
      one('line_id', 'Line', 'code'),
      one('about', 'About', 'text'),
      one('provider', 'Provider', 'code'),
      one('practice', 'Practice', 'code'),
      one('rule', 'Rule', 'code'),
      one('confidence', 'How sure', 'text'),
      one('state', 'State', 'text'),
      one('hold', 'Held back', 'text'),
      one('snapshot', 'Snapshot', 'text'),
      one('pod', 'Point of delivery', 'code'),
      one('hrg', 'HRG', 'code'),
      one('tfc', 'Specialty', 'code'),
      one('start_date', 'Date', 'date'),
      money('billed_pence', 'Billed'),
      money('price_pence', 'Price'),
      money('value_pence', 'Value'),
      money('counted_pence', 'Counted'),
      one('words', 'Why', 'text'),
    ],
    rows: findings.map((finding) => ({
      finding_id: String(finding.findingId),
      line_id: finding.lineId,
      about: finding.about,
      provider: finding.provider,
      practice: finding.practice,
      rule: finding.rule,
      confidence: finding.confidence,
      state: finding.state,
      hold: finding.hold,
      snapshot: finding.snapshot,
      pod: finding.pod,
      hrg: finding.hrg,
      tfc: finding.tfc,
      start_date: finding.startDate,
      billed_pence: finding.billedPence,
      price_pence: finding.pricePence,
      value_pence: finding.valuePence,
      counted_pence: toPence(finding.countedPence),
      words: finding.words,
      basis: { counts: { lines: 1 } },
    })),
  }
}
