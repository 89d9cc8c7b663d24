import { type PlainDate, addDays, formatDate } from '#shared'
import type { MeasureOf } from '../definition/measure.ts'
import { type RegisterEntry, type RegisterName, holdsOn, latestByItem, schemeWords } from '../registers/register.ts'
import { registerEntries } from '../registers/registers.view.ts'
import { type Outcome, type PracticeReading, practicesOutcome, unmeasured } from './reading.ts'
import type { MeasureSetting } from './setting.ts'

const entriesOf = ({ ctx, once }: MeasureSetting, register: RegisterName): Promise<RegisterEntry[]> =>
  once(`register ${register}`, () => registerEntries(ctx, { register }))

/** Each practice with its own entries, read by what they come to. */
async function byPractice(
  setting: MeasureSetting,
  register: RegisterName,
  read: (own: readonly RegisterEntry[]) => Omit<PracticeReading, 'practice'>,
): Promise<PracticeReading[]> {
  const entries = await entriesOf(setting, register)
  return setting.practices.map((practice) => ({
    practice,
    ...read(entries.filter((entry) => entry.practice === practice)),
  }))
}

async function hasAny(setting: MeasureSetting, register: RegisterName, is: (entry: RegisterEntry) => boolean) {
  const own = new Set(setting.practices)
  return (await entriesOf(setting, register)).some(
    (entry) => own.has(entry.practice) && entry.from <= setting.on && is(entry),
  )
}

const since = (from: PlainDate): string => `since ${formatDate(from)}`
const schemeTitle = (scheme: string): string => schemeWords[scheme] ?? scheme

/** Practices that are signed up on the day to one of the schemes. */
export async function schemeOutcome(setting: MeasureSetting, measure: MeasureOf<'scheme'>): Promise<Outcome> {
  const isOf = ({ item }: RegisterEntry): boolean => measure.schemes.includes(item)
  if (!(await hasAny(setting, 'schemes', isOf))) return unmeasured('Nobody is recorded as signed up yet.')
  const practices = await byPractice(setting, 'schemes', (own) => {
    const held = own.find((entry) => isOf(entry) && holdsOn(entry, setting.on))
    return held
      ? { isMet: true, words: `${schemeTitle(held.item)}, ${since(held.from)}` }
      : { isMet: false, words: 'Not signed up' }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** Practices whose latest score up to the day has at least so many points. */
export async function pointsOutcome(setting: MeasureSetting, measure: MeasureOf<'quality-points'>): Promise<Outcome> {
  if (!(await hasAny(setting, 'quality-points', () => true))) return unmeasured('No quality points are recorded yet.')
  const practices = await byPractice(setting, 'quality-points', (own) => {
    const [latest] = latestByItem(own, setting.on)
    if (!latest) return { isMet: false, words: 'No points are recorded' }
    return { isMet: latest.points! >= measure.points, words: `${latest.points} points on ${formatDate(latest.from)}` }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

/** Practices of which every indicator of a set stands, at its latest, as the target asks. */
export async function prescribingOutcome(setting: MeasureSetting, measure: MeasureOf<'prescribing'>): Promise<Outcome> {
  const isOf = ({ item }: RegisterEntry): boolean => item.startsWith(`${measure.of}/`)
  if (!(await hasAny(setting, 'prescribing-indicators', isOf)))
    return unmeasured(`No ${measure.of} prescribing indicators are recorded yet.`)
  const isGood = ({ result }: RegisterEntry): boolean =>
    result === 'met' || (measure.at_least === 'progressing' && result === 'progressing')
  const practices = await byPractice(setting, 'prescribing-indicators', (own) => {
    const latest = latestByItem(own.filter(isOf), setting.on)
    const good = latest.filter(isGood)
    if (latest.length === 0) return { isMet: false, words: 'No indicators are recorded' }
    const missed = latest.filter((entry) => !isGood(entry)).map(({ item }) => item.split('/')[1]!)
    const words = `${good.length} of ${latest.length} indicators ${measure.at_least === 'met' ? 'met' : 'met or progressing'}`
    return { isMet: missed.length === 0, words: missed.length === 0 ? words : `${words}; not ${missed.join(', ')}` }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}

const inYearTo = (on: PlainDate, { from }: Pick<RegisterEntry, 'from'>): boolean =>
  addDays(on, -365) < from && from <= on

/** The action on demand that each practice reported last, in the year up to the day. */
export async function actionsOf(
  setting: MeasureSetting,
  of: 'any' | 'collective',
): Promise<Map<string, RegisterEntry>> {
  const found = new Map<string, RegisterEntry>()
  for (const entry of await entriesOf(setting, 'demand-actions'))
    if (inYearTo(setting.on, entry) && (of === 'any' || entry.result === 'collective')) found.set(entry.practice, entry)
  return found
}

/** Practices that reported an action in the year up to the day; together with others where that is asked. */
export async function actionsOutcome(setting: MeasureSetting, measure: MeasureOf<'demand-actions'>): Promise<Outcome> {
  if (!(await hasAny(setting, 'demand-actions', () => true)))
    return unmeasured('No actions on demand are recorded yet.')
  const actions = await actionsOf(setting, measure.of)
  const practices = setting.practices.map((practice): PracticeReading => {
    const entry = actions.get(practice)
    return entry
      ? { practice, isMet: true, words: `${entry.item}, ${formatDate(entry.from)}` }
      : { practice, isMet: false, words: 'No action is recorded in the year' }
  })
  return practicesOutcome(practices, measure.share, setting.practiceWords)
}
