import { addMonths, toMonth } from '#shared'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf, sentOn } from './probe.ts'
import { ownRuleOf } from './rule-world.ts'
import { month } from './world.ts'

const ownRule = (cell: Cell) => ownRuleOf(relationOf(cell) === 'elsewhere' ? 'C02' : 'C01')

let serial = 0

/** Each time a month earlier, so that each is a change; none of them comes near the bills. */
const nextFrom = (): string => addMonths(toMonth('2090-12'), -(serial += 1))

const drawn = {
  title: 'Tried out',
  why: 'Tried out.',
  column1: 'hrg',
  comparison1: 'is',
  values1: 'ZZ98',
  value: 'full',
  confidence: 'query',
  from: '2090-12',
  month,
  sure: 'yes',
}

/** Rules that ship are the same for everybody: their pages hold no more than the documents do. */
export const ruleProbes: readonly Probe[] = [
  { ...probe('rule', 'list', 'page', get('/rules'), holds('Missed or cancelled appointment billed')), isFrame: true },
  { ...pulled('rule', 'list', '/rules', 'Missed or cancelled appointment billed'), isFrame: true },
  {
    ...probe('rule', 'view', 'page', get('/rules/C30'), holds('Missed or cancelled appointment billed')),
    isFrame: true,
  },
  probe(
    'rule that a commissioner made',
    'view',
    'page',
    get((cell) => `/rules/${ownRule(cell).code}`),
    holds((cell) => ownRule(cell).title),
  ),
  probe(
    'rule',
    'change',
    'form',
    (walker) => walker.post('/rules/C30', { from: nextFrom(), state: 'off', why: 'Tried out.', sure: 'yes' }),
    sentOn(/\/rules\/C30$/),
  ),
  probe('rule', 'create', 'form', (walker) => walker.post('/rules/new', drawn), sentOn(/\/rules\/L\d+$/)),
  probe('month', 'check', 'form', (walker) => walker.post('/checks', { month }), sentOn(/\/runs\/\d+$/)),
]
