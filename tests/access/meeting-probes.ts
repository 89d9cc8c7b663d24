import type { Cell } from './matrix.ts'
import { electionOf, meetingOf, titleOf } from './meeting-world.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'

const numberOf = (cell: Cell): number => meetingOf[relationOf(cell)]
const electionIn = (cell: Cell): number => electionOf[relationOf(cell)]
const titled =
  (what: string) =>
  (cell: Cell): string =>
    titleOf(what, relationOf(cell))

/** What is refused only to whoever may do it: the form is understood, and lacks its words. */
const lacks =
  (words: string): Probe['shows'] =>
  ({ status, text }) =>
    status === 422 && text.includes(words)

/** A form that comes back with what it lacks writes nothing, so with the first wall down there is nothing to hold back. */
const form = (
  thing: string,
  action: string,
  path: (cell: Cell) => string,
  fields: Readonly<Record<string, string>>,
  words: string,
): Probe => ({
  ...probe(thing, action, 'form', (walker, cell) => walker.post(path(cell), fields), lacks(words)),
  isFrame: true,
})

const viewed = (thing: string, path: (cell: Cell) => string, what: string): Probe =>
  probe(thing, 'view', 'page', get(path), holds(titled(what)))

const listed = (thing: string, page: string, table: string, what: string): Probe[] => [
  probe(thing, 'list', 'page', get(page), holds(titled(what))),
  probe(
    thing,
    'list',
    'csv',
    get(`${page}${page.includes('?') ? '&' : '?'}format=csv&table=${table}`),
    holds(titled(what)),
  ),
]

const day = { on: '2089-01-01', starts: '14:00', long: '60', place: '' }
const terms = { purpose: '', rules: '', every: '', after: '', starts: '14:00', long: '60', place: '' }

export const meetingProbes: readonly Probe[] = [
  ...listed('document', '/documents', 'documents', 'document'),
  pulled('document', 'list', '/documents', titled('document')),
  viewed('document', (cell) => `/documents/${numberOf(cell)}`, 'document'),
  form(
    'document',
    'issue',
    (cell) => `/documents/${numberOf(cell)}/next`,
    { after: '1', title: 'A try', text: '', changed: '', others: 'Nobody' },
    'There is nothing in it yet',
  ),
  ...listed('body', '/meetings/bodies', 'bodies', 'body'),
  pulled('body', 'list', '/bodies', titled('body')),
  viewed('body', (cell) => `/meetings/bodies/${numberOf(cell)}`, 'body'),
  pulled(
    'body',
    'view',
    (cell) => `/bodies/${numberOf(cell)}/members`,
    () => 'Planted Member',
  ),
  form(
    'body',
    'change',
    (cell) => `/meetings/bodies/${numberOf(cell)}/terms`,
    { ...terms, quorum: '' },
    'Say how many members decide',
  ),
  ...listed('meeting', '/meetings?when=all', 'meetings', 'meeting'),
  pulled('meeting', 'list', '/meetings', titled('meeting')),
  viewed('meeting', (cell) => `/meetings/${numberOf(cell)}`, 'meeting'),
  probe(
    'meeting',
    'view',
    'pack',
    get((cell) => `/meetings/${numberOf(cell)}/pack`),
    holds(titled('item')),
  ),
  pulled('meeting', 'view', (cell) => `/meetings/${numberOf(cell)}/agenda`, titled('item')),
  pulled(
    'meeting',
    'view',
    (cell) => `/meetings/${numberOf(cell)}/attendance`,
    () => 'Planted Member',
  ),
  form(
    'meeting',
    'change',
    (cell) => `/meetings/${numberOf(cell)}/change`,
    { event: 'cancelled', ...day, change_words: '' },
    'Say in a few words why it is cancelled',
  ),
  viewed('minutes', (cell) => `/meetings/${numberOf(cell)}/minutes`, 'minutes'),
  form(
    'minutes',
    'write',
    (cell) => `/meetings/${numberOf(cell)}/minutes`,
    { base: '1', text: '' },
    'Write the minutes',
  ),
  viewed('agenda item', (cell) => `/meetings/items/${numberOf(cell)}`, 'item'),
  form(
    'agenda item',
    'decide',
    (cell) => `/meetings/items/${numberOf(cell)}/decide`,
    { outcome: 'agreed', words: '' },
    'Say in words what was decided',
  ),
  ...listed('action', '/meetings/actions', 'actions', 'action'),
  pulled('action', 'list', '/actions', titled('action')),
  viewed('action', (cell) => `/meetings/actions/${numberOf(cell)}`, 'action'),
  form(
    'action',
    'step',
    (cell) => `/meetings/actions/${numberOf(cell)}`,
    { event: 'done', words: '', due: '' },
    'Say in a few words what came of it',
  ),
  viewed('election', (cell) => `/meetings/elections/${electionIn(cell)}`, 'election'),
  form(
    'election',
    'nominate',
    (cell) => `/meetings/elections/${electionIn(cell)}/nominate`,
    { name: '', organisation: '', words: '' },
    'Say who is put forward',
  ),
]
