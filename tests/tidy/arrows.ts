/**
 * Who may import whom. A room may use the front doors named here and its own files; nothing else.
 * The picture in ARCHITECTURE.md is drawn from the same list.
 */
export const arrows = {
  shared: [],
  platform: ['shared'],
  ui: ['shared', 'platform'],
  organisations: ['shared', 'platform', 'ui'],
  people: ['shared', 'platform', 'ui', 'organisations'],
  oversight: ['shared', 'platform', 'ui', 'organisations'],
  'activity/import': ['shared', 'platform', 'ui', 'organisations'],
  'activity/identity': ['shared', 'platform', 'ui', 'organisations', 'activity/import'],
  'activity/contracts': ['shared', 'platform', 'ui', 'organisations', 'activity/import'],
  'activity/pricing': ['shared', 'platform', 'ui', 'organisations', 'activity/import'],
  'activity/validation': [
    'shared',
    'platform',
    'ui',
    'organisations',
    'activity/import',
    'activity/identity',
    'activity/contracts',
    'activity/pricing',
  ],
  'activity/challenge': [
    'shared',
    'platform',
    'ui',
    'organisations',
    'activity/import',
    'activity/contracts',
    'activity/pricing',
    'activity/validation',
  ],
  'activity/payment': [
    'shared',
    'platform',
    'ui',
    'organisations',
    'activity/import',
    'activity/contracts',
    'activity/pricing',
    'activity/validation',
    'activity/challenge',
  ],
  'activity/statement': [
    'shared',
    'platform',
    'ui',
    'organisations',
    'activity/import',
    'activity/identity',
    'activity/contracts',
    'activity/pricing',
    'activity/validation',
    'activity/challenge',
    'activity/payment',
  ],
  demonstration: [
    'shared',
    'platform',
    'ui',
    'organisations',
    'people',
    'activity/import',
    'activity/contracts',
    'activity/pricing',
    'activity/validation',
    'activity/challenge',
    'activity/payment',
    'activity/statement',
  ],
  delivery: [
    'shared',
    'platform',
    'ui',
    'organisations',
    'people',
    'oversight',
    'activity/import',
    'activity/identity',
    'activity/contracts',
    'activity/pricing',
    'activity/validation',
    'activity/challenge',
    'activity/payment',
    'activity/statement',
    'demonstration',
  ],
} as const satisfies Record<string, readonly string[]>

export type Room = keyof typeof arrows

export const rooms = Object.keys(arrows) as Room[]

/** Which room a path inside `src` lies in: the longest name that fits. */
export const roomOf = (path: string): Room | undefined =>
  rooms.filter((room) => path.startsWith(`${room}/`)).toSorted((a, b) => b.length - a.length)[0]

/** Only these rooms may open the derived store. */
export const lakeRooms: readonly Room[] = [
  'platform',
  'activity/import',
  'activity/pricing',
  'activity/validation',
  'activity/payment',
  'activity/statement',
  'demonstration',
  'delivery',
]
