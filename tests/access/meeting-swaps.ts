import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = '987654'

/** Of another group, and of another commissioner. */
const ofOthers: Ids = { askers: ['practice-manager', 'group-chair'], theirs: ['3', '4'], absent }
const elsewhere: Ids = { askers: ['contract-manager'], theirs: ['4'], absent }

/** Looked at by whoever belongs to another group. */
const seen = (where: string, path: (id: string) => string): Swap[] => [
  read(where, path, ofOthers),
  read(`${where} commissioner`, path, elsewhere),
]

const done = (where: string, path: (id: string) => string, fields: Readonly<Record<string, string>>): Swap[] => [
  sent(where, path, () => ({ ...fields }), { ...ofOthers, askers: ['group-chair'] }),
  sent(`${where} commissioner`, path, () => ({ ...fields }), elsewhere),
]

const when = { on: '2089-01-01', starts: '14:00', long: '60', place: '' }
const terms = { purpose: '', quorum: '1', rules: '', every: '', after: '', starts: '14:00', long: '60', place: '' }
const member = { person: '', name: 'A Try', organisation: '', kind: 'gp', from: '2008-04-01' }
const nomination = { name: 'A Try', organisation: '', words: '' }
const election = { title: 'A try', places: '1', kind: 'gp', nominations_until: '2089-01-01', votes_until: '2089-02-01' }

const documents = (id: string): string => `/documents/${id}`
const body = (part: string) => (id: string) => `/meetings/bodies/${id}${part}`
const meeting = (part: string) => (id: string) => `/meetings/${id}${part}`
const item = (part: string) => (id: string) => `/meetings/items/${id}${part}`
const vote = (part: string) => (id: string) => `/meetings/elections/${id}${part}`

export const meetingSwaps: readonly Swap[] = [
  ...seen('/documents/:document', documents),
  ...seen('/documents/:document/pdf', (id) => `${documents(id)}/pdf`),
  read('/documents/:document/next', (id) => `${documents(id)}/next`, { ...ofOthers, askers: ['group-chair'] }),
  ...done('/documents/:document/next', (id) => `${documents(id)}/next`, {
    after: '1',
    title: 'A try',
    text: 'Tried.',
    changed: '',
    others: 'Nobody',
  }),
  ...done('/documents/:document/read', (id) => `${documents(id)}/read`, { version: '1' }),
  pulled('/documents/:document', documents, ofOthers),
  pulled('/documents/:document/distribution', (id) => `${documents(id)}/distribution`, ofOthers),
  ...seen('/meetings/bodies/:body', body('')),
  pulled('/bodies/:body/members', (id) => `/bodies/${id}/members`, ofOthers),
  ...done('/meetings/bodies/:body/terms', body('/terms'), terms),
  ...done('/meetings/bodies/:body/members', body('/members'), member),
  ...done('/meetings/bodies/:body/leave', body('/leave'), { member: '1', to: '2008-06-01', words: '' }),
  ...done('/meetings/bodies/:body/issue', body('/issue'), {}),
  ...done('/meetings/bodies/:body/plan', body('/plan'), { first: '2089-01-01', until: '2089-03-01' }),
  read('/meetings/bodies/:body/election', body('/election'), { ...ofOthers, askers: ['group-chair'] }),
  ...done('/meetings/bodies/:body/election', body('/election'), election),
  ...seen('/meetings/elections/:election', vote('')),
  ...done('/meetings/elections/:election/nominate', vote('/nominate'), nomination),
  ...done('/meetings/elections/:election/vote', vote('/vote'), { choices: '1' }),
  ...done('/meetings/elections/:election/count', vote('/count'), { words: '' }),
  ...seen('/meetings/actions/:action', (id) => `/meetings/actions/${id}`),
  ...done('/meetings/actions/:action', (id) => `/meetings/actions/${id}`, {
    event: 'progress',
    words: 'A try',
    due: '',
  }),
  ...seen('/meetings/items/:item', item('')),
  ...done('/meetings/items/:item/papers', item('/papers'), { paper_title: '', document: '1' }),
  ...done('/meetings/items/:item/paper-out', item('/paper-out'), { paper: '1' }),
  ...done('/meetings/items/:item/interest', item('/interest'), { member: '1', interest: 'A try' }),
  ...done('/meetings/items/:item/decide', item('/decide'), { outcome: 'noted', words: 'A try' }),
  ...done('/meetings/items/:item/take-back', item('/take-back'), { back: 'A try' }),
  ...done('/meetings/items/:item/place', item('/place'), { meeting: '', why: 'A try' }),
  ...seen('/meetings/:meeting', meeting('')),
  ...seen('/meetings/:meeting/minutes', meeting('/minutes')),
  ...seen('/meetings/:meeting/pack', meeting('/pack')),
  ...seen('/meetings/:meeting/pack/pdf', meeting('/pack/pdf')),
  read('/meetings/:meeting/attendance', meeting('/attendance'), { ...ofOthers, askers: ['group-chair'] }),
  pulled('/meetings/:meeting/agenda', (id) => `/meetings/${id}/agenda`, ofOthers),
  pulled('/meetings/:meeting/attendance', (id) => `/meetings/${id}/attendance`, ofOthers),
  ...done('/meetings/:meeting/agenda', meeting('/agenda'), {
    title: 'A try',
    words: '',
    purpose: 'discussion',
    presenter: '',
  }),
  ...done('/meetings/:meeting/actions', meeting('/actions'), {
    item: '',
    action: 'A try',
    who: 'A',
    due: '2089-01-01',
  }),
  ...done('/meetings/:meeting/notes', meeting('/notes'), { note_kind: 'outcome', lines: 'A try' }),
  ...done('/meetings/:meeting/change', meeting('/change'), { event: 'moved', ...when, change_words: '' }),
  ...done('/meetings/:meeting/attendance', meeting('/attendance'), { others: 'A Guest' }),
  ...done('/meetings/:meeting/minutes', meeting('/minutes'), { base: '1', text: 'A try' }),
  ...done('/meetings/:meeting/approve', meeting('/approve'), { version: '1', at: '1' }),
  ...done('/meetings/:meeting/pack', meeting('/pack'), {}),
  read('/calendars/:calendar', (id) => `/calendars/${id}`, {
    askers: ['anonymous', 'group-chair'],
    theirs: ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    absent: 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',
  }),
]
