import type { Stolen } from './stolen.ts'
import { type Ids, type Swap, type Where, read, sent } from './swap.ts'
import { month } from './world.ts'

const practices = ['practice-user', 'practice-manager', 'gp-lead'] as const
const ofCommissioner = ['commissioner-analyst', 'contract-manager', 'payment-preparer', 'payment-approver'] as const
const noNumber = '987654'

/** Findings that exist and are not the asker's; what is sent with them is what a form would send. */
export const findingSwaps = ({ findings: { own, others } }: Stolen): readonly Swap[] =>
  [
    { askers: practices, theirs: others, absent: noNumber },
    { askers: ofCommissioner, theirs: others.slice(-1), absent: noNumber },
    { askers: ['group-manager', 'provider-contact', 'administrator'] as const, theirs: [own], absent: noNumber },
  ].flatMap((ids: Ids) => {
    const path: Where = (id) => `/findings/${month}/${id}`
    const answer = (id: string) => ({ code: `f${id}e0`, verdict: 'right', words: '' })
    return [
      read('/findings/:month/:id', path, ids),
      read('/findings/:month/:id', (id) => `${path(id)}?format=json`, ids),
      sent('/findings/:month/:id/answer', (id) => `${path(id)}/answer`, answer, ids),
      sent('/findings/:month/:id/answer code', () => `${path(ids.absent)}/answer`, answer, ids),
      sent(
        '/findings/:month/:id/take-back',
        (id) => `${path(id)}/take-back`,
        (id) => ({ undo: `f${id}e1` }),
        ids,
      ),
      sent(
        '/findings/:month/:id/dismiss',
        (id) => `${path(id)}/dismiss`,
        () => ({ seen: '0', words: 'Late' }),
        ids,
      ),
      sent(
        '/findings/:month/:id/restore',
        (id) => `${path(id)}/restore`,
        () => ({ seen: '0', words: '' }),
        ids,
      ),
    ]
  })
