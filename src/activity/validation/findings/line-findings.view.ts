import type { Asker } from '#platform'
import type { Month } from '#shared'
import type { Finding } from './finding-facts.ts'
import { findings } from './findings.view.ts'

/** The findings of one line that stand, the one that counts first; none for whoever may not read findings. */
export const lineFindings = async (
  asker: Asker,
  { month, provider, lineId }: { readonly month: Month; readonly provider: string; readonly lineId: string },
): Promise<readonly Finding[]> => (await findings(asker, { month, provider, lineId })).findings
