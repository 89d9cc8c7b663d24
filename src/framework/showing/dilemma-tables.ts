import type { Table } from '#shared'
import { ratingWords } from '../assessment/rating.ts'
import type { Dilemma } from '../level/dilemma.view.ts'
import type { Work } from '../level/effort.ts'
import type { GroupStanding } from '../level/group-standing.view.ts'
import type { Choice, Judged } from '../level/worth.ts'
import { targetAddress } from './addresses.ts'

const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const
const count = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const

export const choiceWords = ({ level, isNow }: Choice): string =>
  isNow ? (level === 0 ? 'Stay below level 1' : `Stay at level ${level}`) : `Go for level ${level}`

/** Stay, or go for a higher level: money in, and work to do. */
export const choicesTable = ({ choices }: Dilemma, year: string): Table => ({
  name: 'choices',
  caption: `Stay, or go for a higher level, ${year}`,
  columns: [
    { key: 'choice', label: 'Choice', kind: 'text' },
    { key: 'level', label: 'Level', kind: 'count', counts: 'open' },
    money('funding_pence', 'Money in a year'),
    money('more_pence', 'More than now'),
    count('targets', 'Targets to meet'),
    count('days', 'Days of work'),
    count('weighted', 'Weighted'),
    money('cost_pence', 'What the work costs'),
    money('first_year_pence', 'Left in the first year'),
  ],
  rows: choices.map((choice) => ({
    choice: choiceWords(choice),
    level: choice.level,
    funding_pence: choice.fundingPence,
    more_pence: choice.morePence,
    targets: choice.route.steps.length,
    days: choice.route.days,
    weighted: choice.route.weighted,
    cost_pence: choice.route.costPence,
    first_year_pence: choice.firstYearPence,
  })),
  notes: [
    'The work is done once; the money comes each year. Weighted: days times how hard they are to have done.',
    'Days are as typed, else what the rating of a target usually stands for. ' +
      'Days cost what an hour of a manager is paid, with what was typed beside.',
  ],
})

const workCells = ({ standing: { target, said }, days, isUsual, weighted, costPence }: Work) => ({
  ref: target.ref,
  target: target.words,
  rating: said?.rating ? ratingWords[said.rating] : null,
  days,
  how: isUsual ? 'Usual' : 'Typed',
  weight: target.weight,
  weighted,
  cost_pence: costPence,
})

const workColumns = [
  { key: 'ref', label: 'Target', kind: 'code' },
  { key: 'target', label: 'What it asks', kind: 'text' },
  { key: 'rating', label: 'Rating', kind: 'text' },
  count('days', 'Days'),
  { key: 'how', label: 'Days are', kind: 'text' },
  count('weight', 'Weight'),
  count('weighted', 'Weighted'),
  money('cost_pence', 'Cost'),
] as const

/** The cheapest way to a level, step by step. */
export const routeTable = ({ assessment }: GroupStanding, { route, level }: Choice): Table => ({
  name: `route-${level}`,
  caption: `The cheapest way to level ${level}, the cheapest step first`,
  columns: [...workColumns],
  rows: route.steps.map((work) => ({
    ...workCells(work),
    links: { ref: targetAddress(assessment.owner, work.standing.target.ref, assessment.assessmentNo) },
  })),
  totals: {
    ref: 'Total',
    target: null,
    rating: null,
    days: route.days,
    how: null,
    weight: null,
    weighted: route.weighted,
    cost_pence: route.costPence,
  },
  ...(route.spared.length > 0 && {
    notes: [`Need not be met for it: ${route.spared.map(({ standing }) => standing.target.ref).join(', ')}.`],
  }),
})

/** Steps that cost more than the part of the money that their value earns. */
export const notWorthTable = ({ assessment }: GroupStanding, { level }: Choice, judged: readonly Judged[]): Table => ({
  name: `not-worth-${level}`,
  caption: `Not worth doing for the money of level ${level} alone`,
  columns: [
    ...workColumns.filter(({ key }) => ['ref', 'target', 'weighted', 'cost_pence'].includes(key)),
    count('value', 'Value'),
    money('share_pence', 'What its value earns'),
  ],
  rows: judged
    .filter(({ isWorthIt }) => !isWorthIt)
    .map(({ work, sharePence }) => ({
      ref: work.standing.target.ref,
      target: work.standing.target.words,
      weighted: work.weighted,
      cost_pence: work.costPence,
      value: work.standing.target.value,
      share_pence: sharePence,
      links: { ref: targetAddress(assessment.owner, work.standing.target.ref, assessment.assessmentNo) },
    })),
  notes: [
    'What the level pays more is shared among its steps by their value ' +
      '(1 form, 2 the group works better, 3 patients or the budget gain). ' +
      'A step whose cost times its weight is more than its share is not worth doing for the money; it may be for what it does.',
  ],
})

export const fundingTable = ({ population, policy, choices }: Dilemma): Table => ({
  name: 'funding',
  caption: `What each level pays a year for ${population.toLocaleString('en-GB')} patients`,
  columns: [
    count('level', 'Level'),
    count('sessions', `Sessions a week for ${policy.per_population.toLocaleString('en-GB')}`),
    count('hours', 'Hours a week'),
    money('funding_pence', 'A year'),
  ],
  rows: choices.flatMap(({ level, fundingPence }) => {
    const held = policy.levels.find((each) => each.level === level)
    if (!held) return []
    return [
      { level, sessions: held.sessions_per_week, hours: held.manager_hours_per_week, funding_pence: fundingPence },
    ]
  }),
})
