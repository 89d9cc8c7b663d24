import type { Column, Table } from '#shared'
import type { LevelCounts } from '../assessment/counts.ts'
import { ratingWords, ratings } from '../assessment/rating.ts'
import type { GroupStanding } from '../level/group-standing.view.ts'
import type { LevelStanding } from '../level/reached.ts'
import { groupAddress, targetsAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

const open = (key: string, label: string): Column => ({ key, label, kind: 'count', counts: 'open' })

const sum = (counts: readonly LevelCounts[], of: (each: LevelCounts) => number): number =>
  counts.reduce((total, each) => total + of(each), 0)

/** Targets by level and rating, as counted. */
export const countsTable = ({ assessment, counts }: GroupStanding): Table => ({
  name: 'ratings',
  caption: `Targets by level and rating, ${assessment.year}`,
  columns: [
    { key: 'level', label: 'Level', kind: 'text' },
    open('targets', 'Targets'),
    ...ratings.map((rating) => open(rating, ratingWords[rating])),
    open('unrated', 'Not rated'),
  ],
  rows: counts.map((each) => ({
    level: `Level ${each.level}`,
    targets: each.targets,
    ...each.ratings,
    unrated: each.unrated,
    links: {
      targets: targetsAddress(assessment.owner, assessment.assessmentNo, { level: each.level }),
      ...Object.fromEntries(
        ratings.map((rating) => [
          rating,
          targetsAddress(assessment.owner, assessment.assessmentNo, { level: each.level, rating }),
        ]),
      ),
    },
  })),
  totals: {
    level: 'All',
    targets: sum(counts, ({ targets }) => targets),
    ...Object.fromEntries(ratings.map((rating) => [rating, sum(counts, (each) => each.ratings[rating])])),
    unrated: sum(counts, ({ unrated }) => unrated),
  },
})

/** What scripts ask for: counts by level and rating, and nothing else. */
export const countsValue = (counts: readonly LevelCounts[]) => ({
  levels: counts.map(({ level, targets, ratings: rated }) => ({ level, targets, ratings: rated })),
})

const metOf = ({ targets, met, needed }: LevelStanding): string =>
  targets === 0 ? '–' : needed < targets ? `${met} of ${targets}, ${needed} needed` : `${met} of ${targets}`

/** Which level each objective has reached, with how many of its targets are met on each. */
export const objectivesTable = ({ assessment, objectives, levels, reached }: GroupStanding): Table => ({
  name: 'objectives',
  caption: 'Targets met by objective, and the level that each has reached',
  columns: [
    { key: 'objective', label: 'Objective', kind: 'text' },
    ...levels.map(({ level }): Column => ({ key: `level_${level}`, label: `Level ${level}`, kind: 'text' })),
    { key: 'reached', label: 'Reached', kind: 'text' },
  ],
  rows: objectives.map((each) => ({
    objective: each.title,
    ...Object.fromEntries(each.levels.map((level) => [`level_${level.level}`, metOf(level)])),
    reached: reachedWords(each.reached),
    links: { objective: targetsAddress(assessment.owner, assessment.assessmentNo, { objective: each.objective }) },
  })),
  totals: {
    objective: 'Overall',
    ...Object.fromEntries(levels.map((level) => [`level_${level.level}`, metOf(level)])),
    reached: reachedWords(reached),
  },
})

export const reachedWords = (level: number): string => (level === 0 ? 'None yet' : `Level ${level}`)

export interface ListedGroup {
  readonly group: string
  readonly standing: GroupStanding | undefined
}

/** Groups with where the latest assessment of each stands. */
export const groupsTable = (groups: readonly ListedGroup[], names: Names): Table => ({
  name: 'groups',
  caption: 'Where each group stands',
  columns: [
    { key: 'group', label: 'Code', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'year', label: 'Year', kind: 'text' },
    { key: 'reached', label: 'Reached', kind: 'text' },
    open('met', 'Targets met'),
    open('targets', 'Of'),
    open('critical', 'Critical'),
    { key: 'state', label: 'State', kind: 'text' },
  ],
  rows: groups.map(({ group, standing }) => ({
    group,
    name: names(group),
    year: standing?.assessment.year ?? null,
    reached: standing ? reachedWords(standing.reached) : null,
    met: standing ? standing.standings.filter(({ isMet }) => isMet).length : null,
    targets: standing?.standings.length ?? null,
    critical: standing ? standing.standings.filter(({ said }) => said?.rating === 'critical').length : null,
    state: standing ? (standing.assessment.signedOff ? 'Signed off' : 'Open') : 'Not assessed yet',
    links: { group: groupAddress(group), name: groupAddress(group) },
  })),
})
