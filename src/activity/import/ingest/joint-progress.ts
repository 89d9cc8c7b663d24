import type { Progress } from '#platform'
import type { Report } from './ingest-job.ts'

const counts = ['rowsDone', 'rowsTotal', 'bytesDone', 'bytesTotal'] as const

function sumOf(parts: readonly Progress[], count: (typeof counts)[number]): Partial<Progress> {
  const known = parts.flatMap((part) => part[count] ?? [])
  return known.length === 0 ? {} : { [count]: known.reduce((sum, one) => sum + one, 0) }
}

/** Gives each of several files a report of its own; what is passed on is the stage last begun and the sum of all. */
export function jointProgress(report: Report): () => Report {
  const parts: Progress[] = []
  return () => {
    const at = parts.push({ stage: '' }) - 1
    return (progress) => {
      parts[at] = progress
      report(Object.assign({ stage: progress.stage }, ...counts.map((count) => sumOf(parts, count))) as Progress)
    }
  }
}
