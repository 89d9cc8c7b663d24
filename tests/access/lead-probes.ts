import { leadOf, ownerOf, titleOf } from './lead-world.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'
import type { Cell } from './matrix.ts'

const owner = (cell: Cell): string => ownerOf(relationOf(cell))
const no = (cell: Cell): number => leadOf[relationOf(cell)]
const title =
  (what: string) =>
  (cell: Cell): string =>
    titleOf(what, relationOf(cell))

/** What is refused only to whoever may do it: the form is understood, and lacks its words. */
const lacks =
  (words: string): Probe['shows'] =>
  ({ status, text }) =>
    status === 422 && text.includes(words)

const frame = (one: Probe): Probe => ({ ...one, isFrame: true })

const form = (
  thing: string,
  action: string,
  path: (cell: Cell) => string,
  fields: (cell: Cell) => Record<string, string>,
  words: string,
) => frame(probe(thing, action, 'form', (walker, cell) => walker.post(path(cell), fields(cell)), lacks(words)))

const role = { purpose: 'Tried.', duties: '', objectives: '', essential: '', desirable: '', skills: '', hours: '' }
const indicator = { title: '', kind: 'key', unit: 'percent', direction: 'up', target: '', tolerance: '', role: '' }

export const leadProbes: readonly Probe[] = [
  probe('lead role', 'list', 'page', get('/leads'), holds(title('role'))),
  probe('lead role', 'list', 'csv', get('/leads?format=csv&table=lead-roles'), holds(title('role'))),
  pulled('lead role', 'list', '/leads', title('role')),
  probe(
    'lead role',
    'view',
    'page',
    get((cell) => `/leads/roles/${no(cell)}`),
    holds(title('role')),
  ),
  probe(
    'lead role',
    'view',
    'skills',
    get((cell) => `/leads/skills?owner=${owner(cell)}`),
    holds(title('lead')),
  ),
  probe(
    'lead role',
    'view',
    'persons',
    get((cell) => `/leads/persons?owner=${owner(cell)}`),
    holds(title('lead')),
  ),
  form(
    'lead role',
    'appoint',
    () => '/leads/roles/new',
    (cell) => ({ owner: owner(cell), title: '', paid: 'unpaid', refilled: 'no', ...role }),
    'Name the role',
  ),
  probe(
    'candidate for a role',
    'view',
    'page',
    get((cell) => `/leads/roles/${no(cell)}`),
    holds((cell) => `${title('candidate')(cell)}: interview`),
  ),
  probe(
    'lead report',
    'list',
    'page',
    get((cell) => `/leads/reports?owner=${owner(cell)}`),
    holds(title('report')),
  ),
  pulled('lead report', 'list', (cell) => `/leads/reports?owner=${owner(cell)}&month=2008-05`, title('report')),
  form(
    'lead report',
    'send',
    (cell) => `/leads/roles/${no(cell)}/report`,
    () => ({ month: '2008-05', seen: '0', summary: '', help: '', sessions: '', hours: '' }),
    'Say in a few sentences',
  ),
  form(
    'feedback on a lead',
    'give',
    (cell) => `/leads/roles/${no(cell)}/feedback`,
    () => ({ month: '2008-05', rating: '3', said: '' }),
    'Say what you saw',
  ),
  probe('indicator', 'list', 'page', get('/indicators'), holds(title('indicator'))),
  pulled('indicator', 'list', '/indicators', title('indicator')),
  probe(
    'indicator',
    'view',
    'page',
    get((cell) => `/indicators/${no(cell)}`),
    holds(title('indicator')),
  ),
  form(
    'indicator',
    'change',
    () => '/indicators/new',
    (cell) => ({ owner: owner(cell), code: 'tried', holder: 'A', source: 'B', ...indicator }),
    'Name it',
  ),
  probe('lesson', 'view', 'list', get('/lessons'), holds(title('lesson'))),
  pulled('lesson', 'view', '/lessons', title('lesson')),
  probe(
    'lesson',
    'view',
    'page',
    get((cell) => `/lessons/${no(cell)}`),
    holds(title('lesson')),
  ),
  form(
    'lesson',
    'write',
    () => '/lessons/new',
    (cell) => ({ owner: owner(cell), title: '', tried: 'A', happened: 'B', result: 'worked', ask: 'C', topics: '' }),
    'Name it',
  ),
  probe('drift', 'list', 'page', get('/drift'), holds(title('drift'))),
  pulled('drift', 'list', '/drift', title('drift')),
  probe(
    'drift',
    'view',
    'page',
    get((cell) => `/drift/${no(cell)}`),
    holds(title('drift')),
  ),
  form(
    'drift',
    'close',
    (cell) => `/drift/${no(cell)}`,
    () => ({ event: 'followed', words: '' }),
    'Say what was done',
  ),
]
