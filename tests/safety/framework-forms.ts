const target = {
  assessment: '1',
  rating: 'low',
  words: 'Write it down.',
  lead: 'The manager',
  due: '2008-09-30',
  days: '3',
  cost: '100',
  link: '',
}

const change = {
  kind: 'wording',
  ref: '1.1.2',
  words: 'Everybody knows who chairs.',
  weight: '1',
  value: '2',
  number: '',
  level: '1',
  objective: 'governance',
}

const entry = {
  register: 'schemes',
  practice: 'A99001',
  scheme: 'prescribing-plan',
  from: '2007-04-01',
  to: '',
}

/** Fields that fit the forms of the framework. */
export const frameworkForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/framework/groups/:group/begin': { year: '2009/10', framework: 'commissioning-levels 1' },
  '/framework/groups/:group/sign-off': { assessment: '1', words: '' },
  '/framework/groups/:group/open-again': { assessment: '1', words: 'A figure was wrong.' },
  '/framework/groups/:group/note-drift': { assessment: '1' },
  '/framework/groups/:group/targets/:target': target,
  '/framework/groups/:group/targets/:target/take-back': { assessment: '1' },
  '/framework/groups/:group/responsibilities': {},
  '/framework/practices/:practice/responsibilities': { position: '1', degree: 'partly', side: '', words: '' },
  '/framework/practices/:practice/responsibilities/all': {},
  '/framework/registers': entry,
  '/framework/registers/take-back': { entry: '1', words: 'Wrong practice.' },
  '/framework/files': { what: 'schemes', group: 'GA', year: '' },
  '/framework/definitions': { from: 'commissioning-levels', owner: 'GA', title: 'Our own' },
  '/framework/definitions/:owner/:framework': change,
}

/** What is kept of these deeds: src/framework/framework.test.ts. */
export const journalledInFramework = Object.keys(frameworkForms)
