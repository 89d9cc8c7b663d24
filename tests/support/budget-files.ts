import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  importAgeWeights,
  importEnvelope,
  importNeedIndex,
  importWeightedLists,
  importDeprivation,
} from '#budgets/envelope'
import { importListSizes, importMemberships, importOrganisations } from '#organisations'
import type { Ctx } from '#platform'
import { toFinancialYear } from '#shared'

export const budgetCommissioner = '5XX'
export const budgetYear = toFinancialYear('2008/09')

const importers = {
  'organisations.csv': importOrganisations,
  'memberships.csv': importMemberships,
  'list-sizes.csv': importListSizes,
  'envelope.csv': importEnvelope,
  'need-index.csv': importNeedIndex,
  'weighted-lists.csv': importWeightedLists,
  'deprivation.csv': importDeprivation,
  'age-weights.csv': importAgeWeights,
} as const

/** Takes files of a year's budgets in, each by its name; throws with the first that is refused. */
export async function takeBudgetFiles(ctx: Ctx, texts: Partial<Record<keyof typeof importers, string>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-budget-'))
  try {
    for (const [name, text] of Object.entries(texts)) {
      const file = join(folder, name)
      await writeFile(file, text)
      const given = { file, name, commissioner: budgetCommissioner, year: budgetYear, date: '2008-04-01' }
      const taken = await importers[name as keyof typeof importers](ctx, given)
      if (!taken.ok) throw new Error(taken.message)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Two groups and three practices of a commissioner, as somebody would type them. */
export const threePractices = {
  'organisations.csv': [
    'code,name,kind,open_date,close_date',
    '5XX,A Commissioner,commissioner,,',
    'G1,East,group,,',
    'G2,West,group,,',
    'P1,Mill Lane,practice,,',
    'P2,Station Road,practice,,',
    'P3,High Street,practice,,',
  ].join('\n'),
  'memberships.csv': [
    'member,parent,from,to',
    'G1,5XX,2006-04-01,',
    'G2,5XX,2006-04-01,',
    'P1,G1,2006-04-01,',
    'P2,G1,2006-04-01,',
    'P3,G2,2006-04-01,',
  ].join('\n'),
  'list-sizes.csv': [
    'practice,date,sex,age_band,patients',
    'P1,2008-04-01,1,0-4,400',
    'P1,2008-04-01,2,0-4,350',
    'P1,2008-04-01,1,65-69,100',
    'P2,2008-04-01,1,0-4,200',
    'P2,2008-04-01,2,65-69,900',
    'P3,2008-04-01,1,65-69,50',
    'P3,2008-04-01,2,65-69,61',
    'P3,2008-04-01,9,0-4,3',
  ].join('\n'),
  'envelope.csv': 'line,amount,scope\nplanned,100000.01,in\nprescribing,54321.99,in\nspecialised,5000,out\n',
} as const
