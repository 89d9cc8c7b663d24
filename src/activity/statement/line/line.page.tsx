import { identityAddress } from '#activity/identity'
import { lineFindings, lineFindingsTable, ruleTitles } from '#activity/validation'
import { type Ctx, clinicalCodesFor } from '#platform'
import { type Month, type Table, formatMonth, mayDo } from '#shared'
import { defineRoute, notFound, page } from '#ui'
import { z } from 'zod'
import { linesAddress, monthAddress } from '../shape/addresses.ts'
import { monthInput } from '../shape/month-input.ts'
import { LineBody } from './line-body.tsx'
import { line } from './line.view.ts'

const mayAsk = ({ scope }: Ctx): boolean => mayDo(scope, 'identity.open') || mayDo(scope, 'identity.check')

const beside = (ctx: Ctx, month: Month, provider: string, lineId: string) => ({
  codesNote: clinicalCodesFor(ctx.scope, { diagnoses: null, procedures: null }).note,
  whoAddress: mayAsk(ctx) ? identityAddress(month, provider, lineId) : undefined,
})

/** What was found in it, for whoever may read findings. */
async function findingsOf(
  ctx: Ctx,
  line: { month: Month; provider: string; lineId: string },
): Promise<Table | undefined> {
  return mayDo(ctx.scope, 'finding.read') ? lineFindingsTable(await lineFindings(ctx, line), ruleTitles()) : undefined
}

/** One line. Looking at a line is kept in the audit trail: it is about one patient, though it does not say who. */
export const lineRoute = defineRoute({
  method: 'GET',
  path: '/lines/:month/:provider/:line',
  permission: 'line.read',
  audit: 'line.read',
  input: z.object({
    month: monthInput,
    provider: z.string().trim().max(100),
    line: z.string().trim().max(100),
    snapshot: z.enum(['flex', 'freeze']).optional(),
  }),
  async handle(ctx, { month, provider, line: lineId, snapshot }) {
    const found = await line(ctx, { month, provider, lineId, snapshot })
    if (!found.ok) return notFound(found.message)
    const findings = await findingsOf(ctx, { month, provider, lineId })
    const shown = { found: found.value, words: ctx.vocabulary, findings, ...beside(ctx, month, provider, lineId) }
    return page({
      title: `Line ${lineId} of ${provider}, ${formatMonth(month)}`,
      body: <LineBody {...shown} />,
      tables: [found.value.history, ...(findings ? [findings] : [])],
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: formatMonth(month), href: monthAddress(month) },
        { text: `Lines of ${provider}`, href: linesAddress(month, { provider }) },
      ],
    })
  },
})
