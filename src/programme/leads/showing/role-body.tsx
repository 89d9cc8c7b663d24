import { type Month, type PlainDate, type Table, formatDate, formatMonth } from '#shared'
import { Button, DataTable, Form, PageHeading, SummaryList, usePage } from '#ui'
import type { ReactNode } from 'react'
import type { Appointment } from '../appointing/appointment.ts'
import type { NamedPerson } from '../persons/named-person.ts'
import type { RoleIssued } from '../roles/documents.view.ts'
import type { LeadRole, LeadTerm } from '../roles/role.ts'
import type { HeldSkill } from '../skills/match.ts'
import { paidWords, timeWords } from '../words/paid-words.ts'
import { lastDayWords } from '../words/when.ts'
import { documentAddress, reportAddress, roleAddress } from './addresses.ts'
import { Appointing } from './appointing-forms.tsx'
import { FeedbackForm } from './feedback-form.tsx'
import { standingWords } from './role-tables.ts'
import { gapsOnPage } from './skill-tables.ts'

export interface RoleFacts {
  readonly role: LeadRole
  readonly on: PlainDate
  readonly lastMonth: Month
  readonly owner: string
  readonly term: LeadTerm | undefined
  readonly issued: readonly RoleIssued[]
  readonly persons: readonly NamedPerson[]
  readonly appointments: readonly Appointment[]
  readonly held: readonly HeldSkill[]
  readonly mayAppoint: boolean
  readonly mayIssue: boolean
  readonly mayReport: boolean
  readonly maySay: boolean
  readonly terms: Table
  readonly skills: Table
  readonly considered: Table
  readonly said: Table
}

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }): ReactNode =>
  lines.length === 0 ? null : (
    <>
      <h2 className="nhsuk-heading-m">{title}</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )

function Issued({ issued, role }: Pick<RoleFacts, 'issued' | 'role'>): ReactNode {
  const { opens } = usePage()
  const [last] = issued
  if (!last) return 'not issued yet'
  const words = `version ${last.documentVersion} of document ${last.documentNo}`
  const href = documentAddress(last.documentNo)
  return (
    <>
      {opens(href) ? <a href={href}>{words}</a> : words}
      {last.roleVersion < role.version && '; the role has changed since'}
    </>
  )
}

const Facts = ({ role, on, owner, term, issued }: RoleFacts): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Held by', value: term ? term.holder.name : 'nobody' },
      ...(term ? [{ key: 'Term', value: `from ${formatDate(term.from)}, last day: ${lastDayWords(term.to)}` }] : []),
      { key: 'How it stands', value: standingWords(role, on) },
      { key: 'Purpose', value: role.purpose },
      { key: 'Of', value: owner },
      { key: 'Time', value: timeWords(role.minutesPerMonth) },
      { key: 'Paid', value: paidWords[role.paidAs] },
      {
        key: 'When its holder steps down',
        value: role.isRefilled ? 'somebody else is looked for' : 'it ends with them',
      },
      { key: 'Job description', value: <Issued issued={issued} role={role} /> },
      {
        key: 'Version',
        value: `${role.version}, ${role.changedBy}${role.words === '' ? '' : `: ${role.words}`}`,
        action: { text: 'Change', href: `${roleAddress(role.roleNo)}/change` },
      },
    ]}
  />
)

const Deeds = ({ role, mayIssue, mayReport, lastMonth, issued }: RoleFacts): ReactNode => (
  <>
    {mayReport && (
      <p>
        <a className="nhsuk-button" href={reportAddress(role.roleNo, lastMonth)}>
          Report on {formatMonth(lastMonth)}
        </a>
      </p>
    )}
    {mayIssue && !role.isClosed && issued[0]?.roleVersion !== role.version && (
      <Form action={`${roleAddress(role.roleNo)}/issue`}>
        <Button kind="secondary">Issue the job description</Button>
      </Form>
    )}
  </>
)

/** A role from job description to feedback, and the next step for whoever may take it. */
export function RoleBody(facts: RoleFacts): ReactNode {
  const { role, terms, skills, considered, said, mayAppoint, maySay } = facts
  return (
    <>
      <PageHeading caption={`Role ${role.roleNo}`}>{role.title}</PageHeading>
      <Facts {...facts} />
      <Deeds {...facts} />
      <Lines title="Duties" lines={role.duties} />
      <Lines title="Objectives" lines={role.objectives} />
      <Lines title="Person specification: essential" lines={role.essential} />
      <Lines title="Person specification: desirable" lines={role.desirable} />
      {skills.rows.length > 0 && <DataTable table={gapsOnPage(skills, true)} sortable={false} exportable={false} />}
      <DataTable table={terms} sortable={false} empty="Nobody held it yet." />
      {mayAppoint && considered.rows.length > 0 && <DataTable table={considered} sortable={false} />}
      {mayAppoint && <Appointing {...facts} />}
      {said.rows.length > 0 && <DataTable table={said} sortable={false} />}
      {maySay && <FeedbackForm {...facts} />}
    </>
  )
}
