import type { Asker } from '#platform'
import type { Month } from '#shared'
import { type DeliveredSubmission, countedSubmissions } from './current-activity.ts'
import { acceptedFiles, acceptedSubmissions } from './current-activity.view.ts'
import type { CurrentActivity, LakeFile } from './import.ts'
import { tablesOf } from './import-tables.store.ts'

/** The lines of a month that were billed to one commissioner. */
export interface BilledActivity {
  /** Empty where nobody said to whom they were billed. */
  readonly commissioner: string
  /** What counts. */
  readonly current: CurrentActivity
  /** For each provider and data set the version that what counts took the place of, where there was one. */
  readonly replaced: CurrentActivity
  /** Every version but the one that counts. */
  readonly earlier: CurrentActivity
}

function activityOf(
  files: readonly LakeFile[],
  all: readonly DeliveredSubmission[],
  some: readonly DeliveredSubmission[],
): CurrentActivity {
  const imports = new Set(some.map(({ importNo }) => importNo))
  return {
    files: files.filter(({ importNo }) => imports.has(importNo)),
    counted: some,
    whole: all.filter(({ importNo }) => imports.has(importNo)).length === some.length,
  }
}

function billedTo(
  commissioner: string,
  own: readonly DeliveredSubmission[],
  files: readonly LakeFile[],
): BilledActivity {
  const counted = countedSubmissions(own)
  const earlier = own.filter((one) => !counted.includes(one))
  const of = (some: readonly DeliveredSubmission[]) => activityOf(files, own, some)
  return { commissioner, current: of(counted), replaced: of(countedSubmissions(earlier)), earlier: of(earlier) }
}

/** The lines of a month by commissioner, in the order of their codes, within what the asker may see. */
export async function billedActivity(asker: Asker, month: Month): Promise<BilledActivity[]> {
  const [all, files] = await Promise.all([acceptedSubmissions(asker, month), acceptedFiles(asker, month)])
  const codes = [...new Set(all.map(({ commissioner }) => commissioner ?? ''))].toSorted()
  return codes.map((code) => {
    const own = all.filter(({ commissioner }) => (commissioner ?? '') === code)
    const imports = new Set(own.map(({ importNo }) => importNo))
    return billedTo(
      code,
      own,
      files.filter(({ importNo }) => imports.has(importNo)),
    )
  })
}

/** When the files of imports were received, by import. For whoever may see imports. */
export async function receivedTimes({ db }: Asker): Promise<Map<number, Date>> {
  const rows = await tablesOf(db)
    .selectFrom('activity.import_event as e')
    .select(['e.import_no', 'e.at'])
    .where('e.event', '=', 'received')
    .execute()
  return new Map(rows.map(({ import_no: importNo, at }) => [importNo, at]))
}

/** Files of totals that providers sent beside their lines of a month, those that count, within the lake. */
export async function totalsOfMonth({ db }: Asker, month: Month, commissioner: string): Promise<TotalsFile[]> {
  const rows = await tablesOf(db)
    .selectFrom('activity.v_standing_submission as s')
    .innerJoin('activity.v_standing_file as f', (join) =>
      join.onRef('f.import_no', '=', 's.import_no').onRef('f.month', '=', 's.month').on('f.holds', '=', 'totals'),
    )
    .select(['s.import_no as importNo', 's.delivery_no as deliveryNo', 's.commissioner', 's.provider', 'f.path'])
    .select(['s.snapshot', 's.dataset'])
    .where('s.month', '=', month)
    .where((where) =>
      commissioner === '' ? where('s.commissioner', 'is', null) : where('s.commissioner', '=', commissioner),
    )
    .execute()
  const counted = countedSubmissions(rows)
  return rows
    .filter((row) => counted.includes(row))
    .map(({ path, provider, snapshot }) => ({ path, provider, snapshot }))
}

/** A file of totals in which those of one provider count. */
export interface TotalsFile {
  readonly path: string
  readonly provider: string
  readonly snapshot: string
}
