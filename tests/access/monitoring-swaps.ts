import { type Ids, type Swap, pulled, read } from './swap.ts'

const finance = ['contract-manager', 'finance-lead'] as const

/** Practices whose year is not the asker's, against one that has no budget. */
const hidden: readonly Ids[] = [
  { askers: ['practice-user', 'gp-lead'], theirs: ['A99002', 'B99001', 'Z99001'], absent: 'Q99001' },
  { askers: ['group-manager'], theirs: ['B99001', 'Z99001'], absent: 'Q99001' },
  { askers: ['commissioner-analyst', 'finance-lead'], theirs: ['Z99001'], absent: 'Q99002' },
]

/** Groups of another commissioner, against one that has no practice. */
const groups: Ids = { askers: ['commissioner-analyst', 'finance-lead'], theirs: ['GZ'], absent: 'GQ' }

/** Another commissioner, asked for by name, against one that there is not. */
const others: Ids = { askers: ['practice-user', 'group-manager', ...finance], theirs: ['C02'], absent: 'C09' }

/** Addresses whose identifier is of no patient, person or bill. */
export const monitoringEverybody: Readonly<Record<string, string>> = {
  '/watch/:month': 'a month of the calendar',
  '/watch/:month/forecast': 'a month of the calendar',
  '/watch/:month/draw-up': 'a month of the calendar',
  '/watch/:month/models': 'a month of the calendar',
  '/phasing/:year': 'a financial year',
}

export const monitoringSwaps: readonly Swap[] = [
  ...hidden.flatMap((ids) => [
    read('/watch/:month/practices/:practice', (id: string) => `/watch/2007-10/practices/${id}`, ids),
    read('/watch/practices/:practice', (id: string) => `/watch/practices/${id}?month=2007-10`, ids),
    read('/watch/:month practice', (id: string) => `/watch/2007-10?by=line&practice=${id}`, ids),
    pulled('/watch/:month/practices/:practice', (id: string) => `/watch/2007-10/practices/${id}`, ids),
    pulled('/watch/:month practice', (id: string) => `/watch/2007-10?by=line&practice=${id}`, ids),
  ]),
  read('/watch/:month group', (id) => `/watch/2007-10?by=line&group=${id}`, groups),
  read('/watch group', (id) => `/watch?by=line&group=${id}&month=2007-10`, groups),
  pulled('/watch/:month group', (id) => `/watch/2007-10?by=line&group=${id}`, groups),
  pulled('/watch/:month commissioner', (id) => `/watch/2007-10?commissioner=${id}`, others),
  pulled(
    '/watch/:month/practices/:practice commissioner',
    (id) => `/watch/2007-10/practices/A99001?commissioner=${id}`,
    others,
  ),
  pulled('/watch/:month/models commissioner', (id) => `/watch/2007-10/models?commissioner=${id}`, others),
  pulled('/phasing/:year commissioner', (id) => `/phasing/2007-08?commissioner=${id}`, others),
]
