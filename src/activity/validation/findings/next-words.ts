import { formatDate } from '#shared'
import { type Standing, mayMove } from '../answering/finding.ts'
import type { AnswerDeadline } from './deadline.view.ts'
import type { Finding } from './finding-facts.ts'

const practiceWords = (finding: Finding, deadline: AnswerDeadline | undefined): string => {
  if (finding.lineId === '' || finding.confidence === 'information') return ''
  if (finding.practice === null) return 'The line names no practice, so nobody is asked about it.'
  const by = deadline
    ? deadline.isPast
      ? `, though the time to answer ended on ${formatDate(deadline.day)}`
      : ` by ${formatDate(deadline.day)}`
    : ''
  return `Its practice answers${by}.`
}

/** What can be done next and by whom, in sentences: everybody who may read a finding may know. */
export function nextInWords(finding: Finding, standing: Standing, deadline: AnswerDeadline | undefined): string[] {
  const said = [
    mayMove('answer', standing) ? practiceWords(finding, deadline) : '',
    mayMove('withdraw-answer', standing) ? 'Its practice can take its answer back.' : '',
    mayMove('challenge', standing) && finding.countedPence > 0
      ? 'The contract manager can put it into a challenge to the provider.'
      : '',
    mayMove('dismiss', standing) ? 'The contract manager can set it aside, with a reason.' : '',
    mayMove('restore', standing) ? 'The contract manager can take it up again.' : '',
    standing.state === 'challenged' ? 'The provider answers the challenge; then it is settled there.' : '',
  ].filter((text) => text !== '')
  return said.length === 0 ? ['Nothing more can be done about it.'] : said
}
