import { rm } from 'node:fs/promises'
import { rejectsTable } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { whoseProgramme } from '#programme/leads'
import type { Table } from '#shared'
import {
  Button,
  DataTable,
  FileField,
  Form,
  type FormErrors,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { importFigures } from '../figures/import-figures.command.ts'
import { listIndicators } from '../figures/indicators.view.ts'
import { noSuchIndicator } from '../figures/no-such-indicator.ts'
import { mayChange } from '../figures/save-indicator.command.ts'
import { indicatorsAddress } from './addresses.ts'
import { code, optionalCode } from './indicator-input.ts'
import { takenWords } from './taken-words.ts'

/** A list longer than this is for a spreadsheet, not for a page. */
const onPage = 200

async function importPage(
  ctx: Ctx,
  asked: string | undefined,
  problem: { errors?: FormErrors; rejects?: Table } = {},
): Promise<Reply> {
  const whose = await whoseProgramme(ctx, asked)
  if (!whose.ok || !(await mayChange(ctx, whose.value.owner.code))) return notFound(noSuchIndicator().message)
  const { owner } = whose.value
  const indicators = (await listIndicators(ctx, { owner: owner.code })).filter(({ isClosed }) => !isClosed)
  const body = (
    <>
      <PageHeading caption={owner.name}>Send figures from a file</PageHeading>
      <p>
        Columns: indicator, month, value, source. A figure that is there already is left as it is, so a file that was
        mended can be sent again.
      </p>
      {problem.rejects && <DataTable table={problem.rejects} sortable={false} exportable={false} />}
      <Form action="/indicators/import" files>
        <HiddenField name="owner" value={owner.code} />
        <FileField
          name="file"
          label="File"
          hint="CSV or Excel workbook; its first row names the columns"
          accept=".csv,.xlsx"
        />
        <Button>Take the file</Button>
      </Form>
      <h2 className="nhsuk-heading-m">Codes of indicators</h2>
      {indicators.length === 0 ? (
        <p>No indicator is written down yet: add them first.</p>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {indicators.map((each) => (
            <li key={each.code}>
              <code>{each.code}</code>: {each.title}
            </li>
          ))}
        </ul>
      )}
    </>
  )
  const breadcrumbs = [{ text: 'Indicators', href: indicatorsAddress(owner.code) }]
  return page({ title: 'Send figures from a file', body, breadcrumbs, errors: problem.errors })
}

const formRoute = defineRoute({
  method: 'GET',
  path: '/indicators/import',
  permission: 'indicator.change',
  audit: null,
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => importPage(ctx, owner),
})

const sentRoute = defineRoute({
  method: 'POST',
  path: '/indicators/import',
  permission: 'indicator.change',
  audit: 'indicator.import',
  input: z.object({ owner: code }),
  upload: { maxBytes: 16_777_216, maxFiles: 1 },
  invalid: (ctx, problem) => importPage(ctx, String(problem.values['owner'] ?? ''), problem),
  async handle(ctx, { owner }, { upload }) {
    if (!upload) return importPage(ctx, owner, { errors: { file: 'Choose the file to take.' } })
    const file = { file: upload.path, name: upload.name, owner }
    const done = await importFigures(ctx, file).finally(() => rm(upload.path, { force: true }))
    if (done.ok) return redirect(indicatorsAddress(owner), takenWords(done.value))
    if (done.code === 'not-found') return notFound(done.message)
    const rejects = done.rejects.length > 0 ? { rejects: rejectsTable(done.rejects, onPage) } : {}
    return importPage(ctx, owner, { errors: { file: done.message }, ...rejects })
  },
})

export const importRoutes: readonly Route[] = [formRoute, sentRoute]
