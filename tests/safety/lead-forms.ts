const role = {
  title: 'Lead for planned care',
  purpose: 'Brings practices together.',
  duties: 'Reports each month',
  objectives: 'A clinic',
  essential: '',
  desirable: '',
  skills: 'data 1 essential',
  hours: '8',
  paid: 'gp-session',
  refilled: 'yes',
}
const indicator = {
  title: 'Women screened',
  kind: 'key',
  unit: 'percent',
  direction: 'up',
  target: '80',
  tolerance: '2',
  role: '',
  holder: 'A name',
  source: 'An office',
}
const lesson = {
  title: 'A clinic',
  tried: 'Pictures.',
  happened: 'Fewer letters.',
  result: 'worked',
  ask: 'A name',
  topics: '',
}

/** Fields that fit the forms of leads, indicators, lessons and drift. */
export const leadForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/leads/roles/new': { owner: 'GA', ...role },
  '/leads/roles/:role/change': { seen: '1', words: 'More hours.', ...role },
  '/leads/roles/:role/invite': { person: '', name: 'Somebody Invented', on: '2008-05-01', words: '' },
  '/leads/roles/:role/terms': { person: '', name: 'Somebody Invented', from: '2008-05-01', last_day: '' },
  '/leads/roles/:role/end': { term: '1', last_day: '2008-05-01', words: 'Steps down.' },
  '/leads/roles/:role/close': { seen: '1', closed: 'yes', words: 'No longer needed.' },
  '/leads/roles/:role/issue': {},
  '/leads/roles/:role/feedback': { month: '2008-05', rating: '3', said: 'Comes to every meeting.' },
  '/leads/roles/:role/report': {
    month: '2008-05',
    seen: '0',
    summary: 'Met the hospital.',
    help: '',
    sessions: '2',
    hours: '',
  },
  '/leads/appointments/:appointment': {
    role: '1',
    event: 'declined',
    on: '2008-05-01',
    from: '',
    last_day: '',
    words: '',
  },
  '/leads/persons': { owner: 'GA', name: 'Somebody Invented', initials: '', body: '' },
  '/leads/persons/:person': { event: 'left', on: '2008-05-01', account: '' },
  '/leads/skills': { owner: 'GA', person: '1', skill: 'data', level: '1', words: '' },
  '/indicators/new': { owner: 'GA', code: 'screened', ...indicator },
  '/indicators/import': { owner: 'GA' },
  '/indicators/:indicator/change': { seen: '1', ...indicator },
  '/indicators/:indicator/figures': { month: '2008-05', value: '81', source: '' },
  '/indicators/:indicator/rebase': { beginning: '2008-05', event: 'set', why: 'Another laboratory.' },
  '/indicators/:indicator/close': { seen: '1', closed: 'yes' },
  '/lessons/new': { owner: 'GA', ...lesson },
  '/lessons/:lesson/change': { seen: '1', ...lesson },
  '/lessons/:lesson/withdraw': { seen: '1', withdrawn: 'yes' },
  '/drift/look': { owner: 'GA' },
  '/drift/:drift': { event: 'followed', words: 'Letters went out.' },
}

/** Done in the rooms' own tests: src/programme/leads/leading.test.ts and src/programme/indicators/indicating.test.ts. */
export const journalledInLeads: readonly string[] = Object.keys(leadForms)
