import { assessmentOf, copyOf } from './framework-world.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

/** Groups of the same commissioner and of another, and one that nothing has. */
const groups = (askers: Ids['askers']): Ids => ({ askers, theirs: ['GB', 'GZ'], absent: 'GX' })
const others = (askers: Ids['askers']): Ids => ({ askers, theirs: ['GZ'], absent: 'GX' })
const readers = groups(['practice-user', 'group-manager'])
const officers = others(['contract-manager'])
const practices: Ids = { askers: ['practice-manager', 'group-manager'], theirs: ['B99001', 'Z99001'], absent: 'Q99002' }
const assessments: Ids = {
  askers: ['group-manager'],
  theirs: [String(assessmentOf.commissioner), String(assessmentOf.elsewhere)],
  absent: '987654',
}

const path = (rest: string) => (id: string) => `/framework/groups/${id}${rest}`

const seen = (where: string, rest: string): Swap[] => [
  read(where, path(rest), readers),
  read(`${where} commissioner`, path(rest), officers),
]

/** A form about a group: with the group of somebody else, and with the assessment of somebody else at the own group. */
const done = (where: string, rest: string, fields: Record<string, string>, isAssessment = true): Swap[] => [
  sent(where, path(rest), () => ({ ...(isAssessment && { assessment: '2' }), ...fields }), groups(['group-manager'])),
  sent(`${where} commissioner`, path(rest), () => ({ ...(isAssessment && { assessment: '3' }), ...fields }), officers),
  ...(isAssessment
    ? [
        sent(
          `${where} assessment`,
          () => path(rest)('GA'),
          (id) => ({ assessment: id, ...fields }),
          assessments,
        ),
      ]
    : []),
]

const copies = (id: string): string => {
  const relation = id === 'GB' ? 'commissioner' : 'elsewhere'
  return `/framework/definitions/${id}/${id === 'GX' ? copyOf('elsewhere') : copyOf(relation)}`
}

const change = { kind: 'threshold', ref: '1.2.2', number: '9999' }

export const frameworkSwaps: readonly Swap[] = [
  ...seen('/framework/groups/:group', ''),
  read('/framework/groups/:group assessment', (id) => `/framework/groups/GA?assessment=${id}`, assessments),
  ...seen('/framework/groups/:group/targets', '/targets'),
  ...seen('/framework/groups/:group/targets/:target', '/targets/1.1.1'),
  ...seen('/framework/groups/:group/dilemma', '/dilemma'),
  ...seen('/framework/groups/:group/responsibilities', '/responsibilities'),
  ...['summary', 'targets', 'evidence', 'choices', 'responsibilities'].map((name) =>
    pulled(`/framework/groups/:group/${name}`, path(`/${name}`), readers),
  ),
  ...done('/framework/groups/:group/begin', '/begin', { year: '2009/10', framework: 'commissioning-levels 1' }, false),
  ...done('/framework/groups/:group/sign-off', '/sign-off', { words: '' }),
  ...done('/framework/groups/:group/open-again', '/open-again', { words: 'Why' }),
  ...done('/framework/groups/:group/note-drift', '/note-drift', {}),
  ...done('/framework/groups/:group/targets/:target', '/targets/1.1.1', { rating: 'high' }),
  ...done('/framework/groups/:group/targets/:target/take-back', '/targets/1.1.1/take-back', {}),
  ...done('/framework/groups/:group/responsibilities', '/responsibilities', {}, false),
  read(
    '/framework/practices/:practice/responsibilities',
    (id) => `/framework/practices/${id}/responsibilities`,
    practices,
  ),
  sent(
    '/framework/practices/:practice/responsibilities',
    (id) => `/framework/practices/${id}/responsibilities`,
    () => ({ position: '1', degree: 'not', side: '', words: '' }),
    { ...practices, askers: ['practice-manager'] },
  ),
  sent(
    '/framework/practices/:practice/responsibilities/all',
    (id) => `/framework/practices/${id}/responsibilities/all`,
    () => ({}),
    { ...practices, askers: ['practice-manager'] },
  ),
  read('/framework/definitions/:owner/:framework', copies, readers),
  read('/framework/definitions/:owner/:framework commissioner', copies, officers),
  sent('/framework/definitions/:owner/:framework', copies, () => change, groups(['group-manager'])),
  sent(
    '/framework/definitions owner',
    () => '/framework/definitions',
    (id) => ({ from: 'commissioning-levels', owner: id, title: 'Tried' }),
    groups(['group-manager']),
  ),
  sent(
    '/framework/registers/take-back',
    () => '/framework/registers/take-back',
    (id) => ({ entry: id, words: 'No' }),
    { askers: ['group-manager'], theirs: ['3', '4'], absent: '987654' },
  ),
  sent(
    '/framework/registers practice',
    () => '/framework/registers',
    (id) => ({ register: 'schemes', practice: id, scheme: 'access', from: '2007-04-02' }),
    { ...practices, askers: ['group-manager'] },
  ),
]
