import { type Month, dayInLondon, formatDate, formatMonth } from '#shared'
import {
  Button,
  Form,
  HiddenField,
  MonthPicker,
  PageHeading,
  SelectField,
  SummaryList,
  TextAreaField,
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import { type Report, entryStateWords, entryStates } from '../reports/report.ts'
import type { LeadRole, LeadTerm } from '../roles/role.ts'
import { hoursText } from '../words/when.ts'
import { reportAddress, roleAddress } from './addresses.ts'

export interface ReportFacts {
  readonly role: LeadRole
  readonly term: LeadTerm
  readonly month: Month
  readonly months: readonly Month[]
  readonly report: Report | undefined
  readonly due: string
  readonly mayReport: boolean
}

const Sent = ({ report }: { report: Report }): ReactNode => (
  <SummaryList
    rows={[
      {
        key: 'Sent',
        value: `${formatDate(dayInLondon(report.at))}, ${report.actor}${report.times > 1 ? `, ${report.times} times` : ''}`,
      },
      { key: 'What was done', value: report.summary },
      ...(report.helpWanted === '' ? [] : [{ key: 'Help wanted', value: report.helpWanted }]),
      ...report.entries.map(({ objective, state, words }) => ({
        key: objective,
        value: `${entryStateWords[state]}${words === '' ? '' : `: ${words}`}`,
      })),
      {
        key: 'Time',
        value:
          report.paidAs === 'gp-session'
            ? `${report.sessionTenths / 10} sessions`
            : `${hoursText(report.minutes)} hours`,
      },
    ]}
  />
)

const Objective = ({ at, objective }: { at: number; objective: string }): ReactNode => (
  <fieldset className="nhsuk-fieldset">
    <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{objective}</legend>
    <SelectField
      name={`state_${at}`}
      label="How it stands"
      options={entryStates.map((state) => ({ value: state, text: entryStateWords[state] }))}
    />
    <TextField name={`words_${at}`} label="What was done for it" />
  </fieldset>
)

const Send = ({ role, month, report }: ReportFacts): ReactNode => (
  <>
    <h2 className="nhsuk-heading-m">{report ? 'Put it right' : `Report on ${formatMonth(month)}`}</h2>
    <Form action={`${roleAddress(role.roleNo)}/report`}>
      <HiddenField name="month" value={month} />
      <HiddenField name="seen" value={String(report?.reportNo ?? 0)} />
      {role.objectives.map((objective, at) => (
        <Objective key={objective} at={at} objective={objective} />
      ))}
      <TextAreaField
        name="summary"
        label="What was done this month"
        hint="In a few sentences; nothing that names a patient."
      />
      <TextField name="help" label="Help wanted" hint="From whom, and for what; empty where none is" />
      {role.paidAs === 'gp-session' ? (
        <TextField name="sessions" label="Sessions" hint="Half-days, like 3 or 2.5" width={5} numeric />
      ) : (
        <TextField name="hours" label="Hours" hint="Like 7.5" width={5} numeric />
      )}
      <Button>Send the report</Button>
    </Form>
  </>
)

/** One form a month: what was done against each objective, and the time it took. */
export function ReportBody(facts: ReportFacts): ReactNode {
  const { role, term, month, months, report, due, mayReport } = facts
  return (
    <>
      <PageHeading caption={`${role.title}, ${term.holder.name}`}>Report of {formatMonth(month)}</PageHeading>
      <MonthPicker
        months={[...new Set([...months, month])].toSorted()}
        current={month}
        action={`${roleAddress(role.roleNo)}/report`}
        href={(at) => reportAddress(role.roleNo, at)}
      />
      {report ? <Sent report={report} /> : <p>Nothing is sent yet. It is due by {due}.</p>}
      {mayReport && <Send {...facts} />}
    </>
  )
}
