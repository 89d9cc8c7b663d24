import { findFinancialYear, findPlainDate, type FinancialYear } from '#shared'
import { z } from 'zod'
import { ratings } from '../assessment/rating.ts'
import { measureSchema } from './measure.ts'

const level = z.int().min(1).max(9)
const code = z.string().regex(/^[a-z0-9-]{1,60}$/, 'is no code: small letters, figures and hyphens')
const mark = z.string().regex(/^[0-9a-f]{16}$/)
const words = z.string().trim().min(1).max(400)

const targetSchema = z.strictObject({
  /** Level, objective and place: `2.3.1`. */
  ref: z.string().regex(/^[1-9]\.\d{1,2}\.\d{1,2}$/),
  level,
  objective: code,
  words,
  /** Wordings that hold from a later year on. */
  wordings: z
    .array(z.strictObject({ from: z.string().refine((text) => findFinancialYear(text) !== undefined), words }))
    .optional(),
  weight: z.int().min(1).max(3),
  value: z.int().min(1).max(3),
  measure: measureSchema.optional(),
  mark: mark.optional(),
})
export type Target = z.output<typeof targetSchema>

const unique = <Item>(all: readonly Item[], of: (item: Item) => string | number): boolean =>
  new Set(all.map(of)).size === all.length

/** A framework: levels, objectives and targets. What ships, and what people made of it, are held to the same. */
export const definitionSchema = z
  .strictObject({
    name: code,
    version: z.int().min(1),
    from: z.string().refine((text) => findPlainDate(text) !== undefined, 'is no day'),
    title: z.string().trim().min(1).max(120),
    source: z.enum(['framework', 'choice']),
    effort: z.record(z.enum(ratings), z.int().min(0).max(1_000)),
    levels: z
      .array(
        z.strictObject({
          level,
          needed: z.int().min(1).max(100),
          title: z.string().min(1),
          gets: z.string().min(1),
        }),
      )
      .nonempty(),
    objectives: z.array(z.strictObject({ code, title: z.string().min(1), mark: mark.optional() })).nonempty(),
    targets: z.array(targetSchema).nonempty(),
  })
  .refine(({ targets }) => unique(targets, ({ ref }) => ref), 'has a reference twice')
  .refine(({ levels }) => unique(levels, (each) => each.level), 'has a level twice')
  .refine(({ objectives }) => unique(objectives, (each) => each.code), 'has an objective twice')
  .refine(({ targets, levels }) => targets.every((target) => levels.some((each) => each.level === target.level)), {
    message: 'has a target of a level that it does not name',
  })
  .refine(
    ({ targets, objectives }) => targets.every((target) => objectives.some((each) => each.code === target.objective)),
    {
      message: 'has a target of an objective that it does not name',
    },
  )

export type Definition = z.output<typeof definitionSchema>

/** The wording that holds in a year: the latest that begins by then, else the first. */
export const wordingOf = (target: Target, year: FinancialYear): string =>
  (target.wordings ?? []).filter(({ from }) => from <= year).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.words ??
  target.words

/** The framework as it reads in a year: what an assessment of that year keeps. */
export const inYear = (definition: Definition, year: FinancialYear): Definition => ({
  ...definition,
  targets: definition.targets.map(({ wordings: _, ...target }) => ({
    ...target,
    words: wordingOf({ ...target, wordings: _ }, year),
  })),
})

export const targetOf = (definition: Definition, ref: string): Target | undefined =>
  definition.targets.find((target) => target.ref === ref)

export const objectiveTitle = (definition: Definition, wanted: string): string =>
  definition.objectives.find((objective) => objective.code === wanted)?.title ?? wanted
