import type { FileFindings } from './import.ts'
import type { IngestOutcome, SubmissionMade } from '../ingest/ingest-job.ts'
import type { ActivityTaken, FileTaken } from './delivery-taken.ts'
import type { Numbered } from './delivery.ts'

const sumOf = <Item>(items: readonly Item[], pick: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + pick(item), 0)

/** Pence billed; nothing where no line of the file bills. */
function billedOf(submissions: readonly SubmissionMade[]): number | null {
  const billed = submissions.flatMap(({ billedPence }) => billedPence ?? [])
  return billed.length === 0 ? null : sumOf(billed, (pence) => pence)
}

function fileTaken(
  { importNo, fileName: name }: Numbered,
  found: FileFindings,
  own: readonly SubmissionMade[],
  rejects: string | undefined,
): FileTaken {
  const { format, rowsRead, rowsTaken, rowsRejected, notes } = found
  return {
    importNo,
    name,
    format,
    rowsRead,
    rowsTaken,
    rowsRejected,
    lines: sumOf(own, ({ lines }) => lines),
    notes,
    ...(rejects && { rejects }),
    billedPence: billedOf(own),
  }
}

/** What an accepted delivery brought, file by file and in all. */
export function activityTaken(
  files: readonly Numbered[],
  { findings, submissions }: IngestOutcome,
  commissioner: string | null,
  rejectsOf: (importNo: number) => string | undefined,
): ActivityTaken {
  const taken = files.map((file) =>
    fileTaken(
      file,
      findings.get(file.importNo)!,
      submissions.filter(({ importNo }) => importNo === file.importNo),
      rejectsOf(file.importNo),
    ),
  )
  const deliveryNo = files[0]!.importNo
  return {
    deliveryNo,
    commissioner,
    files: taken,
    lines: sumOf(taken, ({ lines }) => lines),
    billedPence: sumOf(taken, ({ billedPence }) => billedPence ?? 0),
    months: [...new Set(submissions.map(({ month }) => month))].toSorted(),
    href: `/imports/${deliveryNo}`,
  }
}
