import type { IngestJob } from './ingest-job.ts'
import { ingest } from './ingest.step.ts'
import { type PreviewJob, previewFile } from './preview.step.ts'

/**
 * The process that reads uploads. What it may know comes in one message, keys and all, so that nothing of it stands in
 * its arguments or its environment; when its parent goes, it goes.
 */
process.on('disconnect', () => process.exit(1))

const say = (message: unknown): void => void process.send?.(message)
const beat = (): number => process.memoryUsage.rss()
const beating = setInterval(() => say({ beat: beat() }), 500)

type Asked = { readonly ingest: IngestJob } | { readonly preview: PreviewJob }

const answer = (asked: Asked): Promise<unknown> =>
  'ingest' in asked ? ingest(asked.ingest, (progress) => say({ progress, beat: beat() })) : previewFile(asked.preview)

process.once('message', (asked: Asked) => {
  answer(asked)
    .then(
      (outcome) => say({ outcome }),
      (fault: unknown) => say({ fault: fault instanceof Error ? fault.message : String(fault) }),
    )
    .finally(() => clearInterval(beating))
})
