import { leadSwaps } from './lead-swaps.ts'
import { budgetSwaps } from './budget-swaps.ts'
import { challengeSwaps } from './challenge-swaps.ts'
import { contractSwaps } from './contract-swaps.ts'
import { budgetYears, envelopeSwaps } from './envelope-swaps.ts'
import { riskSwaps, riskYears } from './risk-swaps.ts'
import { findingSwaps } from './finding-swaps.ts'
import { frameworkSwaps } from './framework-swaps.ts'
import { ruleSwaps } from './rule-swaps.ts'
import { monitoringEverybody, monitoringSwaps } from './monitoring-swaps.ts'
import { paymentSwaps } from './payment-swaps.ts'
import { planSwaps } from './plan-swaps.ts'
import { prescribingEverybody, prescribingSwaps } from './prescribing-swaps.ts'
import { meetingSwaps } from './meeting-swaps.ts'
import { savingsSwaps } from './savings-swaps.ts'
import type { Stolen } from './stolen.ts'
import { type Ids, type Swap, type Where, pulled, read, sent } from './swap.ts'
import { month } from './world.ts'

/** Addresses whose identifier is of no patient, person or bill: everybody who may open the page may open each. */
export const forEverybody: Readonly<Record<string, string>> = {
  ...budgetYears,
  ...prescribingEverybody,
  ...monitoringEverybody,
  ...riskYears,
  '/months/:month': 'a month of the calendar',
  '/statements/:month': 'a month of the calendar',
  '/lines/:month': 'a month of the calendar',
  '/access-report/:month': 'a month of the calendar',
  '/board/:month': 'a month of the calendar',
  '/payments/bills/:month': 'a month of the calendar',
  '/payments/adjustments/:month': 'a month of the calendar',
  '/reconciliation/:month': 'a month of the calendar',
  '/api/v1/months/:month/board': 'a month of the calendar',
  '/api/v1/months/:month/adjustments': 'a month of the calendar',
  '/api/v1/months/:month/reconciliation': 'a month of the calendar',
  '/api/v1/months/:month/gaps': 'a month of the calendar',
  '/api/v1/statements/:month': 'a month of the calendar',
  '/api/v1/lines/:month': 'a month of the calendar',
  '/findings/:month': 'a month of the calendar',
  '/finding-sums/:month': 'a month of the calendar',
  '/queue/:month': 'a month of the calendar',
  '/queue/:month/undo': 'a month of the calendar',
  '/api/v1/findings/:month': 'a month of the calendar',
  '/api/v1/finding-sums/:month': 'a month of the calendar',
  '/api/v1/framework/registers/:register': 'which registers there are is no secret',
  '/organisations/:code': 'published: which organisations there are is no secret',
  '/contract-lists/:list': 'which lists there are is no secret',
  '/tariffs/:tariffId': 'published: a price list is of no organisation',
  '/api/v1/tariffs/:tariffId/hrgs': 'published: a price list is of no organisation',
  '/api/v1/tariffs/:tariffId/specialties': 'published: a price list is of no organisation',
  '/api/v1/tariffs/:tariffId/emergency': 'published: a price list is of no organisation',
  '/api/v1/tariffs/:tariffId/factors': 'published: a price list is of no organisation',
  '/api/v1/tariffs/:tariffId/top-ups': 'published: a price list is of no organisation',
  '/sign-in/with/:provider': 'stands on the page where one signs in',
  '/sign-in/with/:provider/callback': 'stands on the page where one signs in',
}

const practices = ['practice-user', 'practice-manager', 'gp-lead'] as const
const ofCommissioner = ['commissioner-analyst', 'contract-manager', 'payment-preparer', 'payment-approver'] as const
const anybody = ['practice-user', 'group-manager', 'contract-manager', 'provider-contact', 'executive-member'] as const

