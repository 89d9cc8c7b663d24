import type { BudgetHead, BudgetStatus } from '../versions/budget.ts'
import { notAgreed } from '../versions/budget.ts'

export const statusWords: Readonly<Record<BudgetStatus, string>> = {
  draft: 'Draft',
  proposed: 'Proposed',
  agreed: 'Agreed by every group',
  issued: 'Issued',
  changed: 'Issued, changed since',
  withdrawn: 'Withdrawn',
}

export const statusTones = {
  draft: 'grey',
  proposed: 'blue',
  agreed: 'aqua-green',
  issued: 'green',
  changed: 'green',
  withdrawn: 'orange',
} as const satisfies Record<BudgetStatus, string>

/** What has to be done next with a budget, in a sentence. */
export function nextWords(head: BudgetHead, group: (code: string) => string): string {
  switch (head.status) {
    case 'draft':
      return 'Propose it, so that practices and groups can look at it.'
    case 'proposed': {
      const missing = notAgreed(head)
      return missing.length === 0 ? 'Issue it.' : `Wait for ${missing.map(group).join(', ')} to agree it.`
    }
    case 'agreed':
      return 'Issue it.'
    case 'issued':
    case 'changed':
      return 'Watch the year against it; change it when lists, practices or prices change.'
    case 'withdrawn':
      return 'Nothing: it stays on record.'
  }
}
