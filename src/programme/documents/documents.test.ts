import { sql } from '#db'
import type { Ctx } from '#platform'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { pdfPages } from '../../../tests/journeys/support/pdf-text.ts'
import { addOrganisations } from '../../../tests/support/people.ts'
import { type Savers, saversOf } from '../../../tests/support/savings-world.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { issueDocument } from './issuing/issue-document.command.ts'
import { readReceipt } from './issuing/read-receipt.command.ts'
import { changesBetween } from './model/changes.ts'
import { bodyOfText, textOfBody } from './model/typed-text.ts'
import { findDocument, listDocuments, listVersions } from './reading/documents.view.ts'
import { documentPdf } from './setting/document-pdf.view.ts'
import { distributionTable } from './showing/documents-tables.ts'

const workbench = useWorkbench()
const ctx = (): Ctx => workbench().ctx
let people: Savers

beforeAll(async () => {
  await addOrganisations(ctx())
  people = saversOf(ctx())
})

const first = '# Aims\nWe share what we learn.\n\n- ask\n- tell\n\nTable: Money\n| Line | Amount |\n| Planned | 12 |'

const agreement = (text: string, more: object = {}) => ({
  owner: 'ZG1',
  kind: 'agreement' as const,
  title: 'How we work together',
  body: bodyOfText(text),
  distribution: [{ name: 'Alder Surgery', organisation: 'P99001' }, { name: 'Hospital desk' }],
  ...more,
})

async function issue(who: Ctx, text: string, more: object = {}): Promise<number> {
  const done = await issueDocument(who, agreement(text, more))
  if (!done.ok) throw new Error(done.message)
  return done.value.documentNo
}

describe('a document', () => {
  let documentNo: number

  test('is issued by whoever acts for its owner, under a number, as version 1', async () => {
    documentNo = await issue(people.chair, first)
    expect(await findDocument(people.manager, documentNo)).toMatchObject({
      version: 1,
      latest: 1,
      issuedOn: '2008-06-02',
    })
    expect(await issueDocument(people.otherChair, agreement(first))).toMatchObject({ code: 'not-found' })
    expect(await issueDocument(people.manager, agreement(first))).toMatchObject({ code: 'not-found' })
    expect(await issueDocument(people.finance, agreement(first))).toMatchObject({ code: 'not-found' })
  })

  test('of a group is seen by its practices and its commissioner, and by no other group and no provider', async () => {
    for (const who of [people.manager, people.user, people.chair, people.executive, people.auditor])
      expect(await findDocument(who, documentNo)).toBeDefined()
    for (const who of [people.otherManager, people.otherChair, people.provider])
      expect(await findDocument(who, documentNo)).toBeUndefined()
  })

  test('of the commissioner is seen by all that belong to it', async () => {
    const above = await issue(ctx(), first, { owner: '5ZZ' })
    for (const who of [people.otherManager, people.otherChair, people.chair, people.executive])
      expect(await findDocument(who, above)).toBeDefined()
    expect(await listDocuments(people.provider)).toEqual([])
  })

  test('is held back by the database itself from whoever may not see it', async () => {
    const seen = (who: Ctx) =>
      sql<{ title: string }>`SELECT v.title FROM documents.version AS v WHERE v.document_no = ${documentNo}`.execute(
        who.db,
      )
    expect((await seen(people.manager)).rows).toHaveLength(1)
    expect((await seen(people.otherChair)).rows).toHaveLength(0)
    expect((await seen(people.provider)).rows).toHaveLength(0)
    const forged = sql`INSERT INTO documents.receipt (document_no, version, owner, person_key, actor, person_id, at)
      VALUES (${documentNo}, 1, '5ZZ', 'x', 'x', ${people.otherChair.actor.userId!}, now())`
    await expect(forged.execute(people.otherChair.db)).rejects.toThrow(/another owner/)
    await expect(sql`UPDATE documents.version SET title = 'x'`.execute(ctx().db)).rejects.toThrow()
  })

  test('has a next version that says what changed and follows the one its writer had', async () => {
    const next = await issueDocument(
      people.chair,
      agreement(first.replace('learn', 'find'), { documentNo, after: 1, whatChanged: 'A word.' }),
    )
    expect(next).toMatchObject({ ok: true, value: { version: 2 } })
    const late = await issueDocument(people.chair, agreement('Other', { documentNo, after: 1 }))
    expect(late).toMatchObject({ code: 'changed', message: expect.stringContaining('Nothing of yours is lost') })
    expect(await listVersions(people.manager, documentNo)).toHaveLength(2)
    expect(await findDocument(people.manager, documentNo, 1)).toMatchObject({ version: 1, latest: 2 })
    const same = await issueDocument(people.chair, agreement(first.replace('learn', 'find'), { documentNo, after: 2 }))
    expect(same).toMatchObject({ code: 'same' })
  })

  test('is refused without text, without anybody it goes to, and where it names a patient', async () => {
    expect(await issueDocument(people.chair, agreement(''))).toMatchObject({ code: 'body' })
    expect(await issueDocument(people.chair, agreement('x', { title: ' ' }))).toMatchObject({ code: 'title' })
    expect(await issueDocument(people.chair, agreement('x', { distribution: [] }))).toMatchObject({
      code: 'distribution',
    })
    expect(await issueDocument(people.chair, agreement('One\n\nFor 999 000 0018'))).toMatchObject({
      code: 'names-patient',
      message: expect.stringContaining('line 2'),
    })
  })

  test('is confirmed once by each who read it, and its list tells who has not', async () => {
    expect(await readReceipt(people.manager, { documentNo, version: 2 })).toMatchObject({ value: { isNew: true } })
    expect(await readReceipt(people.manager, { documentNo, version: 2 })).toMatchObject({ value: { isNew: false } })
    expect(await readReceipt(people.executive, { documentNo, version: 2 })).toMatchObject({ value: { isNew: true } })
    expect(await readReceipt(people.otherChair, { documentNo, version: 2 })).toMatchObject({ code: 'not-found' })
    const rows = distributionTable((await findDocument(people.chair, documentNo))!).rows
    expect(rows.map(({ name, read_by }) => [name, read_by])).toEqual([
      ['Alder Surgery', 'Manager One'],
      ['Hospital desk', 'Has no account here'],
      ['Not on the list', 'Executive'],
    ])
  })

  test('is the same on paper: one tagged PDF with number, version and every word', async () => {
    const pdf = await documentPdf(people.manager, (await findDocument(people.manager, documentNo))!)
    const text = (await pdfPages(Buffer.from(pdf))).join('\n')
    for (const words of ['How we work together', 'version 2', 'We share what we find', 'Planned', 'Hill Group'])
      expect(text).toContain(words)
    expect(Buffer.from(pdf).toString('latin1')).toContain('/StructTreeRoot')
  })
})

