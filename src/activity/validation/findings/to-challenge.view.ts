import type { Asker, Ctx } from '#platform'
import type { Month } from '#shared'
import type { Finding, Snapshot } from './finding-facts.ts'
import { answerDeadline } from './deadline.view.ts'
import { findingOf } from './finding-row.ts'
import { findingRows } from './find-findings.view.ts'

export interface ToChallenge {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly snapshot: Snapshot
}

const isReady =
  (isPast: boolean) =>
  (finding: Finding): boolean =>
    finding.state === 'upheld' || finding.confidence === 'certain' || finding.confidence === 'likely' || isPast

/**
 * Findings that may be put to a provider now: live, worth something, the one that counts of its line, and upheld by a practice, or certain
 * or likely, or asked of a practice whose time to answer is over. The worst first.
 */
export async function findingsToChallenge(
  ctx: Asker & Pick<Ctx, 'clock'>,
  question: ToChallenge,
): Promise<readonly Finding[]> {
  const rows = await findingRows(ctx, question)
    .where('f.state', 'in', ['open', 'upheld'])
    .where('f.counted_pence', '>', 0 as Finding['countedPence'])
    .orderBy('f.counted_pence', 'desc')
    .orderBy('f.finding_id')
    .execute()
  const deadline = await answerDeadline(ctx, question)
  return rows.map(findingOf).filter(isReady(deadline?.isPast ?? false))
}
