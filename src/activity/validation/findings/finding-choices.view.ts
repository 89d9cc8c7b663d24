import { organisationNames } from '#organisations'
import type { Asker } from '#platform'
import type { Month } from '#shared'
import { shippedRules } from '../rules/catalogue.view.ts'
import { foundFindings } from './find-findings.view.ts'

export interface FindingChoice {
  readonly value: string
  readonly text: string
}

export interface FindingChoices {
  readonly provider: readonly FindingChoice[]
  readonly practice: readonly FindingChoice[]
  readonly rule: readonly FindingChoice[]
}

/** Titles of the rules that ship, by code. */
export const ruleTitles = (): ReadonlyMap<string, string> =>
  new Map(shippedRules().map(({ code, title }) => [code, title]))

/** What a month's findings can be narrowed to: only codes that have some. */
export async function findingChoices(asker: Asker, month: Month): Promise<FindingChoices> {
  const [names, rows] = await Promise.all([
    organisationNames(asker.db),
    foundFindings(asker, { month }).select(['f.provider', 'f.practice', 'f.rule']).distinct().execute(),
  ])
  const titles = ruleTitles()
  const choices = (codes: readonly (string | null)[], name: (code: string) => string | undefined): FindingChoice[] =>
    [...new Set(codes)]
      .filter((code) => code !== null)
      .toSorted()
      .map((code) => ({ value: code, text: `${code} ${name(code) ?? ''}`.trim() }))
  return {
    provider: choices(
      rows.map(({ provider }) => provider),
      (code) => names.get(code),
    ),
    practice: choices(
      rows.map(({ practice }) => practice),
      (code) => names.get(code),
    ),
    rule: choices(
      rows.map(({ rule }) => rule),
      (code) => titles.get(code),
    ),
  }
}
