import type { Cell } from './matrix.ts'
import { objectiveOf, planNo, planOwner } from './plan-world.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'

const owner = (cell: Cell): string => planOwner(relationOf(cell))
const itemPath = (cell: Cell): string => `/plan/items/${planNo(relationOf(cell))}`
const planted = holds((cell) => objectiveOf(relationOf(cell)))

/** What is refused only to whoever may do it: the form is understood, and lacks something. */
const lacks =
  (words: string): Probe['shows'] =>
  ({ status, text }) =>
    status === 422 && text.includes(words)

/** With the product’s own checks taken down it is only a frame: nothing can be written by it. */
const form = (thing: string, action: string, ask: Probe['ask'], words: string): Probe => ({
  ...probe(thing, action, 'form', ask, lacks(words)),
  isFrame: true,
})

const item = { section: '', ref: '', objective: '', leads: '', timescale: '', start: '', due: '' }

export const planProbes: readonly Probe[] = [
  probe(
    'plan',
    'view',
    'page',
    get((cell) => `/plan?owner=${owner(cell)}`),
    planted,
  ),
  probe(
    'plan',
    'view',
    'csv',
    get((cell) => `/plan?owner=${owner(cell)}&format=csv&table=plan`),
    planted,
  ),
  probe(
    'plan',
    'view',
    'chart',
    get((cell) => `/plan/chart?owner=${owner(cell)}`),
    planted,
  ),
  pulled(
    'plan',
    'view',
    (cell) => `/plans/${owner(cell)}/items`,
    (cell) => objectiveOf(relationOf(cell)),
  ),
  probe('plan item', 'view', 'page', get(itemPath), planted),
  probe(
    'plan',
    'leads to settle',
    'page',
    get((cell) => `/plan/unresolved?owner=${owner(cell)}`),
    holds('>XY<'),
  ),
  pulled('plan', 'leads to settle', (cell) => `/plans/${owner(cell)}/unresolved`, 'XY'),
  pulled(
    'plan',
    'slippage',
    (cell) => `/plans/${owner(cell)}/slippage`,
    (cell) => objectiveOf(relationOf(cell)),
  ),
  probe(
    'baseline of a plan',
    'view',
    'page',
    get((cell) => `/plan/baselines/${planNo(relationOf(cell))}`),
    planted,
  ),
  pulled(
    'baseline of a plan',
    'view',
    (cell) => `/plan-baselines/${planNo(relationOf(cell))}`,
    (cell) => objectiveOf(relationOf(cell)),
  ),
  probe(
    'file of a plan',
    'view',
    'page',
    get((cell) => `/plan/imports/${planNo(relationOf(cell))}`),
    holds((cell) => `Planted plan of ${owner(cell)}`),
  ),
  form(
    'plan',
    'import',
    (walker, cell) => walker.post('/plan/import', { owner: owner(cell), what: 'work-plan', pasted: '' }),
    'Choose a file, or paste the table',
  ),
  form(
    'plan',
    'change',
    (walker, cell) => walker.post('/plan/items/new', { owner: owner(cell), ...item }),
    'Say what is to be done',
  ),
  form('plan', 'change', (walker, cell) => walker.post(itemPath(cell), { version: '1', ...item }), 'item'),
  form(
    'plan',
    'settle',
    (walker, cell) =>
      walker.post('/plan/settle', { owner: owner(cell), lead: 'XY', meaning: 'people', words: '', item: '' }),
    'Choose who is meant',
  ),
  form(
    'plan',
    'keep a baseline',
    (walker, cell) => walker.post('/plan/baselines', { owner: owner(cell), title: '' }),
    'Say what it is',
  ),
  form(
    'plan item',
    'note',
    (walker, cell) => walker.post(`${itemPath(cell)}/note`, { note: '' }),
    'Write what there is to say',
  ),
  form(
    'plan',
    'issue',
    (walker, cell) =>
      walker.post('/plan/issue', {
        owner: owner(cell),
        document: '',
        title: '',
        introduction: '',
        changed: '',
        others: '',
      }),
    'Give it a title',
  ),
]
