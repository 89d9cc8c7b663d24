import type { Ctx } from '#platform'
import { type Result, ok } from '#shared'
import { columnAliases, knownFormats } from '../formats/read-formats.step.ts'
import type { Preview, PreviewRefusal } from '../ingest/preview.step.ts'
import { runPreview } from '../ingest/run-ingest.step.ts'
import { guessMapping } from './guess-mapping.ts'
import type { Mapping } from './mapping.ts'
import { findMappingFor } from './mapping.view.ts'

export interface Suggestion {
  readonly preview: Preview
  readonly columns: Readonly<Record<string, string>>
  readonly constants: Readonly<Record<string, string>>
  /** The mapping that was made for this very header before. */
  readonly remembered: Mapping | undefined
}

/** The first rows of an upload and how it is probably to be read: as it was before, else as its titles sound. */
export async function suggestMapping(
  ctx: Ctx,
  file: { path: string; name: string },
): Promise<Result<Suggestion, PreviewRefusal>> {
  const preview = await runPreview({ ...file, maxWorkbookBytes: 256 << 20 })
  if (!preview.ok) return preview
  const { titles } = preview.value
  const remembered = await findMappingFor(ctx.db, titles)
  const columns = remembered?.columns ?? guessMapping(titles, await columnAliases(), await knownFormats())
  return ok({
    preview: preview.value,
    columns,
    constants: remembered?.constants ?? {},
    remembered,
  })
}
