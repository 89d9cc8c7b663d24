import type { Ctx } from '#platform'
import { type Month, formatMonth } from '#shared'
import { DataTable, PageHeading, type Reply, defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import { chapterName } from '../policy/prescribing-policy.view.ts'
import { atLevel } from '../spend/substances.view.ts'
import { monthAddress } from './addresses.ts'
import { headWord } from './head-word.ts'
import { monthFacts, substancesOf } from './month-facts.view.ts'
import { levelsTable, practicesTable, substancesTable } from './month-tables.ts'
import { namesFor } from './names.view.ts'
import { chapterInput, monthInput, optionalCode } from './prescribing-input.ts'

interface Asked {
  readonly month: Month
  readonly chapter: string
  readonly commissioner?: string | undefined
}

async function chapterPage(ctx: Ctx, { month, chapter, commissioner: named }: Asked): Promise<Reply> {
  const facts = await monthFacts(ctx, month, named)
  if (!facts.ok) return notFound(facts.message)
  const practices = facts.value.practices.filter((row) => row.chapter === chapter)
  if (practices.length === 0)
    return notFound('Nothing of this chapter was prescribed in this month by practices that you may see.')
  const [names, substances] = await Promise.all([namesFor(ctx), substancesOf(ctx, facts.value)])
  const { commissioner } = facts.value
  const own = substances.filter(({ substance }) => substance.startsWith(chapter))
  const tables = [
    levelsTable('sections', 'Sections', atLevel(own, 'section')),
    levelsTable('paragraphs', 'Paragraphs', atLevel(own, 'paragraph')),
    practicesTable(month, practices, names, headWord(ctx.vocabulary, 'group'), commissioner),
    substancesTable(own, { month, caption: 'Substances, those that cost most first', of: commissioner }),
  ]
  const body = (
    <>
      <PageHeading caption={`Prescribing, ${formatMonth(month)}`}>
        Chapter {chapter}: {chapterName(chapter)}
      </PageHeading>
      {!facts.value.seesAll && <p className="nhsuk-hint">Of the practices that you may see.</p>}
      {tables.map((table) => (
        <DataTable key={table.name} table={table} />
      ))}
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: 'Prescribing', href: monthAddress(month, commissioner) },
  ]
  return page({ title: `${chapterName(chapter)}, ${formatMonth(month)}`, body, tables, breadcrumbs })
}

export const chapterRoute = defineRoute({
  method: 'GET',
  path: '/prescribing/:month/chapters/:chapter',
  permission: 'budget.read',
  audit: null,
  input: z.object({ month: monthInput, chapter: chapterInput, commissioner: optionalCode }),
  handle: (ctx, asked) => chapterPage(ctx, asked),
})
