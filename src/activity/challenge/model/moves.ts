import { type Pence, type Result, formatPence, ok, refused } from '#shared'
import type { Stage } from './challenge.ts'
import { stageWords, stateWords } from './words.ts'
import { type ItemNow, type Standing, awaitsProvider, awaitsUs, isOver } from './standing.ts'

/** What somebody wants to do with a challenge, or with an item of it. */
export type Move =
  | { readonly move: 'drop-item' | 'withdraw-item' | 'save-answer'; readonly itemNo: number }
  | { readonly move: 'settle'; readonly itemNo: number; readonly acceptedPence: Pence }
  | { readonly move: 'escalate' | 'give-information'; readonly itemNo: number }
  | { readonly move: 'ask-practices' | 'end-query' | 'send' | 'acknowledge' | 'submit' | 'withdraw' }

export type MoveRefusal = 'not-now' | 'no-item' | 'below-tolerance' | 'nothing-claimed' | 'too-much'

type Checked = Result<void, MoveRefusal>

const done = ok(undefined)
const draftStages: readonly Stage[] = ['draft', 'practice-query']
const open: readonly Stage[] = ['sent', 'acknowledged', 'replied', 'escalated']

const notNow = ({ stage }: Standing, what: string): Checked =>
  refused('not-now', `The challenge is ${stageWords[stage].text.toLowerCase()}: ${what} Nothing was changed.`)

const whole: Readonly<Record<string, { readonly stages: readonly Stage[]; readonly what: string }>> = {
  'ask-practices': { stages: ['draft'], what: 'practices are asked while it is a draft.' },
  'end-query': { stages: ['practice-query'], what: 'the practices are not being asked.' },
  send: { stages: draftStages, what: 'it is sent once, from a draft.' },
  acknowledge: { stages: ['sent'], what: 'only one that was sent and not acknowledged yet can be acknowledged.' },
  submit: { stages: ['sent', 'acknowledged'], what: 'a reply is sent while items wait for it.' },
  withdraw: { stages: [...draftStages, ...open], what: 'it is over.' },
}

function checkSend({ items, claimedPence }: Standing, tolerancePence: Pence): Checked {
  if (!items.some((item) => !isOver(item)))
    return refused('nothing-claimed', 'Nothing is claimed any more: every item was dropped. Withdraw the draft.')
  if (claimedPence >= tolerancePence) return done
  const [claimed, least] = [formatPence(claimedPence), formatPence(tolerancePence)]
  return refused(
    'below-tolerance',
    `It is worth ${claimed}, and the contract says that challenges of less than ${least} are not sent. It stays a draft.`,
  )
}

const itemRules: Readonly<
  Record<string, { readonly may: (item: ItemNow, standing: Standing) => boolean; readonly what: string }>
> = {
  'drop-item': {
    may: (item, { stage }) => draftStages.includes(stage) && !isOver(item),
    what: 'items are dropped from drafts; what was sent is withdrawn.',
  },
  'withdraw-item': {
    may: (item, { stage }) => open.includes(stage) && !isOver(item),
    what: 'it can be withdrawn once it was sent, and until it is settled.',
  },
  'save-answer': {
    may: (item, { stage }) => open.includes(stage) && awaitsProvider(item),
    what: 'it does not wait for the provider’s answer.',
  },
  settle: {
    may: (item) => ['accepted', 'part', 'rejected', 'escalated'].includes(item.state),
    what: 'what can be settled is what the provider answered, or what was escalated.',
  },
  escalate: {
    may: (item) => awaitsUs(item) && item.state !== 'accepted',
    what: 'what can be escalated is an answer that was not a full acceptance.',
  },
  'give-information': {
    may: (item) => item.state === 'more-information',
    what: 'the provider has not asked for more information about it.',
  },
}

function checkSettled(item: ItemNow, acceptedPence: Pence): Checked {
  if (acceptedPence > item.claimedPence)
    return refused(
      'too-much',
      `Item ${item.itemNo} claims ${formatPence(item.claimedPence)}; it cannot be settled with more than that.`,
    )
  const offered = item.answer?.acceptedPence
  if (item.state === 'escalated' || acceptedPence === offered) return done
  return refused(
    'not-now',
    `Item ${item.itemNo} is settled with what the provider offered, or escalated. Escalate it to settle with another amount.`,
  )
}

function checkItem(standing: Standing, move: Move & { readonly itemNo: number }): Checked {
  const item = standing.items.find(({ itemNo }) => itemNo === move.itemNo)
  if (!item) return refused('no-item', `There is no item ${move.itemNo} in this challenge.`)
  const rule = itemRules[move.move]!
  if (standing.stage === 'closed' || standing.stage === 'withdrawn' || !rule.may(item, standing))
    return refused(
      'not-now',
      `Item ${item.itemNo} is ${stateWords[item.state].text.toLowerCase()} in a challenge that is ` +
        `${stageWords[standing.stage].text.toLowerCase()}: ${rule.what} Nothing was changed.`,
    )
  return move.move === 'settle' ? checkSettled(item, move.acceptedPence) : done
}

/**
 * Whether a move is possible where a challenge stands. Worked examples: an item that the provider accepted is settled with what it
 * offered and with nothing else; one that is escalated with anything up to the claim; a draft below the tolerance of its contract is
 * not sent.
 */
export function checkMove(standing: Standing, move: Move, tolerancePence: Pence): Checked {
  if ('itemNo' in move) return checkItem(standing, move)
  const { stages, what } = whole[move.move]!
  if (!stages.includes(standing.stage)) return notNow(standing, what)
  if (move.move === 'send') return checkSend(standing, tolerancePence)
  if (move.move === 'submit' && !standing.items.some((item) => awaitsProvider(item) && item.saved))
    return refused('nothing-claimed', 'No answer has been saved yet: answer at least one item, then send the reply.')
  return done
}
