import { type Ctx, enqueueJob } from '#platform'
import { type Result, refused } from '#shared'
import {
  type FormErrors,
  type FormValues,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { activityRequest } from '../imports/import-activity.command.ts'
import { lineColumns } from '../line/line-column.ts'
import { type Mapping, mappingSchema } from '../mapping/mapping.ts'
import { missingColumns, saveMapping } from '../mapping/save-mapping.command.ts'
import { type Suggestion, suggestMapping } from '../mapping/suggest-mapping.view.ts'
import { columnWords } from './column-words.ts'
import { findUpload, releaseUpload } from './own-upload.step.ts'
import { MapColumnsBody, columnField, constantField, constantNames, suggestedValues } from './map-columns-body.tsx'

const upload = z.uuid('The address of the upload is not whole. Send the file again.')
const noUpload = notFound('This upload is no longer here. Send the file again from the list of imports.')

const columnShape = Object.fromEntries(lineColumns.map(({ name }) => [columnField(name), z.string().default('')]))
const constantShape = Object.fromEntries(
  constantNames.map((name) => [constantField(name), z.string().trim().max(40).default('')]),
)

const query = z.object({ upload, name: z.string().max(255).default('upload') })
const form = z.object({
  upload,
  name: z.string().max(255).default('upload'),
  mapping: mappingSchema.shape.name.catch(''),
  provider: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z0-9]{3,6})?$/, 'Write the provider’s code, or leave it empty.')
    .default(''),
  snapshot: z.enum(['flex', 'freeze']).default('freeze'),
  partial: z.literal('yes').optional(),
  ...columnShape,
  ...constantShape,
})
type Filled = z.output<typeof form>

const pathOf = (ctx: Ctx, id: string): string => ctx.folder.path('incoming', id)

async function suggest(ctx: Ctx, id: string, name: string): Promise<Result<Suggestion, string>> {
  const path = await findUpload(ctx, id)
  return path === undefined ? refused('gone', 'This upload is no longer here.') : suggestMapping(ctx, { path, name })
}

async function mapPage(
  ctx: Ctx,
  id: string,
  name: string,
  problem?: { errors: FormErrors; values: FormValues },
): Promise<Reply> {
  const suggestion = await suggest(ctx, id, name)
  if (!suggestion.ok)
    return suggestion.code === 'gone' ? noUpload : refusal(422, suggestion.message, 'The file cannot be shown')
  return page({
    title: 'Which column is which?',
    body: <MapColumnsBody id={id} name={name} suggestion={suggestion.value} />,
    breadcrumbs: [
      { text: 'Home', href: '/' },
      { text: 'Imports', href: '/imports' },
    ],
    errors: problem?.errors,
    values: problem?.values ?? suggestedValues(suggestion.value),
  })
}

const mapRoute = defineRoute({
  method: 'GET',
  path: '/imports/map/:upload',
  permission: 'activity.import',
  audit: null,
  input: query,
  handle: (ctx, { upload: id, name }) => mapPage(ctx, id, name),
})

const filled = (input: Filled, field: (name: string) => string, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [name, String(input[field(name) as keyof Filled] ?? '')]).filter(([, value]) => value !== ''),
  )

function mappingOf(input: Filled, titles: readonly string[]): Mapping {
  return {
    name: input.mapping,
    titles: [...titles],
    ...(input.provider && { provider: input.provider }),
    columns: filled(
      input,
      columnField,
      lineColumns.map(({ name }) => name),
    ),
    constants: filled(input, constantField, constantNames),
  }
}

function errorsOf(mapping: Mapping): FormErrors {
  const missing = missingColumns(mapping).map((name) => [
    columnField(name),
    `Choose the column with ${columnWords(name)}.`,
  ])
  const name =
    mapping.name === '' ? [['mapping', 'Give the mapping a name of letters, digits, blanks and hyphens.']] : []
  return Object.fromEntries([...missing, ...name])
}

const saveRoute = defineRoute({
  method: 'POST',
  path: '/imports/map/:upload',
  permission: 'activity.import',
  audit: 'activity.map',
  input: form,
  async handle(ctx, input) {
    const { upload: id, name } = input
    const suggestion = await suggest(ctx, id, name)
    if (!suggestion.ok)
      return suggestion.code === 'gone' ? noUpload : refusal(422, suggestion.message, 'The file cannot be shown')
    const mapping = mappingOf(input, suggestion.value.preview.titles)
    const again = (errors: FormErrors): Promise<Reply> =>
      mapPage(ctx, id, name, { errors, values: input as unknown as FormValues })
    const errors = errorsOf(mapping)
    if (Object.keys(errors).length > 0) return again(errors)
    const saved = await saveMapping(ctx, mapping)
    if (!saved.ok) return again({ mapping: saved.message })
    const files = [{ path: pathOf(ctx, id), name }]
    const wanted = { files, mapping: mapping.name, snapshot: input.snapshot, acceptPartial: input.partial === 'yes' }
    await releaseUpload(ctx, id)
    const runId = await enqueueJob(ctx, activityRequest(wanted))
    return redirect(`/runs/${runId}`, `The mapping “${mapping.name}” is remembered. The file is being read.`)
  },
})

/** The page that shows an upload of somebody's own layout and asks once how it is read. */
export const mapColumnsRoutes: readonly Route[] = [mapRoute, saveRoute]
