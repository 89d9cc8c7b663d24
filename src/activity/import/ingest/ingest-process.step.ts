import { ingest } from './ingest.step.ts'
import { type IngestJob } from './ingest-job.ts'

/**
 * The process that reads uploads. What it may know comes in one message, keys and all, so that nothing of it stands in
 * its arguments or its environment; when its parent goes, it goes.
 */
process.on('disconnect', () => process.exit(1))

const say = (message: unknown): void => void process.send?.(message)

const beat = setInterval(() => say({ beat: process.memoryUsage.rss() }), 500)

process.once('message', (job: IngestJob) => {
  ingest(job, (progress) => say({ progress, beat: process.memoryUsage.rss() }))
    .then((outcome) => say({ outcome }), (fault: unknown) => say({ fault: fault instanceof Error ? fault.message : String(fault) }))
    .finally(() => clearInterval(beat))
})
