import type { Database } from '#db'
import { fingerprint, type Ctx } from '#platform'
import { type FinancialYear, type Result, mayDo, ok, refused } from '#shared'
import { type Definition, inYear } from '../definition/definition.ts'
import { definitionsFor } from '../definition/definitions.view.ts'
import { lockOwner } from '../stores/locks.store.ts'
import { type Place, mayChange, placeOf } from '../stores/reach.view.ts'
import { deedOf } from '../words/person.ts'
import { insertAssessment } from './assessment.store.ts'
import { listAssessments } from './assessments.view.ts'

export interface AssessmentToBegin {
  readonly group: string
  readonly year: FinancialYear
  readonly framework: string
  readonly version: number
}

export type BeginRefusal = 'not-found' | 'no-framework' | 'begun'

/** The assessment of a place for a year on a version of a framework: the one there is, or a new one. Within the owner's lock. */
export async function assessmentFor(
  ctx: Ctx,
  tx: Database,
  { place, year, definition }: { readonly place: Place; readonly year: FinancialYear; readonly definition: Definition },
): Promise<{ readonly assessmentNo: number; readonly isNew: boolean }> {
  const held = { ...ctx, db: tx }
  const known = (await listAssessments(held, { owner: place.owner, year })).find(
    (each) => each.definition.name === definition.name && each.definition.version === definition.version,
  )
  if (known) return { assessmentNo: known.assessmentNo, isNew: false }
  const kept = inYear(definition, year)
  const assessmentNo = await insertAssessment(tx, {
    ...place,
    year,
    framework: definition.name,
    version: definition.version,
    definition: JSON.stringify(kept),
    definition_mark: fingerprint(kept),
    ...deedOf(ctx.actor, ctx.clock.now()),
  })
  return { assessmentNo, isNew: true }
}

const nowhere = () => refused('not-found', 'There is no group here that you may assess. Check its code.')

/** Begins an assessment of a group for a year, with every target still to be rated. It keeps the framework as it is today. */
export async function beginAssessment(
  ctx: Ctx,
  { group, year, framework, version }: AssessmentToBegin,
): Promise<Result<{ assessmentNo: number }, BeginRefusal>> {
  const place = await placeOf(ctx, group)
  if (!place.ok || !mayDo(ctx.scope, 'framework.assess') || !mayChange(ctx, place.value)) return nowhere()
  const found = (await definitionsFor(ctx, place.value)).find(
    ({ definition }) => definition.name === framework && definition.version === version,
  )
  if (!found) return refused('no-framework', 'There is no such version of a framework here: choose one of the list.')
  return ctx.transaction(async (tx) => {
    await lockOwner(tx, group)
    const { assessmentNo, isNew } = await assessmentFor(ctx, tx, {
      place: place.value,
      year,
      definition: found.definition,
    })
    if (!isNew) return refused('begun', `An assessment of ${year} on this version has begun already.`)
    await ctx.audit(tx, 'framework.begin', `assessment ${assessmentNo}`, { group, year, framework, version })
    return ok({ assessmentNo })
  })
}
