import { formatDate, toPlainDate } from '#shared'
import { Details, SummaryList, type SummaryRow, Tag } from '#ui'
import type { ReactNode } from 'react'
import { type Rule, sections } from '../rules/rule.ts'
import { parameterText } from '../rule-settings/parameter-values.ts'
import type { ListedRule } from './rule-list.view.ts'
import { stateOf } from './rule-tables.ts'

const sureWords = {
  certain: 'Certain: the line ought not to be paid',
  likely: 'Likely: held back until somebody has answered',
  query: 'A question: held back once a practice says so too',
  information: 'For information: nothing is held back',
} as const

const worthWords = {
  full: 'All that was billed',
  difference: 'What was billed too much',
  part: 'A part of what was billed',
  none: 'Nothing by itself',
} as const

const kindWords = {
  line: 'Each line by itself',
  set: 'Lines beside one another',
  sum: 'Sums of lines',
  practice: 'Raised by a practice, not by a check',
} as const

const needWords = (rule: Rule): string =>
  rule.needs.length === 0 ? 'Nothing but the bill' : rule.needs.map((need) => need.replaceAll('-', ' ')).join(', ')

const holdsWords = ({ from, to }: Rule): string =>
  `Bills from ${formatDate(toPlainDate(from))}${to === undefined ? '' : ` until before ${formatDate(toPlainDate(to))}`}`

function parameterRows({ rule, parameters = {} }: ListedRule): SummaryRow[] {
  return rule.parameters.map((parameter) => {
    const value = parameters[parameter.name] ?? parameter.default
    const unit = parameter.kind === 'number' ? ` ${parameter.unit}` : ''
    const usual =
      parameters[parameter.name] === undefined
        ? ''
        : ` (as it came: ${parameterText(parameter.default) || 'none'}${unit})`
    return { key: parameter.words, value: `${parameterText(value) || 'None'}${unit}${usual}` }
  })
}

export const RuleFacts = ({ listed }: { listed: ListedRule }): ReactNode => {
  const { rule } = listed
  return (
    <>
      <SummaryList
        rows={[
          { key: 'State', value: <Tag tone={listed.isOn ? 'green' : 'grey'}>{stateOf(listed)}</Tag> },
          { key: 'Section', value: sections[rule.section] },
          { key: 'Looks at', value: kindWords[rule.kind] },
          { key: 'How sure', value: sureWords[rule.confidence] },
          { key: 'Worth', value: worthWords[rule.value] },
          { key: 'Why', value: rule.why },
          { key: 'Source', value: rule.source },
          { key: 'Needs', value: needWords(rule) },
          { key: 'Holds for', value: holdsWords(rule) },
          { key: 'Left out', value: rule.exemptions.length === 0 ? 'Nothing' : rule.exemptions.join('; ') },
          ...parameterRows(listed),
        ]}
      />
      {rule.sql !== '' && (
        <Details summary="How it is written for the database">
          <p>This is shown so that it can be checked. It is not changed here.</p>
          <pre className="app-code" tabIndex={0}>
            <code>{rule.sql}</code>
          </pre>
        </Details>
      )}
    </>
  )
}
