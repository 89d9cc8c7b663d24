import { type Table, dayInLondon } from '#shared'
import { type Drift, effectWords, kindWords, stateOf, stateWords } from '../drift/drift.ts'
import type { Drifting } from '../drift/drift.ts'
import { type Lesson, resultWords } from '../lessons/lesson.ts'
import { driftAddress, lessonAddress } from './addresses.ts'

const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const
const date = (key: string, label: string) => ({ key, label, kind: 'date' }) as const

/** Drift and what came of it. */
export const driftTable = (drift: readonly Drift[], nameOf: (owner: string) => string): Table => ({
  name: 'drift',
  caption: 'What went beyond its tolerance',
  columns: [
    { key: 'drift', label: 'Number', kind: 'code' },
    text('title', 'What drifts'),
    text('kind', 'Kind'),
    text('owner', 'Of'),
    date('found', 'Found'),
    text('state', 'State'),
    text('effect', 'Effect'),
    text('reason', 'By how much'),
    text('done', 'What was done'),
  ],
  rows: drift.map((each) => {
    const state = stateOf(each)
    const closed = each.events.findLast(({ event }) => event === 'closed')
    return {
      drift: String(each.driftNo),
      title: each.title,
      kind: kindWords[each.kind],
      owner: nameOf(each.owner),
      found: each.foundOn,
      state: stateWords[state],
      effect: state === 'closed' && closed?.effect ? effectWords[closed.effect] : '',
      reason: each.reason,
      done: each.events
        .filter(({ words }) => words !== '')
        .map(({ words }) => words)
        .join('; '),
      links: { title: driftAddress(each.driftNo) },
    }
  }),
})

const driftKeys = ['title', 'owner', 'found', 'state', 'effect', 'reason']

export const driftOnPage = (table: Table, isOfOne: boolean): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => driftKeys.includes(key) && !(isOfOne && key === 'owner')),
})

/** What is beyond its tolerance just now, whether or not it was noted. */
export const driftingTable = (drifting: readonly Drifting[]): Table => ({
  name: 'drifting-now',
  caption: 'Beyond its tolerance now',
  columns: [text('title', 'What'), text('kind', 'Kind'), text('reason', 'By how much')],
  rows: drifting.map(({ title, kind, reason, href }) => ({
    title,
    kind: kindWords[kind],
    reason,
    links: { title: href },
  })),
})

/** Lessons of all groups of a commissioner. */
export const lessonsTable = (lessons: readonly Lesson[], nameOf: (owner: string) => string): Table => ({
  name: 'lessons',
  caption: 'What was tried, and what came of it',
  columns: [
    { key: 'lesson', label: 'Number', kind: 'code' },
    text('title', 'Lesson'),
    text('result', 'Result'),
    text('owner', 'Of'),
    text('tried', 'What was tried'),
    text('happened', 'What happened'),
    text('ask', 'Who to ask'),
    text('topics', 'Topics'),
    date('on', 'Written'),
  ],
  rows: lessons.map((lesson) => ({
    lesson: String(lesson.lessonNo),
    title: lesson.title,
    result: resultWords[lesson.result],
    owner: nameOf(lesson.owner),
    tried: lesson.tried,
    happened: lesson.happened,
    ask: lesson.ask,
    topics: lesson.topics,
    on: dayInLondon(lesson.at),
    links: { title: lessonAddress(lesson.lessonNo) },
  })),
})

const lessonKeys = ['title', 'result', 'owner', 'ask', 'topics', 'on']

export const lessonsOnPage = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => lessonKeys.includes(key)),
})
