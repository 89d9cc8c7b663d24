/** Fields that fit the forms of the risk. */
export const riskForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/risk/:year/fill': {},
  '/risk/:year/terms': {
    payers: '',
    contribution: 'percent',
    percent: '3',
    trigger: 'band',
    pays_percent: '100',
    surplus: 'carried',
    words: 'Agreed.',
  },
  '/risk/:year/costs': {},
  '/risk/:year/simulations': {
    confidence: '950',
    stop_loss: '25000',
    contribution: '3',
    trigger: '10',
    events: 'patients',
  },
  '/risk/:year/claims/pay': { total: '1' },
  '/risk/:year/claims/:practice/:kind': { event: 'refused', mark: 'x', words: 'Not ours.' },
}
