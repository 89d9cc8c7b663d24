import { lineTitle } from '#budgets/envelope'
import { type Table, formatMonth, monthNumber } from '#shared'
import type { WatchedMonth } from '../position/edition.ts'
import type { Method } from '../position/method.ts'
import { modelNames } from '../policy/monitoring-policy.ts'
import { formWords } from '../phasing/choice.ts'
import { modelWords, sourceNote } from './position-words.ts'

/** In per cent, to a hundredth. */
const inPercent = (share: number): number => Math.round(share * 10_000) / 100

/** The models, with how far each was out when it was tried; the one in use first. */
export function modelsTable({ method, month, ...watched }: WatchedMonth): Table {
  const { model, errors, trials } = method
  const used = (name: string): number => (name === model ? 0 : 1)
  const after = Math.min(11, monthNumber(month))
  return {
    name: 'models',
    caption: `How far each model was out after ${after} months, tried on what is known`,
    columns: [
      { key: 'model', label: 'Model', kind: 'text' },
      { key: 'used', label: 'Used', kind: 'text' },
      { key: 'practices_percent', label: 'Out by, of what practices came to', kind: 'percent', counts: 'open' },
      { key: 'whole_percent', label: 'Out by, of the whole', kind: 'percent', counts: 'open' },
    ],
    rows: [...modelNames]
      .toSorted((a, b) => used(a) - used(b))
      .map((name) => {
        const error = errors.find((each) => each.model === name)
        return {
          model: modelWords[name],
          used: name === model ? 'in use' : '',
          practices_percent: error ? inPercent(error.practices) : null,
          whole_percent: error ? inPercent(error.whole) : null,
        }
      }),
    notes: [
      sourceNote({ method, month, ...watched }),
      trials === 0
        ? 'There are no two whole years to try the models on, so none was tried: the one in use is what policy names for that.'
        : `Each model was given ${trials} ${trials === 1 ? 'stretch' : 'stretches'} of twelve months as far as ` +
          `${after} months and the year before, and its forecast of the twelve held to what came. ` +
          'The model that was out least for practices is used.',
    ],
  }
}

/** What each line was worked out with: its spread, what comes to a flex, how it is phased. */
export function methodTable({ method }: { readonly method: Method }): Table {
  return {
    name: 'method',
    caption: 'What each line was worked out with',
    columns: [
      { key: 'line', label: 'Line', kind: 'text' },
      { key: 'phasing', label: 'Spread over the year by', kind: 'text' },
      { key: 'chance_pence', label: 'Chance: variance over mean', kind: 'pence', counts: 'open' },
      { key: 'completion_percent', label: 'A freeze, of its flex', kind: 'percent', counts: 'open' },
    ],
    rows: method.lines.map(({ line, form, spread, completion }) => ({
      line: lineTitle(line),
      phasing: formWords[form],
      chance_pence: spread === null ? null : Math.round(spread),
      completion_percent: inPercent(completion),
    })),
    notes: [
      'Chance: a sum that is expected to be M varies by luck with the standard deviation √(chance × M). ' +
        'Of admissions that cost C on average it is C × (1 + cv²).',
      'A freeze, of its flex: what months that came as both say; a flex is taken to become so much.',
    ],
  }
}

/** Which month came as what from whom. */
export function knownTable({ method, month }: WatchedMonth): Table {
  return {
    name: 'known',
    caption: `What is in up to ${formatMonth(month)}`,
    columns: [
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'freeze', label: 'Frozen', kind: 'count', counts: 'open' },
      { key: 'flex', label: 'Flex', kind: 'count', counts: 'open' },
      { key: 'missing', label: 'Not in yet', kind: 'text' },
    ],
    rows: method.known.map((known) => ({
      month: known.month,
      freeze: known.freeze.length,
      flex: known.flex.length,
      missing: known.missing.join(', '),
    })),
    notes: ['Counted are those who send months: providers, and prescribing.'],
  }
}
