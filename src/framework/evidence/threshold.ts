import type { Measure } from '../definition/measure.ts'
import { schemeWords } from '../registers/register.ts'

const title = (code: string): string =>
  (schemeWords[code] ?? code.replaceAll('-', ' ')).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())

const listed = (codes: readonly string[], word: string): string => codes.map((code) => title(code)).join(` ${word} `)

/** What a measure asks for, in words: `at least 75% of practices signed up to …`. */
export function thresholdWords(measure: Measure): string {
  const share = 'share' in measure ? (measure.share === 100 ? 'Every one' : `At least ${measure.share}%`) : ''
  switch (measure.kind) {
    case 'scheme':
      return `${share} of the practices: ${listed(measure.schemes, 'or')}`
    case 'quality-points':
      return `${share} of the practices with ${measure.points} points or more`
    case 'prescribing':
      return `${share} of the practices with all ${measure.of} indicators ${measure.at_least === 'met' ? 'met' : 'met or progressing'}`
    case 'demand-actions':
      return `${share} of the practices with an action${measure.of === 'collective' ? ' taken together' : ''} in the year`
    case 'demand-managed':
      return `${share} of the practices not above plan by more than chance`
    case 'action-where-above':
      return `${share} of the practices not above plan, or with an action where they are`
    case 'low-priority':
      return `${share} of the practices without a standing finding of low priority in ${measure.months} months`
    case 'statements':
      return `Issued for each of the last ${measure.months} months`
    case 'budget-agreed':
      return 'Agreed by the group, and issued'
    case 'role':
      return `Somebody holds a role with “${measure.named.join('” or “')}” in its title`
    case 'leads':
      return `${share} of the roles of the group held by somebody`
    case 'lead-reports':
      return `Every lead reported in each of the last ${measure.months} months`
    case 'meetings':
      return `${measure.at_least} meetings or more in the year${measure.body === undefined ? '' : `: ${title(measure.body)}`}`
    case 'members':
      return `Members${measure.body === undefined ? '' : ` of the ${title(measure.body)}`}: ${listed(measure.who, 'and')}`
    case 'body':
      return `${share} of the practices with a member in a sub-committee on ${listed(measure.named, 'or')}`
    case 'forum':
      return `${share} of the practices at a meeting in the year`
    case 'reporting':
      return `${share} of the practices reporting at each meeting of the year`
    case 'plan-shared':
      return `${share} of the practices confirmed that they read the plan`
    case 'drift-followed':
      return 'Everything that drifted has an action of the group'
  }
}
