import type { Table } from '#shared'
import type { ListedSize } from '../views/list-size-list.view.ts'
import type { ListedMembership } from '../views/membership-list.view.ts'
import { type Words, kindName, lastDay, sexNames } from './words.ts'

export const membershipsTable = (words: Words, memberships: readonly ListedMembership[]): Table => ({
  name: 'memberships',
  caption: 'Who belonged to whom, and when',
  columns: [
    { key: 'member', label: 'Member', kind: 'code' },
    { key: 'member_kind', label: 'Kind of member', kind: 'text' },
    { key: 'parent', label: 'Belongs to', kind: 'code' },
    { key: 'parent_kind', label: 'Kind', kind: 'text' },
    { key: 'from', label: 'From', kind: 'date' },
    { key: 'until', label: 'Until (last day)', kind: 'date' },
  ],
  rows: memberships.map(({ member, memberKind, parent, parentKind, from, to }) => ({
    member,
    member_kind: kindName(words, memberKind),
    parent,
    parent_kind: kindName(words, parentKind),
    from,
    until: lastDay(to),
  })),
})

export const sizesTable = (sizes: readonly ListedSize[]): Table => ({
  name: 'list-sizes',
  caption: 'Registered patients by practice, sex and age',
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'counted_on', label: 'Counted on', kind: 'date' },
    { key: 'sex', label: 'Sex', kind: 'text' },
    { key: 'age_band', label: 'Age', kind: 'text' },
    { key: 'patients', label: 'Patients', kind: 'count', counts: 'open' },
  ],
  rows: sizes.map(({ practice, countedOn, sex, ageBand, patients }) => ({
    practice,
    counted_on: countedOn,
    sex: sexNames[sex],
    age_band: ageBand,
    patients,
  })),
})
