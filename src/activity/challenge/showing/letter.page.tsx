import type { Table } from '#shared'
import { DataTable, DownloadLinks, Inset, PageHeading, type Route, defineRoute, download, page } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { Letter } from '../letter/letter.ts'
import { letterFor } from '../letter/letter-facts.view.ts'
import { letterPdf } from '../letter/letter-pdf.step.ts'
import { exchangeTable } from '../reply-file/exchange-table.ts'
import { challengeAddress } from './addresses.ts'
import { crumbs, find, noSuchChallenge } from './found.ts'
import { referenceInput } from './inputs.ts'

const byRule = (letter: Letter): Table => ({
  name: 'by-rule',
  caption: 'What is claimed, by rule',
  columns: [
    { key: 'rule', label: 'Rule', kind: 'code' },
    { key: 'why', label: 'Why', kind: 'text' },
    { key: 'items', label: 'Items', kind: 'count', counts: 'activity' },
    { key: 'claimed', label: 'Claimed', kind: 'pence', of: ['items'] },
  ],
  rows: letter.rules.map(({ rule, title, why, items, claimedPence }) => ({
    rule,
    why: `${title}. ${why}`,
    items,
    claimed: claimedPence,
  })),
  totals: { rule: 'Total', why: letter.claimedWords, items: letter.items.length, claimed: letter.claimedPence },
  published: 'never',
})

const pageKeys = ['item', 'line_id', 'rule', 'reason', 'quantity', 'billed', 'claimed']

/** For the eye what the letter says of each item; the file has the columns that come back. */
const itemsInLetter = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ key }) => pageKeys.includes(key)),
})

const LetterBody = ({ letter, items }: { letter: Letter; items: Table }): ReactNode => (
  <>
    <PageHeading caption={letter.isDraft ? 'Draft, not sent' : letter.date}>{letter.subject}</PageHeading>
    <p>
      {letter.from}
      <br />
      to {letter.to}
      <br />
      {letter.date}
    </p>
    <p>
      We have checked {letter.bill}, {letter.contract}. We ask you to credit {letter.itemsWords}, together{' '}
      <strong>{letter.claimed}</strong> ({letter.claimedWords}), for the reasons below.
    </p>
    <p>
      Please say by <strong>{letter.acknowledgeBy}</strong> that this reached you, and answer by{' '}
      <strong>{letter.answerBy}</strong>.
    </p>
    <DataTable table={byRule(letter)} sortable={false} exportable={false} />
    <h2 className="nhsuk-heading-m">How to answer</h2>
    <ul>
      {letter.howToAnswer.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
    <Inset>
      <p>
        <a href={challengeAddress(letter.reference, 'letter.pdf')}>The same as PDF</a>
      </p>
    </Inset>
    <DataTable table={itemsInLetter(items)} sortable={false} exportable={false} />
    <DownloadLinks table={items} label="Items as the file that comes back" />
  </>
)

export const letterRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference/letter',
  permission: 'challenge.read',
  audit: null,
  auditOfFile: 'challenge.take-away',
  input: z.object(referenceInput),
  async handle(ctx, { reference }) {
    const found = await find(ctx, reference)
    if (!found) return noSuchChallenge
    const [letter, items] = [await letterFor(ctx, found.challenge), exchangeTable(found.challenge)]
    const body = <LetterBody letter={letter} items={items} />
    return page({ title: letter.subject, body, tables: [items], breadcrumbs: crumbs(reference) })
  },
})

export const letterPdfRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference/letter.pdf',
  permission: 'challenge.read',
  audit: 'challenge.take-away',
  input: z.object(referenceInput),
  async handle(ctx, { reference }) {
    const found = await find(ctx, reference)
    if (!found) return noSuchChallenge
    const letter = await letterFor(ctx, found.challenge)
    return download({ name: `${reference}.pdf`, type: 'application/pdf', body: await letterPdf(letter) })
  },
})

export const letterRoutes: readonly Route[] = [letterRoute, letterPdfRoute]
