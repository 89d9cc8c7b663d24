const terms = {
  purpose: 'To decide.',
  quorum: '1',
  rules: '',
  every: '1',
  after: '',
  starts: '14:00',
  long: '60',
  place: '',
}
const when = { on: '2089-01-01', starts: '14:00', long: '60', place: 'Hall' }

/** Fields that fit the forms of documents and meetings. */
export const meetingForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/documents/new': { owner: 'GA', kind: 'agreement', title: 'A paper', text: 'Its text.', to: 'GA', others: '' },
  '/documents/:document/next': {
    after: '1',
    title: 'A paper',
    text: 'Its text.',
    changed: '',
    to: '',
    others: 'A reader',
  },
  '/documents/:document/read': { version: '1' },
  '/meetings/new': { kind: 'workshop', body: '', owner: 'GA', title: 'A workshop', about: '', ...when },
  '/meetings/calendar': { body: '' },
  '/meetings/bodies/new': { owner: 'GA', kind: 'forum', name: 'A forum', ...terms },
  '/meetings/bodies/:body/terms': terms,
  '/meetings/bodies/:body/issue': {},
  '/meetings/bodies/:body/members': {
    person: '',
    name: 'Ann Example',
    organisation: '',
    kind: 'lay',
    from: '2008-04-01',
  },
  '/meetings/bodies/:body/leave': { member: '1', to: '2089-01-01', words: 'Moved.' },
  '/meetings/bodies/:body/plan': { first: '2089-01-04', until: '2089-03-01' },
  '/meetings/bodies/:body/election': {
    title: 'An election',
    places: '1',
    kind: 'gp',
    nominations_until: '2089-01-01',
    votes_until: '2089-02-01',
  },
  '/meetings/elections/:election/nominate': { name: 'Ann Example', organisation: '', words: '' },
  '/meetings/elections/:election/vote': { choices: '1' },
  '/meetings/elections/:election/count': { lot: '', words: '' },
  '/meetings/actions/:action': { event: 'progress', words: 'It goes on.', due: '' },
  '/meetings/items/:item/papers': { paper_title: 'A paper', document: '1' },
  '/meetings/items/:item/paper-out': { paper: '1' },
  '/meetings/items/:item/interest': { member: '1', interest: 'A partner.' },
  '/meetings/items/:item/decide': { outcome: 'noted', words: 'Noted.', deciders: '' },
  '/meetings/items/:item/take-back': { back: 'Wrong.' },
  '/meetings/items/:item/place': { meeting: '', why: 'Not needed.' },
  '/meetings/:meeting/agenda': { title: 'An item', words: '', purpose: 'discussion', presenter: '' },
  '/meetings/:meeting/actions': { item: '', action: 'To write', who: 'Ann Example', due: '2089-01-01' },
  '/meetings/:meeting/notes': { note_kind: 'outcome', lines: 'Something' },
  '/meetings/:meeting/change': { event: 'moved', ...when, change_words: '' },
  '/meetings/:meeting/attendance': { present: 'm1', apologies: '', practices: '', reported: '', others: '' },
  '/meetings/:meeting/minutes': { base: '1', text: 'The minutes.' },
  '/meetings/:meeting/approve': { version: '1', at: '2' },
  '/meetings/:meeting/pack': {},
}

/** What their addresses name in the invented world. */
export const meetingSamples: Readonly<Record<string, string>> = {
  document: '1',
  body: '1',
  meeting: '1',
  action: '1',
  election: '1',
  calendar: 'a'.repeat(32),
}