/** Lines that exist and are not the asker's, at the two providers. */
const hiddenLines: readonly { readonly provider: 'RAA' | 'RBB'; readonly ids: Ids }[] = [
  {
    provider: 'RAA',
    ids: {
      askers: practices,
      theirs: ['PLANTED-GROUP-RAA', 'PLANTED-COMMISSIONER-RAA', 'PLANTED-ELSEWHERE-RAA', 'PLANTED-NOBODY-RAA'],
      absent: 'PLANTED-ABSENT-RAA',
    },
  },
  {
    provider: 'RAA',
    ids: {
      askers: [...ofCommissioner, 'finance-validator'],
      theirs: ['PLANTED-ELSEWHERE-RAA'],
      absent: 'PLANTED-ABSENT-RAA',
    },
  },
  {
    provider: 'RBB',
    ids: {
      askers: ['provider-contact'],
      theirs: ['PLANTED-OWN-RBB', 'PLANTED-ELSEWHERE-RBB'],
      absent: 'PLANTED-ABSENT-RBB',
    },
  },
  {
    provider: 'RAA',
    ids: {
      askers: ['group-manager', 'executive-member', 'administrator'],
      theirs: ['PLANTED-OWN-RAA'],
      absent: 'PLANTED-ABSENT-RAA',
    },
  },
]

const lines: readonly Swap[] = hiddenLines.flatMap(({ provider, ids }) => {
  const line: Where = (id) => `/lines/${month}/${provider}/${id}`
  const identity: Where = (id) => `/identities/${month}/${provider}/${id}`
  const asked = { reason: 'responsible', words: '', nhs_number: '9990000018' }
  return [
    read('/lines/:month/:provider/:line', line, ids),
    read('/lines/:month/:provider/:line', (id) => `${line(id)}?format=json`, ids),
    pulled('/lines/:month/:provider/:line', line, ids),
    read('/lines/:month search', (id) => `/lines/${month}?search=${id}`, ids),
    read('/lines/:month search', (id) => `/lines/${month}?search=${id}&format=csv`, ids),
    pulled('/lines/:month search', (id) => `/lines/${month}?search=${id}`, ids),
    read('/identities/:month/:provider/:line', identity, ids),
    sent('/identities/:month/:provider/:line', identity, () => ({ reason: 'own-patient', words: '' }), ids),
    sent(
      '/identities/:month/:provider/:line/check',
      (id) => `${identity(id)}/check`,
      () => asked,
      ids,
    ),
  ]
})

/** Organisations with activity that is not the asker's, against one that nobody billed for. */
const narrowed: readonly { readonly key: string; readonly ids: Ids }[] = [
  { key: 'practice', ids: { askers: practices, theirs: ['A99002', 'B99001', 'Z99001'], absent: 'Q99001' } },
  { key: 'practice', ids: { askers: ['group-manager'], theirs: ['B99001', 'Z99001'], absent: 'Q99001' } },
  { key: 'practice', ids: { askers: ofCommissioner, theirs: ['Z99001'], absent: 'Q99002' } },
  { key: 'group', ids: { askers: [...practices, 'group-manager'], theirs: ['GB', 'GZ'], absent: 'GQ' } },
  { key: 'group', ids: { askers: ofCommissioner, theirs: ['GZ'], absent: 'GQ' } },
  { key: 'provider', ids: { askers: ['provider-contact'], theirs: ['RBB'], absent: 'RQQ' } },
]

const filters: readonly Swap[] = narrowed.flatMap(({ key, ids }) => {
  const statement: Where = (id) => `/statements/${month}?by=pod&${key}=${id}`
  const list: Where = (id) => `/lines/${month}?${key}=${id}`
  return [
    read(`/statements/:month ${key}`, statement, ids),
    read(`/statements/:month ${key}`, (id) => `${statement(id)}&format=csv`, ids),
    pulled(`/statements/:month ${key}`, statement, ids),
    read(`/lines/:month ${key}`, list, ids),
    ...(key === 'group'
      ? []
      : [
          read(`/findings/:month ${key}`, (id: string) => `/findings/${month}?${key}=${id}`, ids),
          pulled(`/findings/:month ${key}`, (id: string) => `/findings/${month}?${key}=${id}`, ids),
        ]),
    ...(key === 'practice'
      ? [
          read('/queue/:month practice', (id: string) => `/queue/${month}?practice=${id}`, ids),
          sent(
            '/queue/:month practice',
            () => `/queue/${month}`,
            (id: string) => ({ practice: id, step: 'check' }),
            ids,
          ),
        ]
      : []),
    pulled(`/lines/:month ${key}`, list, ids),
  ]
})

const noNumber = '987654'

