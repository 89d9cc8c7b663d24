/** Fields that fit the forms of envelopes and fair shares. */
export const envelopeForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/budgets/:year/inputs': { what: 'need-index' },
  '/budgets/:year/top-slices': {
    change: 'add',
    step: 'set',
    kind: 'contingency',
    line: 'every-line',
    pounds: '1.00',
    note: '',
    why: 'Agreed.',
  },
  '/budgets/:year/fair-shares': { 'lists-on': '2008-04-01', need: 'none', floor: '', ceiling: '' },
  '/budgets/:year/atypical': { practice: 'B99001', treatment: 'as-others', reason: 'Like the others again.' },
}
