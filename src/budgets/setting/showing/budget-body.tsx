import { lineTitle } from '#budgets/envelope'
import { type Table, formatDate, formatPence, formatPounds } from '#shared'
import { DataTable, Details, Figures, Inset, PageHeading, SummaryList, Tag } from '#ui'
import type { ReactNode } from 'react'
import { type KeptWay, wayWords } from '../building/way.ts'
import { type Change, changeState } from '../changing/change.ts'
import type { Gain } from '../explaining/gains.ts'
import { type BudgetHead, latestVersion, saidBy } from '../versions/budget.ts'
import { whenWords } from '../words/when.ts'
import { changesAddress, compareAddress, versionsAddress } from './addresses.ts'
import { AgreeForm, IssueForm, ProposeForm, WithdrawForm } from './deciding-forms.tsx'
import type { GainsTables } from './gains-tables.ts'
import { GainsView } from './gains-view.tsx'
import type { Names } from './names.view.ts'
import { nextWords, statusTones, statusWords } from './status-words.ts'

export interface BudgetProps {
  readonly head: BudgetHead
  readonly version: number
  readonly tables: {
    readonly own: GainsTables
    readonly groups: readonly Gain[]
    readonly groupTable: Table
    readonly lineTable: Table
    readonly names: Names
    readonly way: KeptWay
  }
  readonly others: readonly BudgetHead[]
  readonly changes: readonly Change[]
  readonly drawn: boolean
  readonly may: { readonly set: boolean; readonly agreeFor: string | undefined }
}

function Sayings({ head, names }: { head: BudgetHead; names: Names }): ReactNode {
  if (!head.events.some(({ event }) => event === 'proposed') || head.groups.length === 0) return null
  return (
    <>
      <h2 className="nhsuk-heading-m">What the groups say</h2>
      <SummaryList
        rows={head.groups.map((group) => {
          const last = saidBy(head.events, group)
          const value = last ? (
            <>
              <Tag tone={last.event === 'agreed' ? 'green' : 'orange'}>
                {last.event === 'agreed' ? 'Agreed' : 'Questioned'}
              </Tag>{' '}
              {last.actor}, {whenWords(last.at)}
              {last.words === null ? '' : `: ${last.words}`}
            </>
          ) : (
            <Tag tone="grey">Nothing yet</Tag>
          )
          return { key: names.group(group), value }
        })}
      />
    </>
  )
}

function Deeds({ head, may }: Pick<BudgetProps, 'head' | 'may'>): ReactNode {
  const { status, budgetNo } = head
  const isOpen = status === 'draft' || status === 'proposed' || status === 'agreed'
  if (!isOpen || (!may.set && may.agreeFor === undefined)) return null
  return (
    <section className="app-not-printed">
      <h2 className="nhsuk-heading-m">What you can do</h2>
      {may.agreeFor !== undefined && status !== 'draft' && <AgreeForm budgetNo={budgetNo} group={may.agreeFor} />}
      {may.set && status === 'draft' && <ProposeForm budgetNo={budgetNo} />}
      {may.set && <IssueForm head={head} />}
      {may.set && <WithdrawForm budgetNo={budgetNo} />}
    </section>
  )
}

function Others({ head, others }: Pick<BudgetProps, 'head' | 'others'>): ReactNode {
  if (others.length === 0) return null
  return (
    <>
      <h2 className="nhsuk-heading-m">Beside other budgets of the year</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {others.map((other) => (
          <li key={other.budgetNo}>
            <a href={compareAddress(head.budgetNo, other.budgetNo)}>Compare with {other.name}</a> (budget{' '}
            {other.budgetNo}, {statusWords[other.status].toLowerCase()})
          </li>
        ))}
      </ul>
    </>
  )
}

/** One budget: its state, who gains and who gives up, and what can be done. */
export function BudgetBody({ head, version, tables, others, changes, drawn, may }: BudgetProps): ReactNode {
  const { own, groups, groupTable, lineTable, names, way } = tables
  const at = head.versions.find((each) => each.version === version)!
  const latest = latestVersion(head).version
  const waiting = changes.filter((change) => changeState(change, latest) === 'prepared').length
  const isIssued = head.status === 'issued' || head.status === 'changed'
  return (
    <>
      <PageHeading caption={`Budgets of ${head.year}`}>{head.name}</PageHeading>
      {version < latest && (
        <Inset>
          <p>
            This is version {version}, as it stood from {whenWords(at.at)}. There is a newer one:{' '}
            <a href={versionsAddress(head.budgetNo)}>all versions</a>.
          </p>
        </Inset>
      )}
      <Figures
        figures={[
          {
            label: 'Control total',
            value: formatPounds(at.controlTotalPence),
            note: `${formatPence(at.controlTotalPence)}: every amount below sums to it`,
          },
          {
            label: 'State',
            value: <Tag tone={statusTones[head.status]}>{statusWords[head.status]}</Tag>,
            note: nextWords(head, names.group),
          },
          {
            label: 'Version',
            value: version,
            note: `Holds from ${formatDate(at.effectiveFrom)}`,
            href: versionsAddress(head.budgetNo),
          },
          ...(isIssued
            ? [
                {
                  label: 'Changes waiting',
                  value: waiting,
                  note: 'Prepared, and not yet approved',
                  href: changesAddress(head.budgetNo),
                },
              ]
            : []),
        ]}
      />
      <p>{wayWords(way, lineTitle)}</p>
      <Deeds head={head} may={may} />
      <Sayings head={head} names={names} />
      <h2 className="nhsuk-heading-m">By practice</h2>
      <GainsView
        gains={own.practices}
        table={own.practiceTable}
        caption="Gains and losses of practices against history"
        nameOf={names.of}
        drawn={drawn}
      />
      {drawn && (
        <Details summary="Why each practice has what it has">
          <DataTable table={own.whyTable} hideCaption sortable={false} />
        </Details>
      )}
      <h2 className="nhsuk-heading-m">By group</h2>
      <GainsView
        gains={groups}
        table={groupTable}
        caption="Gains and losses of groups against history"
        nameOf={names.group}
        drawn={drawn}
      />
      <DataTable table={lineTable} wholePounds />
      <Others head={head} others={others} />
    </>
  )
}
