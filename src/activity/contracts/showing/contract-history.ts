import { type Table, dayInLondon, formatDate } from '#shared'
import type { RecordedEnd } from '../ending/contract-ends.view.ts'
import type { ContractVersion } from '../register/contract.view.ts'
import { clockWords, daysWords, mechanismWords, percentWords, servicesWords, toleranceWords } from './contract-words.ts'
import { formatPence } from '#shared'

/** The terms of a contract in words, each under its name. */
export function termsOf(contract: ContractVersion): readonly (readonly [string, string])[] {
  const { fixedPencePerYear, readmissionThresholdBp, cquinBp } = contract
  return [
    ['Pays', mechanismWords[contract.mechanism]],
    ['Services', servicesWords(contract)],
    ...(fixedPencePerYear === null ? [] : [['Fixed sum for a year', formatPence(fixedPencePerYear)] as const]),
    ['Differences of a line that are let go', toleranceWords(contract.lineTolerancePence)],
    ['Challenges that are not sent', toleranceWords(contract.batchTolerancePence)],
    ['Answers', clockWords(contract)],
    [
      'Emergency readmissions',
      readmissionThresholdBp === null
        ? 'by the rule of the year'
        : `${percentWords(readmissionThresholdBp)} of those after an emergency stay are not paid`,
    ],
    ['Payment for quality', cquinBp === null ? 'at the rate of the year' : `${percentWords(cquinBp)} on top`],
  ]
}

/** What a version says otherwise than the one before it. */
function changesFrom(before: ContractVersion, version: ContractVersion): string {
  const was = new Map(termsOf(before))
  const changed = termsOf(version).filter(([name, words]) => was.get(name) !== words)
  return changed.length === 0
    ? 'The terms as they were, on other days.'
    : changed.map(([name, words]) => `${name}: ${words}`).join('; ')
}

interface Event {
  readonly at: Date
  readonly what: string
  readonly by: string
  readonly detail: string
}

const versionEvent = (version: ContractVersion, before: ContractVersion | undefined): Event => ({
  at: version.loadedAt,
  what: `Version ${version.version}: ${daysWords({ from: version.agreedFrom, to: version.agreedTo })}`,
  by: version.loadedBy,
  detail: before ? changesFrom(before, version) : 'The first terms.',
})

const endEvent = ({ endedAt, endsOn, endedBy, reason }: RecordedEnd): Event => ({
  at: endedAt,
  what: `Ended: no longer from ${formatDate(endsOn)}`,
  by: endedBy,
  detail: reason,
})

/** What was agreed and ended, by whom and when, the latest first. */
export function historyTable(versions: readonly ContractVersion[], ends: readonly RecordedEnd[]): Table {
  const events = [...versions.map((version, at) => versionEvent(version, versions[at - 1])), ...ends.map(endEvent)]
  return {
    name: 'history',
    caption: 'History',
    columns: [
      { key: 'on', label: 'On', kind: 'date' },
      { key: 'what', label: 'What', kind: 'text' },
      { key: 'by', label: 'By', kind: 'text' },
      { key: 'detail', label: 'Detail', kind: 'text' },
    ],
    rows: events
      .toReversed()
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      .map(({ at, ...event }) => ({ on: dayInLondon(at), ...event })),
  }
}
