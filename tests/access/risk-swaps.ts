import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

/** A simulation of the other commissioner, and one that there is not. */
const simulations: Ids = { askers: ['finance-lead', 'practice-user', 'group-chair'], theirs: ['2'], absent: '987654' }
const practices: Ids = { askers: ['practice-user', 'finance-lead'], theirs: ['Z99001'], absent: 'Q99002' }

/** Addresses of a year: everybody who may open the page may open each year. */
export const riskYears: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '/risk/:year',
    '/risk/:year/fill',
    '/risk/:year/terms',
    '/risk/:year/costs',
    '/risk/:year/simulations',
    '/risk/:year/claims',
    '/risk/:year/claims/pay',
    '/risk/:year/balance',
    '/api/v1/risk/:year',
    '/api/v1/risk/:year/costs',
    '/api/v1/risk/:year/claims',
    '/api/v1/risk/:year/balance',
    '/api/v1/risk/:year/group-balance',
    '/api/v1/risk/:year/simulations',
  ].map((path) => [path, 'a financial year']),
)

export const riskSwaps: readonly Swap[] = [
  read('/risk/simulations/:simulation', (id) => `/risk/simulations/${id}`, simulations),
  pulled('/risk-simulations/:simulation', (id) => `/risk-simulations/${id}`, simulations),
  pulled('/risk-simulations/:simulation/practices', (id) => `/risk-simulations/${id}/practices`, simulations),
  read('/risk/:year/claims/:practice/:kind', (id) => `/risk/2007-08/claims/${id}/overspend`, practices),
  sent(
    '/risk/:year/claims/:practice/:kind',
    (id) => `/risk/2007-08/claims/${id}/overspend`,
    () => ({ event: 'refused', mark: 'x', words: 'No.' }),
    { ...practices, askers: ['finance-lead'] },
  ),
]
