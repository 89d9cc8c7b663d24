import { type Table, toMonth, toPence } from '#shared'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { PageContext } from '../page-context.ts'
import { redirect } from '../reply.ts'
import {
  CheckboxField,
  DataTable,
  Form,
  Money,
  MonthPicker,
  Pagination,
  ProgressBar,
  RadioField,
  TextField,
} from './index.ts'
import { pagesShown } from './navigation.tsx'

const drawn = (
  body: ReactNode,
  path = '/page',
  form: { errors?: Record<string, string>; values?: Record<string, string> } = {},
): string =>
  renderToStaticMarkup(
    <PageContext.Provider
      value={{
        url: new URL(path, 'http://localhost'),
        token: 'the-token',
        errors: {},
        values: {},
        disclosure: 'shown',
        opens: () => true,
        ...form,
      }}
    >
      {body}
    </PageContext.Provider>,
  )

const table: Table = {
  name: 'money',
  caption: 'Money <by> practice',
  columns: [
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'pence', label: 'Amount', kind: 'pence' },
    { key: 'share', label: 'Share', kind: 'percent' },
  ],
  rows: [
    { name: '<script>', pence: toPence(-5), share: 12.5, links: { name: '/open?a=1&b=2' } },
    { name: 'B', pence: null, share: null },
  ],
  totals: { name: 'Total', pence: toPence(-5), share: null },
  notes: ['Freeze.'],
}

describe('a table on a page', () => {
  test('is named, headed, linked, and says what it does not know', () => {
    const html = drawn(<DataTable table={table} />)
    expect(html).toContain('Money &lt;by&gt; practice')
    expect(html).toContain('<a href="/open?a=1&amp;b=2">&lt;script&gt;</a>')
    expect(html).toContain('>−£0.05<')
    expect(html).toContain('>12.5%<')
    expect(html.match(/no data/g)).toHaveLength(3)
    expect(html.match(/scope="col"/g)).toHaveLength(3)
    expect(html.match(/scope="row"/g)).toHaveLength(3)
    expect(html.indexOf('Total')).toBeGreaterThan(html.indexOf('>B<'))
  })

  test('sorts numbers biggest first, then the other way, and keeps the rest of the address', () => {
    expect(drawn(<DataTable table={table} />, '/page?by=group')).toContain(
      'href="/page?by=group&amp;sort=money.-pence#table-money"',
    )
    expect(drawn(<DataTable table={table} />, '/page?sort=money.-pence')).toContain(
      'href="/page?sort=money.pence#table-money"',
    )
    const sorted = drawn(<DataTable table={table} />, '/page?sort=money.pence')
    expect(sorted.indexOf('>B<')).toBeLessThan(sorted.indexOf('&lt;script'))
  })

  test('leaves alone an order that is of another table, of no column, or of nothing', () => {
    for (const sort of ['other.pence', 'money.colour', 'money', '__proto__.x'])
      expect(drawn(<DataTable table={table} />, `/page?sort=${sort}`)).not.toContain('aria-sort')
  })

  test('without rows says so and offers nothing to take away', () => {
    const html = drawn(<DataTable table={{ ...table, rows: [], totals: undefined }} empty="No lines yet." />)
    expect(html).toContain('No lines yet.')
    expect(html).not.toContain('Download')
  })
})

describe('a form', () => {
  test('carries its token first, so that no file behind it is taken without', () => {
    expect(
      drawn(
        <Form action="/x" files>
          <TextField name="a" label="A" />
        </Form>,
      ),
    ).toMatch(
      /^<form[^>]* encType="multipart\/form-data" method="post"><input type="hidden" name="_token" value="the-token"\/>/,
    )
  })

  test('shows what was typed and what is wrong by the name of the field', () => {
    const html = drawn(<TextField name="a" label="A" value="first" />, '/x', {
      errors: { a: 'Too long.' },
      values: { a: 'typed' },
    })
    expect(html).toContain('value="typed"')
    expect(html).toContain('Too long.')
    expect(html).toContain('id="field-a"')
  })

  test('has a control under the id that an error leads to, radios too', () => {
    const options = [
      { value: 'x', text: 'X' },
      { value: 'y', text: 'Y' },
    ]
    for (const Field of [RadioField, CheckboxField]) {
      const html = drawn(<Field name="r" label="R" options={options} />, '/x', { errors: { r: 'Choose.' } })
      expect(html).toMatch(/<input[^>]*id="field-r"/)
      const ids = [...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id)
      expect(ids, 'a label leads to the first thing with its id').toEqual([...new Set(ids)])
    }
  })
})

test('the pages of a list are its first, its last and the neighbours', () => {
  expect(pagesShown(1, 3)).toEqual([1, 2, 3])
  expect(pagesShown(6, 12)).toEqual([1, 0, 5, 6, 7, 0, 12])
  expect(drawn(<Pagination page={1} pages={1} href={String} />)).toBe('')
})

test('a month is chosen by a plain form, and its neighbours are links', () => {
  const months = ['2007-09', '2007-10', '2007-11'].map(toMonth)
  const html = drawn(
    <MonthPicker
      months={months}
      current={months[1]!}
      action="/statements"
      href={(month) => `/s/${month}`}
      carry={{ by: 'group' }}
    />,
  )
  expect(html).toContain('action="/statements" method="get"')
  expect(html).toContain('<input type="hidden" name="by" value="group"/>')
  expect(html).toContain('href="/s/2007-09"')
  expect(html).toContain('href="/s/2007-11"')
})

test('a bar without a total says only that work goes on', () => {
  expect(drawn(<ProgressBar label="Reading" />)).not.toMatch(/value=|%/)
  expect(drawn(<ProgressBar label="Reading" done={5} total={4} />)).toContain('100%')
})

test('an amount is written to the penny, or to the pound where pence are noise', () => {
  expect(drawn(<Money pence={toPence(123_456)} />)).toContain('£1,234.56')
  expect(drawn(<Money pence={toPence(123_456)} whole />)).toContain('£1,235')
})

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'page'])('nobody is led away to %s', (to) => {
  expect(() => redirect(to)).toThrow('stays within the product')
})
