import { chance } from '../chance.ts'
import type { CaseMix, ProviderKind, Reference } from '../reference.ts'
import type { Hrg } from './price-list.ts'
import type { World } from './world.ts'

/**
 * A wheel of fortune is spun to draw one outcome by weight. Wheels are numbered so that a spin is one look-up on a whole
 * number (see make-wheels.lake.sql): 0 ages of men, 1 of women; 10 groups of codes by kind of stay and class of people;
 * 50 specialties by class; 60 emergency care; 1000 procedures of a specialty; 2000 providers by group and errand.
 */
export const wheels = {
  ages: 0,
  hrgs: 10,
  specialties: 50,
  emergency: 60,
  procedures: 1000,
  providers: 2000,
} as const

/** Wheel, outcome, weight. */
export type Weight = readonly [number, number, number]

/** Children, men and women of 18-44, of 45-64, of 65 and over; where weights are given for both, the same number stands twice. */
export const classes = [
  { weight: 0, isWoman: false, isMother: false, isChild: true },
  { weight: 1, isWoman: false, isMother: false, isChild: false },
  { weight: 2, isWoman: true, isMother: true, isChild: false },
  { weight: 3, isWoman: false, isMother: false, isChild: false },
  { weight: 3, isWoman: true, isMother: false, isChild: false },
  { weight: 4, isWoman: false, isMother: false, isChild: false },
  { weight: 4, isWoman: true, isMother: false, isChild: false },
] as const

type Class = (typeof classes)[number]

const fits = (only: string | undefined, of: Class): boolean =>
  only === undefined || (only === 'women' ? of.isWoman : only === 'mothers' ? of.isMother : of.isChild)

const kindsOfStay = ['planned', 'emergency', 'maternity'] as const

function stayWeight(casemix: CaseMix, hrg: Hrg, kind: (typeof kindsOfStay)[number], of: Class): number {
  const chapter = casemix.chapters[hrg.chapter]!
  if (!fits(chapter.only, of)) return 0
  if (kind === 'maternity') return chapter.only === 'mothers' ? hrg.emergency : 0
  return chapter[kind] * hrg[kind]
}

function hrgWeights(casemix: CaseMix, hrgs: readonly Hrg[]): Weight[] {
  return kindsOfStay.flatMap((kind, stay) =>
    classes.flatMap((of, group) =>
      hrgs.map((hrg, at): Weight => [
        wheels.hrgs + stay * classes.length + group,
        at,
        stayWeight(casemix, hrg, kind, of),
      ]),
    ),
  )
}

const specialtyWeights = (casemix: CaseMix): Weight[] =>
  classes.flatMap((of, group) =>
    casemix.specialties.map(({ weight, only }, at): Weight => [
      wheels.specialties + group,
      at,
      fits(only, of) ? weight[of.weight]! : 0,
    ]),
  )

/** A tenth of the weight goes to groups without an outpatient price, which are paid as attendances. */
const procedureWeights = (casemix: CaseMix, hrgs: readonly Hrg[]): Weight[] =>
  casemix.specialties.flatMap(({ code, surgical }, at) =>
    hrgs.flatMap((hrg, ix): Weight[] => {
      const chapter = casemix.chapters[hrg.chapter]!
      const isDone = surgical && chapter.tfc.includes(code) && hrg.planned === 1 && hrg.combined !== null
      return isDone ? [[wheels.procedures + at, ix, hrg.outpatientProcedure === null ? 0.1 : 1]] : []
    }),
  )

/** Where people of a group go: surgery, joints, other planned stays, emergencies, clinics, emergency departments. */
export const errands = ['surgery', 'joints', 'medicine', 'emergency', 'clinic', 'attendance'] as const

const draws: Record<ProviderKind, readonly number[]> = {
  teaching: [1, 1, 1, 1, 1, 1],
  district: [1, 1, 1, 1, 1, 1],
  'treatment-centre': [2.2, 1.6, 0, 0, 0.4, 0],
  specialist: [0, 4, 0, 0, 0.6, 0],
  community: [0, 0, 0, 0, 0.5, 1.6],
}

function providerWeights(world: World): Weight[] {
  const draw = chance(world.seed + 2)
  return world.groups.flatMap((_, group) => {
    const near = world.providers.map(() => 0.15 + 2 * draw() ** 3)
    return world.providers.flatMap((provider, at) =>
      errands.map((_errand, errand): Weight => [
        wheels.providers + group * errands.length + errand,
        at,
        provider.share * near[at]! * draws[provider.kind][errand]!,
      ]),
    )
  })
}

export function weightsOf(world: World, reference: Reference, hrgs: readonly Hrg[]): Weight[] {
  const { ages } = reference.people
  return [
    ...[ages.men, ages.women].flatMap((bands, sex) =>
      bands.map((weight, band): Weight => [wheels.ages + sex, band, weight]),
    ),
    ...hrgWeights(reference.casemix, hrgs),
    ...specialtyWeights(reference.casemix),
    ...reference.casemix.emergency.map(({ weight }, at): Weight => [wheels.emergency, at, weight]),
    ...procedureWeights(reference.casemix, hrgs),
    ...providerWeights(world),
  ].filter(([, , weight]) => weight > 0)
}
