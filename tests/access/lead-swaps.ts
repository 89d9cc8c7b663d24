import { holderOf, leadOf } from './lead-world.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = '987654'

const numbers = (askers: Ids['askers']): Ids => ({ askers, theirs: [String(leadOf.elsewhere)], absent })
/** What another group of the same commissioner owns is not a group's either. */
const groups: Ids = {
  askers: ['group-manager'],
  theirs: [String(leadOf.commissioner), String(leadOf.elsewhere)],
  absent,
}
const readers: Ids = { ...groups, askers: ['practice-manager', 'group-manager'] }
const officers = numbers(['contract-manager'])
const owners: Ids = { askers: ['group-manager'], theirs: ['GB', 'GZ', 'C02'], absent: 'GX' }
const persons: Ids = {
  askers: ['group-manager'],
  theirs: [String(holderOf('commissioner')), String(holderOf('elsewhere'))],
  absent,
}

const post = (path: string, fields: Record<string, string>, ids: Ids = groups): Swap[] => {
  const at = (id: string): string => path.replace(/:(role|appointment|person|indicator|lesson|drift)/, id)
  return [
    sent(path, at, () => fields, ids),
    ...(ids === groups ? [sent(`${path} commissioner`, at, () => fields, officers)] : []),
  ]
}

const role = {
  title: 'Tried',
  purpose: 'Tried.',
  duties: '',
  objectives: '',
  essential: '',
  desirable: '',
  skills: '',
  hours: '',
  paid: 'unpaid',
  refilled: 'no',
}
const indicator = {
  title: 'Tried',
  kind: 'key',
  unit: 'percent',
  direction: 'up',
  target: '',
  tolerance: '',
  role: '',
  holder: 'A',
  source: 'B',
}
const lesson = { title: 'Tried', tried: 'A', happened: 'B', result: 'worked', ask: 'C', topics: '' }

export const leadSwaps: readonly Swap[] = [
  read('/leads', (id) => `/leads?owner=${id}`, owners),
  read('/leads/roles/:role', (id) => `/leads/roles/${id}`, readers),
  read('/leads/roles/:role commissioner', (id) => `/leads/roles/${id}`, officers),
  read('/leads/roles/:role/change', (id) => `/leads/roles/${id}/change`, groups),
  read('/leads/roles/:role/report', (id) => `/leads/roles/${id}/report?month=2008-05`, readers),
  read('/leads/persons', (id) => `/leads/persons?owner=${id}`, owners),
  read('/leads/persons/:person', (id) => `/leads/persons/${id}`, persons),
  read('/leads/skills', (id) => `/leads/skills?owner=${id}`, owners),
  read('/leads/reports', (id) => `/leads/reports?owner=${id}`, owners),
  read('/leads/hours', (id) => `/leads/hours?owner=${id}`, owners),
  read('/leads/roles/new', (id) => `/leads/roles/new?owner=${id}`, owners),
  sent(
    '/leads/roles/new owner',
    () => '/leads/roles/new',
    (id) => ({ owner: id, ...role }),
    owners,
  ),
  ...post('/leads/roles/:role/change', { seen: '1', words: 'Tried', ...role }),
  ...post('/leads/roles/:role/invite', { person: '', name: 'Tried', on: '2008-05-01', words: '' }),
  ...post('/leads/roles/:role/terms', { person: '', name: 'Tried', from: '2008-05-01', last_day: '' }),
  ...post('/leads/roles/:role/end', { term: '1', last_day: '', words: 'Tried' }),
  ...post('/leads/roles/:role/close', { seen: '1', closed: 'yes', words: 'Tried' }),
  ...post('/leads/roles/:role/issue', {}),
  ...post('/leads/roles/:role/feedback', { month: '2008-05', rating: '3', said: 'Tried' }),
  ...post('/leads/roles/:role/report', {
    month: '2008-05',
    seen: '0',
    summary: 'Tried',
    help: '',
    sessions: '',
    hours: '',
  }),
  sent(
    '/leads/appointments/:appointment',
    (id) => `/leads/appointments/${id}`,
    () => ({ role: '1', event: 'declined', on: '2008-05-01', from: '', last_day: '', words: '' }),
    groups,
  ),
  sent(
    '/leads/persons owner',
    () => '/leads/persons',
    (id) => ({ owner: id, name: 'Tried', initials: '', body: '' }),
    owners,
  ),
  ...post('/leads/persons/:person', { event: 'left', on: '2008-05-01', account: '' }, persons),
  sent(
    '/leads/skills person',
    () => '/leads/skills',
    (id) => ({ owner: 'GA', person: id, skill: 'data', level: '1', words: '' }),
    persons,
  ),
  pulled('/leads', (id) => `/leads?owner=${id}`, owners),
  pulled('/leads/skills', (id) => `/leads/skills?owner=${id}`, owners),
  pulled('/leads/reports', (id) => `/leads/reports?owner=${id}&month=2008-05`, owners),
  pulled('/leads/hours', (id) => `/leads/hours?owner=${id}&year=2008-09`, owners),
  read('/indicators', (id) => `/indicators?owner=${id}`, owners),
  read('/indicators/new', (id) => `/indicators/new?owner=${id}`, owners),
  read('/indicators/import', (id) => `/indicators/import?owner=${id}`, owners),
  read('/indicators/:indicator', (id) => `/indicators/${id}`, readers),
  read('/indicators/:indicator commissioner', (id) => `/indicators/${id}`, officers),
  read('/indicators/:indicator/change', (id) => `/indicators/${id}/change`, groups),
  sent(
    '/indicators/new owner',
    () => '/indicators/new',
    (id) => ({ owner: id, code: 'tried', ...indicator }),
    owners,
  ),
  ...post('/indicators/:indicator/change', { seen: '1', ...indicator }),
  ...post('/indicators/:indicator/figures', { month: '2008-05', value: '1', source: '' }),
  ...post('/indicators/:indicator/rebase', { beginning: '2008-05', event: 'set', why: 'Tried' }),
  ...post('/indicators/:indicator/close', { seen: '1', closed: 'yes' }),
  pulled('/indicators', (id) => `/indicators?owner=${id}`, owners),
  pulled('/indicators/:indicator', (id) => `/indicators/${id}`, readers),
  read('/lessons/:lesson', (id) => `/lessons/${id}`, numbers(['practice-manager', 'group-manager'])),
  read('/lessons/:lesson/change', (id) => `/lessons/${id}/change`, groups),
  sent(
    '/lessons/new owner',
    () => '/lessons/new',
    (id) => ({ owner: id, ...lesson }),
    owners,
  ),
  ...post('/lessons/:lesson/change', { seen: '1', ...lesson }),
  ...post('/lessons/:lesson/withdraw', { seen: '1', withdrawn: 'yes' }),
  read('/drift', (id) => `/drift?owner=${id}`, owners),
  read('/drift/:drift', (id) => `/drift/${id}`, readers),
  sent(
    '/drift/look owner',
    () => '/drift/look',
    (id) => ({ owner: id }),
    owners,
  ),
  ...post('/drift/:drift', { event: 'followed', words: 'Tried' }),
  pulled('/drift', (id) => `/drift?owner=${id}`, owners),
]