const numbered = ({ imports, runs }: Stolen): readonly Swap[] => {
  const ofImport: Ids = { askers: [...ofCommissioner, ...practices], theirs: imports, absent: noNumber }
  return [
    read('/imports/:number', (id) => `/imports/${id}`, ofImport),
    read('/imports/:number', (id) => `/imports/${id}?format=json`, ofImport),
    read('/imports/:number/rejects', (id) => `/imports/${id}/rejects`, ofImport),
    pulled('/imports/:number/submissions', (id) => `/imports/${id}/submissions`, ofImport),
    sent(
      '/imports/:number/withdraw',
      (id) => `/imports/${id}/withdraw`,
      () => ({ reason: 'Not ours' }),
      ofImport,
    ),
    read('/runs/:run', (id) => `/runs/${id}`, { ...ofImport, theirs: runs }),
  ]
}

const noUuid = '00000000-0000-4000-8000-000000000000'

const accounts = ({ personId, sessionId, tokenId, postId, passkeyId, uploadId }: Stolen): readonly Swap[] => {
  const token: Ids = { askers: anybody, theirs: [tokenId], absent: noUuid }
  const person: Ids = { askers: anybody, theirs: [personId], absent: noUuid }
  const post: Ids = { askers: anybody, theirs: [postId], absent: noNumber }
  const upload: Ids = { askers: ['contract-manager', 'practice-user'], theirs: [uploadId], absent: noUuid }
  const term = { name: 'Pull', permission: 'statement.read', last_day: '2008-07-01' }
  const ofPerson = (what: string, fields: Record<string, string> = {}): Swap =>
    sent(
      `/people/:id/${what}`,
      (id) => `/people/${id}/${what}`,
      () => fields,
      person,
    )
  return [
    read('/account/tokens/:token', (id) => `/account/tokens/${id}`, token),
    sent(
      '/account/tokens/:token/end',
      (id) => `/account/tokens/${id}/end`,
      () => ({}),
      token,
    ),
    read('/account/tokens/new post', (id) => `/account/tokens/new?post=${id}`, post),
    sent(
      '/account/tokens/new post',
      () => '/account/tokens/new',
      (id) => ({ post: id, ...term }),
      post,
    ),
    sent(
      '/post post',
      () => '/post',
      (id) => ({ post: id }),
      post,
    ),
    sent(
      '/account/sessions/end session',
      () => '/account/sessions/end',
      (id) => ({ session: id }),
      {
        askers: anybody,
        theirs: [sessionId],
        absent: 'n'.repeat(sessionId.length),
      },
    ),
    sent(
      '/account/passkeys/remove passkey',
      () => '/account/passkeys/remove',
      (id) => ({ passkey: id }),
      {
        askers: anybody,
        theirs: [passkeyId],
        absent: 'a-passkey-of-nobody-at-all',
      },
    ),
    read('/imports/map/:upload', (id) => `/imports/map/${id}`, upload),
    sent(
      '/imports/map/:upload',
      (id) => `/imports/map/${id}`,
      () => ({ mapping: 'theirs' }),
      upload,
    ),
    read('/people/:id', (id) => `/people/${id}`, person),
    read('/people/:id/tokens', (id) => `/people/${id}/tokens`, person),
    read('/people/:id/tokens/:token', (id) => `/people/${personId}/tokens/${id}`, token),
    sent(
      '/people/:id/tokens/:token/end',
      (id) => `/people/${personId}/tokens/${id}/end`,
      () => ({}),
      token,
    ),
    read('/people/:id/posts/:post', (id) => `/people/${personId}/posts/${id}`, post),
    sent(
      '/people/:id/posts/:post',
      (id) => `/people/${personId}/posts/${id}`,
      () => ({ last_day: '2008-07-01' }),
      post,
    ),
    ofPerson('posts', { role: 'executive-member', organisation: 'C01', from: '2008-01-01', last_day: '' }),
    ...['disable', 'enable', 'sessions', 'invite', 'second-step'].map((what) => ofPerson(what)),
  ]
}

export const swapsOf = (stolen: Stolen): readonly Swap[] => [
  ...lines,
  ...filters,
  ...numbered(stolen),
  ...accounts(stolen),
  ...contractSwaps(stolen),
  ...ruleSwaps,
  ...findingSwaps(stolen),
  ...challengeSwaps,
  ...paymentSwaps,
  ...envelopeSwaps,
  ...budgetSwaps,
  ...prescribingSwaps,
  ...monitoringSwaps,
  ...riskSwaps,
  ...savingsSwaps,
  ...planSwaps,
  ...frameworkSwaps,
  ...leadSwaps,
  ...meetingSwaps,
]
