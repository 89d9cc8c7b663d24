import { type Result, ok, refused } from '#shared'
import { type Definition, type Target, definitionSchema } from './definition.ts'
import { measureSchema } from './measure.ts'

/** One change to a copy of a framework. */
export type DefinitionChange =
  | { readonly kind: 'wording'; readonly ref: string; readonly words: string }
  | { readonly kind: 'weight'; readonly ref: string; readonly weight: number; readonly value: number }
  /** The threshold of its measure: a share, or another number that it asks for. */
  | { readonly kind: 'threshold'; readonly ref: string; readonly threshold: number }
  | { readonly kind: 'remove'; readonly ref: string }
  | { readonly kind: 'add'; readonly level: number; readonly objective: string; readonly words: string }
  | { readonly kind: 'needed'; readonly level: number; readonly needed: number }

export type ChangeRefusal = 'unknown' | 'same' | 'does-not-fit'

/** The one number that a measure is tightened or loosened by. */
export const thresholdKey = ({ measure }: Pick<Target, 'measure'>): 'share' | 'months' | 'at_least' | undefined => {
  if (!measure) return undefined
  if ('share' in measure) return 'share'
  if ('months' in measure) return 'months'
  return measure.kind === 'meetings' ? 'at_least' : undefined
}

function withThreshold(target: Target, threshold: number): Target | undefined {
  const key = thresholdKey(target)
  const read = key && measureSchema.safeParse({ ...target.measure, [key]: threshold })
  return read?.success ? { ...target, measure: read.data } : undefined
}

function changed(target: Target, change: DefinitionChange): Target | undefined {
  if (change.kind === 'wording') {
    const { mark: _, wordings: __, ...rest } = target
    return { ...rest, words: change.words.trim() }
  }
  if (change.kind === 'weight') return { ...target, weight: change.weight, value: change.value }
  return change.kind === 'threshold' ? withThreshold(target, change.threshold) : target
}

/** The reference of a new target: its level and objective, and the place behind the last one there. */
function nextRef({ targets, objectives }: Definition, level: number, objective: string): string {
  const place = objectives.findIndex(({ code }) => code === objective) + 1
  const used = targets
    .filter(({ ref }) => ref.startsWith(`${level}.${place}.`))
    .map(({ ref }) => Number(ref.split('.')[2]))
  return `${level}.${place}.${Math.max(0, ...used) + 1}`
}

const added = (definition: Definition, change: Extract<DefinitionChange, { kind: 'add' }>): readonly Target[] => {
  const target: Target = {
    ref: nextRef(definition, change.level, change.objective),
    level: change.level,
    objective: change.objective,
    words: change.words.trim(),
    weight: 1,
    value: 2,
  }
  return [...definition.targets, target].toSorted((a, b) => order(a.ref) - order(b.ref))
}

const order = (ref: string): number => {
  const [level, objective, place] = ref.split('.').map(Number) as [number, number, number]
  return level * 10_000 + objective * 100 + place
}

/** The next version of a framework, with one thing changed; or why it cannot be. A target keeps its reference for ever. */
export function changeDefinition(
  definition: Definition,
  change: DefinitionChange,
  version: number,
): Result<Definition, ChangeRefusal> {
  const next = { ...definition, version }
  if ('ref' in change) {
    const target = definition.targets.find(({ ref }) => ref === change.ref)
    if (!target) return refused('unknown', 'There is no such target in this framework.')
    const put = change.kind === 'remove' ? [] : [changed(target, change)]
    if (put.includes(undefined))
      return refused('does-not-fit', 'This threshold does not fit what the target measures: write another number.')
    next.targets = definition.targets.flatMap((each) =>
      each === target ? (put as Target[]) : [each],
    ) as Definition['targets']
  }
  if (change.kind === 'add') next.targets = added(definition, change) as Definition['targets']
  if (change.kind === 'needed')
    next.levels = definition.levels.map((each) =>
      each.level === change.level ? { ...each, needed: change.needed } : each,
    ) as Definition['levels']
  const read = definitionSchema.safeParse(next)
  if (!read.success)
    return refused(
      'does-not-fit',
      'The framework would not hold together: give a wording, and a level and objective that it has.',
    )
  if (JSON.stringify({ ...read.data, version: 0 }) === JSON.stringify({ ...definition, version: 0 }))
    return refused('same', 'This is what stands already: change something, or leave it as it is.')
  return ok(read.data)
}
