import { type Table, dayInLondon } from '#shared'
import { type Definition, objectiveTitle } from '../definition/definition.ts'
import type { KnownDefinition } from '../definition/definitions.view.ts'
import { thresholdWords } from '../evidence/threshold.ts'
import { definitionAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

const count = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const

/** Versions of frameworks: what ships, and what people made of it. */
export const definitionsTable = (all: readonly KnownDefinition[], names: Names): Table => ({
  name: 'frameworks',
  caption: 'Frameworks and their versions',
  columns: [
    { key: 'title', label: 'Framework', kind: 'text' },
    { key: 'name', label: 'Name', kind: 'code' },
    { key: 'version', label: 'Version', kind: 'text' },
    { key: 'owner', label: 'Whose', kind: 'text' },
    count('targets', 'Targets'),
    count('measured', 'Measured'),
    { key: 'changed', label: 'What was changed', kind: 'text' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'day', label: 'Day', kind: 'date' },
  ],
  rows: all.map(({ definition, owner, words, actor, at }) => ({
    title: definition.title,
    name: definition.name,
    version: String(definition.version),
    owner: owner === null ? 'Ships with the product' : names(owner),
    targets: definition.targets.length,
    measured: definition.targets.filter(({ measure }) => measure).length,
    changed: words,
    by: actor,
    day: at && dayInLondon(at),
    links: { title: definitionAddress(owner, definition.name, definition.version) },
  })),
})

/** The targets of one version. */
export const definitionTable = (definition: Definition): Table => ({
  name: 'targets',
  caption: `The targets of “${definition.title}”, version ${definition.version}`,
  columns: [
    { key: 'ref', label: 'Target', kind: 'code' },
    { key: 'level', label: 'Level', kind: 'text' },
    { key: 'objective', label: 'Objective', kind: 'text' },
    { key: 'target', label: 'What it asks', kind: 'text' },
    count('weight', 'Weight'),
    count('value', 'Value'),
    { key: 'threshold', label: 'Measured by', kind: 'text' },
  ],
  rows: definition.targets.map((target) => ({
    ref: target.ref,
    level: String(target.level),
    objective: objectiveTitle(definition, target.objective),
    target: target.words,
    weight: target.weight,
    value: target.value,
    threshold: target.measure ? thresholdWords(target.measure) : 'A document or a link',
  })),
  notes: [
    'Weight: 1 the group can do it, 2 it needs several practices or another body, 3 it needs nearly every practice. ' +
      'Value: 1 form, 2 the group works better, 3 patients or the budget gain.',
  ],
})
