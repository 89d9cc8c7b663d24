import { readFileSync } from 'node:fs'
import { topSliceKinds } from '#budgets/envelope'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { z } from 'zod'

const weights = z.array(z.number())
const named = z.object({ code: z.string(), name: z.string() })
const month = z.string().regex(/^\d{4}-\d{2}$/)

const sizes = z.record(
  z.string(),
  z.strictObject({
    patients: z.number(),
    practices: z.number(),
    groups: z.number(),
    providers: z.number(),
    blocks: z.number(),
    lines: z.number(),
    first: month,
    last: month,
    both: z.array(month),
    open: z.array(month),
  }),
)

const providerKinds = ['teaching', 'district', 'treatment-centre', 'specialist', 'community'] as const
const providerKind = z.enum(providerKinds)

const places = z.strictObject({
  mark: z.string(),
  commissioner: named,
  region: named,
  neighbour: z.object({ commissioner: named, practice: named }),
  groups: z.array(z.string()),
  practices: z.object({ first: z.array(z.string()), second: z.array(z.string()) }),
  providers: z.array(
    named.extend({
      kind: providerKind,
      mff: z.number(),
      share: z.number(),
      separate: z.boolean().default(false),
    }),
  ),
  further: z.object({ kind: providerKind, mff: z.number(), share: z.number(), names: z.array(z.string()) }),
})

const people = z.strictObject({
  ages: z.object({ men: weights, women: weights }),
  use: z.object({
    planned: weights,
    emergency: weights,
    maternity: weights,
    clinic: weights,
    attendance: weights,
  }),
})

const season = z.object({ weekdays: weights.length(7), months: weights.length(12), holiday: z.number() })
const seasons = z.strictObject({
  planned: season,
  emergency: season,
  clinic: season,
  attendance: season,
  growth: z.number(),
})

const casemix = z.strictObject({
  chapters: z.array(
    z.object({
      letter: z.string().length(1),
      words: z.string(),
      planned: z.number(),
      emergency: z.number(),
      los: z.number(),
      tfc: z.array(z.string()),
      only: z.enum(['women', 'mothers', 'children']).optional(),
      errand: z.enum(['surgery', 'joints', 'medicine']),
    }),
  ),
  codesPerChapter: z.number(),
  levels: z.array(z.string()),
  specialties: z.array(
    z.object({
      code: z.string(),
      words: z.string(),
      prices: weights,
      weight: weights.length(5),
      surgical: z.boolean(),
      unpriced: z.boolean().default(false),
      only: z.literal('women').optional(),
    }),
  ),
  emergency: z.array(
    z.object({
      hrg: z.string(),
      words: z.string(),
      large: z.number(),
      minor: z.number(),
      weight: z.number(),
    }),
  ),
  uplift: z.record(z.string(), z.number()),
  local: z.array(z.object({ pod: z.string(), service: z.string(), words: z.string(), price: z.number() })),
  localSpread: z.record(z.string(), z.number()),
})

const mistakes = z.array(
  z.strictObject({
    rule: z.string(),
    kind: z.string(),
    rate: z.number(),
    money: z.enum(['whole', 'part', 'under', 'none']),
    words: z.string(),
  }),
)

const formulary = z.strictObject({
  growth: z.number(),
  discount: z.number(),
  container: z.number(),
  months: z.int().min(0),
  lag: z.int().min(0),
  seasons: z.record(z.string(), weights.length(12)),
  presentations: z.array(
    z.strictObject({ code: z.string(), name: z.string(), items: z.number(), pounds: z.number(), quantity: z.number() }),
  ),
})

const money = z.strictObject({
  lines: z.record(z.string(), z.strictObject({ pounds: z.number(), scope: z.enum(['in', 'out', 'blocked-back']) })),
  slices: z.array(
    z.strictObject({ kind: z.enum(topSliceKinds), line: z.string().nullable(), pounds: z.number(), words: z.string() }),
  ),
  needSpread: z.number(),
})

const reference = { sizes, places, people, seasons, casemix, mistakes, formulary, money } as const

const read = <Name extends keyof typeof reference>(name: Name): z.output<(typeof reference)[Name]> =>
  reference[name].parse(
    parse(readFileSync(packagePath('reference', 'demonstration', `${name}.yaml`), 'utf8')),
  ) as z.output<(typeof reference)[Name]>

export type Size = z.output<typeof sizes>[string]
export type ProviderKind = (typeof providerKinds)[number]
export type Season = z.output<typeof season>
export type CaseMix = z.output<typeof casemix>
export type Formulary = z.output<typeof formulary>
export type People = z.output<typeof people>
export type Money = z.output<typeof money>
export type Mistake = z.output<typeof mistakes>[number]

/** How large a world can be made. */
export const readSizes = () => read('sizes')

const readAll = () => ({
  sizes: read('sizes'),
  places: read('places'),
  people: read('people'),
  seasons: read('seasons'),
  casemix: read('casemix'),
  mistakes: read('mistakes'),
  formulary: read('formulary'),
  money: read('money'),
})

export type Reference = ReturnType<typeof readAll>

let kept: Reference | undefined

/** All that is invented once and for all, from `reference/demonstration`; read when it is first needed. */
export const readReference = (): Reference => (kept ??= readAll())
