import { type Pence, addPence, noPence } from '#shared'
import type { Answer, Challenge, ChallengeEvent, Decision, Holder, Item, ItemState, Stage } from './challenge.ts'

/** An item as it stands after everything that was said of it. */
export interface ItemNow extends Item {
  readonly state: ItemState
  /** The provider's last answer that it submitted. */
  readonly answer: Answer | null
  /** What it has saved since, and not submitted yet. */
  readonly saved: Answer | null
  readonly settledPence: Pence | null
  /** Why it was escalated, what was explained, why it was withdrawn: the last words of our side. */
  readonly ourWords: string | null
  /** When it last became somebody's turn. */
  readonly since: Date | null
}

/** Where a challenge is, worked out from its events and from nothing else. */
export interface Standing {
  readonly stage: Stage
  readonly holder: Holder
  readonly items: readonly ItemNow[]
  readonly sentAt: Date | null
  readonly acknowledgedAt: Date | null
  readonly repliedAt: Date | null
  readonly endedAt: Date | null
  readonly lastEventId: number
  readonly claimedPence: Pence
  /** What came of the items that are settled. */
  readonly settledPence: Pence
}

const answered: Readonly<Record<Decision, ItemState>> = {
  accept: 'accepted',
  part: 'part',
  reject: 'rejected',
  'more-information': 'more-information',
}

export const awaitsProvider = ({ state }: Pick<ItemNow, 'state'>): boolean =>
  state === 'claimed' || state === 'information-given'

export const awaitsUs = ({ state }: Pick<ItemNow, 'state'>): boolean =>
  state === 'accepted' || state === 'part' || state === 'rejected' || state === 'more-information'

/** Nothing more can be said of it. */
export const isOver = ({ state }: Pick<ItemNow, 'state'>): boolean => state === 'settled' || state === 'withdrawn'

type Folded = { -readonly [Key in keyof ItemNow]: ItemNow[Key] } & { savedBy: string | null }

const begin = (item: Item): Folded => ({
  ...item,
  state: 'claimed',
  answer: null,
  saved: null,
  savedBy: null,
  settledPence: null,
  ourWords: null,
  since: null,
})

const ends = { 'item-dropped': 'withdrawn', 'item-withdrawn': 'withdrawn' } as const

function foldItem(item: Folded, { event, answer, acceptedPence, words, file, at }: ChallengeEvent): void {
  if (event === 'answer-saved') {
    // Two may have had the form open: what is said of an item that is no longer the provider's to answer does not count.
    if (awaitsProvider(item)) Object.assign(item, { saved: answer, savedBy: file })
    return
  }
  if (event === 'settled') Object.assign(item, { state: 'settled', settledPence: acceptedPence, since: at })
  if (event === 'escalated') Object.assign(item, { state: 'escalated', ourWords: words, since: at })
  if (event === 'information-given')
    Object.assign(item, { state: 'information-given', saved: null, ourWords: words, since: at })
  if (event in ends) Object.assign(item, { state: 'withdrawn', ourWords: words, since: at })
}

/** What was saved of items that wait becomes the provider's answer; a file speaks for its own rows, and not for what was saved on pages. */
function submit(items: Iterable<Folded>, { at, file }: ChallengeEvent): void {
  for (const item of items) {
    if (!item.saved || item.savedBy !== file || !awaitsProvider(item)) continue
    Object.assign(item, { state: answered[item.saved.decision], answer: item.saved, saved: null, since: at })
  }
}

function foldItems({ items, events }: Challenge): ItemNow[] {
  const byNo = new Map(items.map((item) => [item.itemNo, begin(item)]))
  for (const event of events) {
    const item = event.itemNo === null ? undefined : byNo.get(event.itemNo)
    if (item) foldItem(item, event)
    if (event.event === 'reply-submitted') submit(byNo.values(), event)
    if (event.event === 'withdrawn')
      for (const each of byNo.values()) if (!isOver(each)) Object.assign(each, { state: 'withdrawn', since: event.at })
  }
  return [...byNo.values()].map(({ savedBy: _by, ...item }) => item)
}

const lastOf = (events: readonly ChallengeEvent[], ...names: readonly string[]): ChallengeEvent | undefined =>
  events.findLast(({ event }) => names.includes(event))

function stageOf(events: readonly ChallengeEvent[], items: readonly ItemNow[]): Stage {
  const end = lastOf(events, 'withdrawn', 'closed')
  if (end) return end.event === 'closed' ? 'closed' : 'withdrawn'
  if (!lastOf(events, 'sent'))
    return lastOf(events, 'query-asked', 'query-ended')?.event === 'query-asked' ? 'practice-query' : 'draft'
  if (items.some(awaitsProvider)) return lastOf(events, 'acknowledged') ? 'acknowledged' : 'sent'
  return items.some(awaitsUs) ? 'replied' : 'escalated'
}

const holders: Readonly<Record<Stage, Holder>> = {
  draft: 'us',
  'practice-query': 'practices',
  sent: 'provider',
  acknowledged: 'provider',
  replied: 'us',
  escalated: 'us',
  closed: 'nobody',
  withdrawn: 'nobody',
}

/** Whether an item is still part of what is claimed. */
export const isClaimed = ({ state }: Pick<ItemNow, 'state'>): boolean => state !== 'withdrawn'

export function standingOf(challenge: Challenge): Standing {
  const { events } = challenge
  const items = foldItems(challenge)
  const stage = stageOf(events, items)
  const at = (...names: readonly string[]): Date | null => lastOf(events, ...names)?.at ?? null
  return {
    stage,
    holder: holders[stage],
    items,
    sentAt: at('sent'),
    acknowledgedAt: at('acknowledged'),
    repliedAt: at('reply-submitted'),
    endedAt: at('closed', 'withdrawn'),
    lastEventId: events.at(-1)?.eventId ?? 0,
    claimedPence: addPence(...items.filter(isClaimed).map(({ claimedPence }) => claimedPence)),
    settledPence: addPence(...items.map(({ settledPence }) => settledPence ?? noPence)),
  }
}
