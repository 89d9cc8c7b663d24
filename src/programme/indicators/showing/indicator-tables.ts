import { type SmallNumbers, type Table, dayInLondon } from '#shared'
import type { IndicatorStanding } from '../figures/indicators.view.ts'
import { type Micro, formatMicro, formatNumber, numberOf, plainText } from '../model/amount.ts'
import type { Indicator } from '../model/indicator.ts'
import type { XmrChart } from '../spc/index.ts'
import { indicatorAddress } from './addresses.ts'
import {
  againstWords,
  assuranceWords,
  directionWords,
  kindTitles,
  ruleWords,
  variationWords,
} from './indicator-words.ts'

const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const

/** Counts of one to seven may be of so few that somebody knows them: where small numbers are held back, they are. */
export function isHeldBack(indicator: Indicator, smallNumbers: SmallNumbers): boolean {
  if (smallNumbers === 'shown' || indicator.unit !== 'count') return false
  return indicator.figures.some(({ value }) => Math.abs(numberOf(value)) < 8 && value !== 0)
}

/** How indicators stand: what was measured last, the target, and what the chart says. */
export function standingsTable(
  standings: readonly IndicatorStanding[],
  nameOf: (owner: string) => string,
  smallNumbers: SmallNumbers,
): Table {
  return {
    name: 'indicators',
    caption: 'How indicators stand',
    columns: [
      { key: 'code', label: 'Code', kind: 'code' },
      text('title', 'Indicator'),
      text('kind', 'Kind'),
      text('owner', 'Of'),
      text('holder', 'Looked after by'),
      { key: 'month', label: 'Month', kind: 'month' },
      text('value', 'Latest'),
      text('target', 'Target'),
      text('tolerance', 'Tolerance'),
      text('direction', 'Which way'),
      text('against', 'Against the target'),
      text('variation', 'Variation'),
      text('assurance', 'Assurance'),
      text('source', 'Source'),
    ],
    rows: standings.map(({ indicator, latest, against, variation, assurance }) => {
      const isHidden = isHeldBack(indicator, smallNumbers)
      const amount = (micro: Micro | null): string => (micro === null ? '' : formatMicro(micro, indicator.unit))
      return {
        code: indicator.code,
        title: indicator.title,
        kind: kindTitles[indicator.kind],
        owner: nameOf(indicator.owner),
        holder: indicator.holder,
        month: latest?.month ?? null,
        value: isHidden ? 'held back' : latest ? amount(latest.value) : '',
        target: amount(indicator.target),
        tolerance: indicator.target === null ? '' : amount(indicator.tolerance),
        direction: directionWords[indicator.direction],
        against: against ? againstWords[against] : '',
        variation: variation ? variationWords[variation] : latest ? 'Too few months to tell' : '',
        assurance: assurance ? assuranceWords[assurance] : '',
        source: indicator.source,
        links: { title: indicatorAddress(indicator.indicatorNo) },
      }
    }),
  }
}

const pageKeys = ['title', 'owner', 'month', 'value', 'target', 'against', 'variation']

/** The same for the eye; where all are of one owner, without its name. */
export const standingsOnPage = (table: Table, isOfOne: boolean): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => pageKeys.includes(key) && !(isOfOne && key === 'owner')),
})

/** The figures behind a chart, month by month, with the limits and the rule that found a month unusual. */
export function figuresTable(indicator: Indicator, chart: XmrChart): Table {
  const { unit } = indicator
  const shown = (value: number | undefined): string => (value === undefined ? '' : formatNumber(value, unit))
  return {
    name: 'indicator-figures',
    caption: `Figures of ${indicator.title}`,
    columns: [
      { key: 'month', label: 'Month', kind: 'month' },
      text('value', 'Figure'),
      text('mean', 'Mean'),
      text('lower', 'Lower limit'),
      text('upper', 'Upper limit'),
      text('variation', 'Variation'),
      text('why', 'Why'),
      text('source', 'Source'),
      text('actor', 'Written by'),
      { key: 'on', label: 'Written', kind: 'date' },
    ],
    rows: indicator.figures.map(({ month, value, source, actor, at }, place) => {
      const point = chart.points[place]!
      return {
        month,
        value: formatMicro(value, unit),
        mean: shown(point.limits?.mean),
        lower: shown(point.limits?.lower),
        upper: shown(point.limits?.upper),
        variation: point.limits ? variationWords[point.meaning] : '',
        why: point.rule ? ruleWords[point.rule] : '',
        source,
        actor,
        on: dayInLondon(at),
      }
    }),
  }
}

const figureKeys = ['month', 'value', 'mean', 'lower', 'upper', 'variation', 'why']

export const figuresOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => figureKeys.includes(key)),
  rows: table.rows.toReversed(),
})

/** The latest figures in the layout that an import takes: to be gone on from. */
export const figuresToSend = (indicators: readonly Indicator[]): Table => ({
  name: 'figures',
  caption: 'Figures, as a file to send has them',
  columns: [
    { key: 'indicator', label: 'indicator', kind: 'code' },
    { key: 'month', label: 'month', kind: 'month' },
    text('value', 'value'),
    text('source', 'source'),
  ],
  rows: indicators.flatMap(({ code, figures }) =>
    figures.map(({ month, value, source }) => ({ indicator: code, month, value: plainText(value), source })),
  ),
})
