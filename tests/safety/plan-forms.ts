const item = {
  section: '1. Start',
  ref: '',
  objective: 'Meet each month',
  leads: 'AB',
  timescale: 'Ongoing',
  start: '',
  due: '',
}

/** Fields that fit the forms of plans. */
export const planForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/plan/import': { owner: 'GA', what: 'work-plan', pasted: 'ref\tobjective\tlead\n7.1\tMeet\tAB\n' },
  '/plan/imports/:import/undo': {},
  '/plan/items/new': { owner: 'GA', ...item },
  '/plan/items/:item': { version: '1', ...item },
  '/plan/items/:item/status': { status: 'ongoing', words: '' },
  '/plan/items/:item/undo-status': {},
  '/plan/items/:item/note': { note: 'It goes on.' },
  '/plan/items/:item/undo': {},
  '/plan/items/:item/remove': {},
  '/plan/items/:item/milestones': { step: 'add', title: 'Signed', milestone_due: '2008-05-01' },
  '/plan/items/:item/waits': { waits_for: '9.9', is_on: 'no' },
  '/plan/settle': { owner: 'GA', lead: 'XY', meaning: 'nobody', words: '', item: '' },
  '/plan/baselines': { owner: 'GA', title: 'Agreed' },
  '/plan/tolerance': { owner: 'GA', days: '14' },
  '/plan/issue': {
    owner: 'GA',
    document: '',
    title: 'Plan',
    introduction: '',
    changed: '',
    to: 'GA',
    others: '',
  },
}

/** What the addresses of plans name in the invented world. */
export const planSamples: Readonly<Record<string, string>> = { item: '1', import: '1', baseline: '1', owner: 'GA' }
