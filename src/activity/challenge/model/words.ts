import type { Decision, EventName, Holder, ItemState, Snapshot, Stage } from './challenge.ts'

type Tone = 'white' | 'grey' | 'green' | 'aqua-green' | 'blue' | 'purple' | 'pink' | 'red' | 'orange' | 'yellow'

interface Words {
  readonly text: string
  readonly tone: Tone
}

export const stageWords: Readonly<Record<Stage, Words>> = {
  draft: { text: 'Draft', tone: 'grey' },
  'practice-query': { text: 'With the practices', tone: 'purple' },
  sent: { text: 'Sent', tone: 'blue' },
  acknowledged: { text: 'Acknowledged', tone: 'blue' },
  replied: { text: 'Answered', tone: 'yellow' },
  escalated: { text: 'Escalated', tone: 'orange' },
  closed: { text: 'Closed', tone: 'green' },
  withdrawn: { text: 'Withdrawn', tone: 'grey' },
}

export const stateWords: Readonly<Record<ItemState, Words>> = {
  claimed: { text: 'Waiting for an answer', tone: 'blue' },
  accepted: { text: 'Accepted', tone: 'green' },
  part: { text: 'Accepted in part', tone: 'yellow' },
  rejected: { text: 'Rejected', tone: 'red' },
  'more-information': { text: 'More information asked', tone: 'purple' },
  'information-given': { text: 'Information given', tone: 'blue' },
  escalated: { text: 'Escalated', tone: 'orange' },
  settled: { text: 'Settled', tone: 'green' },
  withdrawn: { text: 'Withdrawn', tone: 'grey' },
}

export const holderWords: Readonly<Record<Holder, string>> = {
  us: 'Us',
  practices: 'The practices',
  provider: 'The provider',
  nobody: 'Nobody',
}

export const decisionWords: Readonly<Record<Decision, string>> = {
  accept: 'Accept',
  part: 'Accept in part',
  reject: 'Reject',
  'more-information': 'Ask for more information',
}

export const snapshotWords: Readonly<Record<Snapshot, string>> = {
  flex: 'first version (flex)',
  freeze: 'final version (freeze)',
}

/** What somebody did, after their name. */
export const eventWords: Readonly<Record<EventName, string>> = {
  drafted: 'drafted the challenge',
  'item-dropped': 'dropped it from the draft',
  'query-asked': 'asked the practices first',
  'query-ended': 'stopped waiting for the practices',
  sent: 'sent the challenge to the provider',
  acknowledged: 'acknowledged the challenge',
  'answer-saved': 'answered',
  'reply-submitted': 'sent the reply',
  settled: 'settled it',
  escalated: 'escalated it',
  'information-given': 'gave more information',
  'item-withdrawn': 'withdrew it',
  withdrawn: 'withdrew the challenge',
  closed: 'closed the challenge, because everything in it is settled',
}
