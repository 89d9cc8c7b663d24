import { prescribingFiles } from './prescribing-world.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const substance = '0212000B0'
const month = '2007-10'
const finance = ['contract-manager', 'finance-lead'] as const

/** Practices whose prescribing is not the asker's, against one that prescribed nothing. */
const hidden: readonly Ids[] = [
  { askers: ['practice-user', 'gp-lead'], theirs: ['A99002', 'B99001', 'Z99001'], absent: 'Q99001' },
  { askers: ['group-manager'], theirs: ['B99001', 'Z99001'], absent: 'Q99001' },
  { askers: ['commissioner-analyst', 'finance-lead', 'executive-member'], theirs: ['Z99001'], absent: 'Q99002' },
]

const files: Ids = {
  askers: [...finance, 'practice-user'],
  theirs: [String(prescribingFiles.taken.C02), String(prescribingFiles.refused.C02)],
  absent: '987654',
}

/** Another commissioner, asked for by name, against one that there is not. */
const others: Ids = { askers: ['practice-user', 'group-manager', ...finance], theirs: ['C02'], absent: 'C09' }

export const prescribingEverybody: Readonly<Record<string, string>> = {
  '/prescribing/:month/chapters/:chapter': 'a month of the calendar and a chapter of a published book',
}

export const prescribingSwaps: readonly Swap[] = [
  ...hidden.flatMap((ids) => [
    read('/prescribing/:month/practices/:practice', (id: string) => `/prescribing/${month}/practices/${id}`, ids),
    read(
      '/prescribing/:month/practices/:practice',
      (id: string) => `/prescribing/${month}/practices/${id}?format=csv&table=chapters`,
      ids,
    ),
    read(
      '/prescribing/:month/practices/:practice/:substance',
      (id: string) => `/prescribing/${month}/practices/${id}/${substance}`,
      ids,
    ),
    pulled('/prescribing/:month practice', (id: string) => `/prescribing/${month}?by=chapter&practice=${id}`, ids),
  ]),
  read('/prescribing/:month commissioner', (id) => `/prescribing/${month}?commissioner=${id}`, others),
  read('/prescribing-forecast commissioner', (id) => `/prescribing-forecast?commissioner=${id}`, others),
  read('/prescribing-units commissioner', (id) => `/prescribing-units?month=${month}&commissioner=${id}`, others),
  pulled('/prescribing/:month commissioner', (id) => `/prescribing/${month}?commissioner=${id}`, others),
  pulled('/prescribing/:month/units commissioner', (id) => `/prescribing/${month}/units?commissioner=${id}`, others),
  read('/prescribing-imports/:number', (id) => `/prescribing-imports/${id}`, files),
  read('/prescribing-imports/:number/rejects', (id) => `/prescribing-imports/${id}/rejects`, files),
  sent(
    '/prescribing-imports/:number/withdraw',
    (id) => `/prescribing-imports/${id}/withdraw`,
    () => ({ reason: 'Not ours' }),
    files,
  ),
]