test('every version and every receipt is in the journal', async () => {
  const { rows } = await sql<{ action: string; times: number }>`
    SELECT e.action, count(*)::integer AS times FROM audit.entry AS e
     WHERE e.action LIKE 'document.%' GROUP BY e.action ORDER BY 1`.execute(ctx().db)
  expect(rows).toEqual([
    { action: 'document.confirm-read', times: 2 },
    { action: 'document.issue', times: 3 },
  ])
})

describe('text as people type it', () => {
  test('becomes headings, lists, tables and paragraphs, and is typed the same again', () => {
    const body = bodyOfText(first)
    expect(body.blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list', 'table'])
    expect(body.blocks.at(-1)).toMatchObject({
      caption: 'Money',
      columns: ['Line', 'Amount'],
      rows: [['Planned', '12']],
    })
    expect(bodyOfText(textOfBody(body))).toEqual(body)
  })

  test('is never refused and loses no word, whatever it is', () => {
    const line = fc.stringMatching(/^[-#|a-z0-9.: ]{0,12}$/)
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const typed = lines.join('\n')
        const words = (text: string): string => text.replaceAll(/[^a-z]/g, '')
        const kept = words(textOfBody(bodyOfText(typed)).replaceAll('Table', ''))
        for (const letter of new Set(words(typed.replaceAll(/table:/gi, '')))) expect(kept).toContain(letter)
      }),
    )
  })

  test('that was changed is told line by line: taking out and putting in makes the one from the other', () => {
    expect(changesBetween(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
      { kind: 'removed', line: 'b' },
      { kind: 'added', line: 'x' },
    ])
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changes = changesBetween(before, after)
        const many = (all: readonly string[], line: string) => all.filter((one) => one === line).length
        for (const line of ['a', 'b', 'c', 'd']) {
          const [added, removed] = (['added', 'removed'] as const).map((kind) =>
            many(
              changes.filter((one) => one.kind === kind).map((one) => one.line),
              line,
            ),
          )
          expect(many(before, line) - removed! + added!).toBe(many(after, line))
        }
      }),
    )
  })
})
