import { planElsewhere } from './plan-world.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = '987654'
const askers = ['group-manager', 'contract-manager'] as const

/** Items, files and baselines of the other commissioner's group. */
const theirs: Ids = {
  askers: [...askers, 'practice-manager', 'gp-lead', 'executive-member'],
  theirs: [String(planElsewhere)],
  absent,
}
const changed: Ids = { ...theirs, askers: [...askers] }
const noted: Ids = { ...theirs, askers: [...askers, 'gp-lead', 'executive-member'] }
const owners: Ids = { askers: ['group-manager', 'practice-user', 'contract-manager'], theirs: ['GZ'], absent: 'GQX' }

const item = { section: '', ref: '', objective: 'Ours', leads: '', timescale: '', start: '', due: '' }

const ofItem = (what: string, fields: Record<string, string> = {}, ids: Ids = changed): Swap =>
  sent(
    `/plan/items/:item${what}`,
    (id) => `/plan/items/${id}${what}`,
    () => fields,
    ids,
  )

export const planSwaps: readonly Swap[] = [
  read('/plan owner', (id) => `/plan?owner=${id}`, owners),
  read('/plan/chart owner', (id) => `/plan/chart?owner=${id}`, owners),
  read('/plan/unresolved owner', (id) => `/plan/unresolved?owner=${id}`, owners),
  pulled('/plans/:owner/items', (id) => `/plans/${id}/items`, owners),
  pulled('/plans/:owner/unresolved', (id) => `/plans/${id}/unresolved`, owners),
  pulled('/plans/:owner/slippage', (id) => `/plans/${id}/slippage`, owners),
  read('/plan/items/:item', (id) => `/plan/items/${id}`, theirs),
  read('/plan/imports/:import', (id) => `/plan/imports/${id}`, theirs),
  read('/plan/baselines/:baseline', (id) => `/plan/baselines/${id}`, theirs),
  pulled('/plan-baselines/:baseline', (id) => `/plan-baselines/${id}`, theirs),
  ofItem('', { version: '1', ...item }),
  ofItem('/status', { status: 'complete', words: '' }),
  ofItem('/undo-status'),
  ofItem('/note', { note: 'Ours' }, noted),
  ofItem('/undo'),
  ofItem('/remove'),
  ofItem('/milestones', { step: 'add', title: 'Ours', milestone_due: '2008-01-01' }),
  ofItem('/waits', { waits_for: '1.1', is_on: 'yes' }),
  sent(
    '/plan/imports/:import/undo',
    (id) => `/plan/imports/${id}/undo`,
    () => ({}),
    changed,
  ),
]
