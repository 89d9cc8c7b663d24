import { findEnvelope, practiceLists } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, type PlainDate, addPence, noPence, yearInterval } from '#shared'
import { type LevelFunding, levelFunding } from '../funding/level-funding.ts'
import type { LevelPolicy } from '../policy/allowance-policy.ts'
import { levelPolicyOn } from '../policy/allowance-policy.view.ts'
import { type CostShare, type GroupPopulation, apportionManagementCost } from './apportion.ts'
import { type Sharing, sharingOf } from './sharing.view.ts'

export interface GroupAllowance extends CostShare {
  /** What each level of the framework would pay the group for the year, by level. */
  readonly levels: readonly LevelFunding[]
}

export interface ManagementCost {
  readonly commissioner: string
  readonly year: FinancialYear
  /** What is taken off the top for it; nothing where no envelope was taken in, or nothing is set aside. */
  readonly costPence: Pence
  readonly hasEnvelope: boolean
  readonly sharing: Sharing
  /** The part that these figures were reckoned with: as decided, or as it was asked to be tried. */
  readonly equalBasisPoints: number
  readonly policy: LevelPolicy | undefined
  readonly countedOn: PlainDate
  readonly groups: readonly GroupAllowance[]
  /** Practices without a list by then: they bear nothing. */
  readonly withoutList: readonly string[]
}

/** Patients of each group by the lists of the year's first day, by code; practices in no group together. */
function populations(lists: readonly { group: string | null; patients: number }[]): GroupPopulation[] {
  const found = new Map<string, number>()
  for (const { group, patients } of lists) found.set(group ?? '', (found.get(group ?? '') ?? 0) + patients)
  return [...found].map(([group, patients]) => ({ group, patients }))
}

const fundingOf = (policy: LevelPolicy | undefined, population: number): LevelFunding[] =>
  policy?.levels.map(({ level }) => levelFunding({ level, population, policy })) ?? []

/** The year's management cost by group, and beside it what each level of the framework would pay. */
export async function managementCost(
  ctx: Pick<Ctx, 'db' | 'scope'>,
  {
    commissioner,
    year,
    tried,
  }: { readonly commissioner: string; readonly year: FinancialYear; readonly tried?: number },
): Promise<ManagementCost> {
  const { from } = yearInterval(year)
  const [envelope, all, sharing] = [
    await findEnvelope(ctx.db, { commissioner, year }),
    await practiceLists(ctx.db, { commissioner, on: from }),
    await sharingOf(ctx, { commissioner, year }),
  ]
  const lists = all.filter(({ isOpen }) => isOpen)
  const slices = envelope?.topSlices.filter(({ kind }) => kind === 'management-cost') ?? []
  const costPence = addPence(noPence, ...slices.map(({ amountPence }) => amountPence))
  const equalBasisPoints = tried ?? sharing.equalBasisPoints
  const groups = populations(lists)
  const canShare = groups.some(({ group, patients }) => group !== '' || patients > 0)
  const shares = canShare ? apportionManagementCost(costPence, groups, equalBasisPoints) : []
  const policy = levelPolicyOn(from)
  return {
    commissioner,
    year,
    costPence,
    hasEnvelope: envelope !== undefined,
    sharing,
    equalBasisPoints,
    policy,
    countedOn: from,
    groups: shares.map((share) => ({ ...share, levels: fundingOf(policy, share.patients) })),
    withoutList: lists.filter(({ countedOn }) => countedOn === null).map(({ practice }) => practice),
  }
}
