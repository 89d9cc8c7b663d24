import type { PlainDate } from '#shared'

/** The small registers that no other room keeps: each a thing of a practice that holds from a day on. */
export const registerNames = ['schemes', 'quality-points', 'prescribing-indicators', 'demand-actions'] as const
export type RegisterName = (typeof registerNames)[number]

export const registerResults = ['met', 'progressing', 'not', 'collective', 'own'] as const
export type RegisterResult = (typeof registerResults)[number]

export interface RegisterKind {
  readonly name: RegisterName
  readonly title: string
  /** What a row of it says, for whoever fills one in. */
  readonly words: string
  /** The columns of its file, in the order in which they are written. */
  readonly columns: readonly string[]
}

export const registerKinds: readonly RegisterKind[] = [
  {
    name: 'schemes',
    title: 'Schemes and agreements',
    words: 'What a practice has signed up to: from a day on, and until another where it left.',
    columns: ['practice', 'scheme', 'from', 'to'],
  },
  {
    name: 'quality-points',
    title: 'Quality points',
    words: 'What a practice scored in the quality framework, by the day of the score.',
    columns: ['practice', 'date', 'points'],
  },
  {
    name: 'prescribing-indicators',
    title: 'Prescribing indicators',
    words: 'How a practice stands on an indicator of the region or of its own plan: met, progressing or not.',
    columns: ['practice', 'date', 'set', 'indicator', 'result'],
  },
  {
    name: 'demand-actions',
    title: 'Actions on demand',
    words: 'What a practice reported that it does to manage demand, alone or together with others.',
    columns: ['practice', 'date', 'action', 'together'],
  },
]

export const registerKind = (name: RegisterName): RegisterKind => registerKinds.find((kind) => kind.name === name)!

/** Schemes that measures ask for, with the words for them; others may be recorded too. */
export const schemeWords: Readonly<Record<string, string>> = {
  'national-incentive': 'National incentive scheme for commissioning',
  'local-incentive': 'Local incentive scheme for commissioning',
  access: 'Access scheme',
  'prescribing-plan': 'Prescribing plan agreed with the commissioner',
  'named-figures': 'Referral figures are shared by name',
  'joint-agreement': 'Formal agreement among practices to act together',
}

/** What a row says, before it is known who recorded it. */
export interface EntryFacts {
  readonly register: RegisterName
  readonly practice: string
  readonly item: string
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly points: number | null
  readonly result: RegisterResult | null
}

export interface RegisterEntry extends EntryFacts {
  readonly entryNo: number
  readonly commissioner: string
  readonly isTakenBack: boolean
  readonly actor: string
  readonly at: Date
}

export const entryKey = ({ register, practice, item, from }: EntryFacts): string =>
  [register, practice, item, from].join('|')

export const sameFacts = (one: EntryFacts, other: EntryFacts): boolean =>
  entryKey(one) === entryKey(other) && one.to === other.to && one.points === other.points && one.result === other.result

/** Whether an entry holds on a day: begun, and not ended yet. */
export const holdsOn = ({ from, to }: Pick<EntryFacts, 'from' | 'to'>, on: PlainDate): boolean =>
  from <= on && (to === null || on < to)

/** The latest entry of each item up to a day. */
export function latestByItem<Entry extends EntryFacts>(entries: readonly Entry[], on: PlainDate): Entry[] {
  const latest = new Map<string, Entry>()
  for (const entry of entries) {
    const held = latest.get(entry.item)
    if (entry.from <= on && (!held || held.from < entry.from)) latest.set(entry.item, entry)
  }
  return [...latest.values()]
}
