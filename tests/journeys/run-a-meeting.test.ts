import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bodyOfText, paperPdf } from '#programme/documents'
import { toPlainDate } from '#shared'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { useBrowser } from './support/browser.ts'
import { useGroupPeople } from './support/group-people.ts'
import { journey } from './support/journey.ts'
import { pdfPages } from './support/pdf-text.ts'
import { picture } from './support/pictures.ts'
import { expectUsableOnTelephone } from './support/usable.ts'

// A Tuesday on which the board meets, four weeks after it met before.
const stand = useGroupPeople(new Date('2008-01-08T16:00:00Z'))
const browser = useBrowser()
const pages = new Map<string, Page>()

/** Everybody has a browser of their own and comes in once, by the name the demonstration gives them. */
async function pageOf(name: string): Promise<Page> {
  const known = pages.get(name)
  if (known) return known
  const page = await browser.open()
  page.setDefaultTimeout(20_000)
  pages.set(name, page)
  await page.goto(`${stand.url()}/sign-in`)
  await page.getByRole('button', { name: `Sign in as Demo ${name}`, exact: true }).click()
  return page
}

async function pageAt(name: string, path: string): Promise<Page> {
  const page = await pageOf(name)
  expect((await page.goto(`${stand.url()}${path}`))!.status(), path).toBe(200)
  return page
}

const said = (page: Page): Promise<string> => page.locator('main').innerText()
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click()
const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
}
const open = (page: Page, summary: string): Promise<void> => page.getByText(summary, { exact: true }).click()
const tick = async (page: Page, group: string, names: readonly string[]): Promise<void> => {
  for (const name of names) await page.getByRole('group', { name: group }).getByLabel(name).check()
}

/** Cut to what a document shows of it; each is a stage of the walk, and everybody can use it. */
async function shown(page: Page, name: string, height: number): Promise<void> {
  await picture(page, `run-a-meeting-${name}`, height)
  await expectUsableOnTelephone(page)
}

const manager = 'Group manager'
const chair = 'Group chair'
const lead = 'GP lead'
const board = '/meetings/bodies/1'
const meeting = '/meetings/1'
const next = '/meetings/2'
const item = '/meetings/items/1'

async function addMember(page: Page, who: { person?: string; name?: string }, kind: string): Promise<void> {
  await open(page, 'Add a member')
  if (who.person) await page.getByLabel('Somebody with an account here').selectOption({ label: who.person })
  if (who.name) await fill(page, { 'Or somebody by name': who.name })
  await page.getByLabel('As', { exact: true }).selectOption(kind)
  await fill(page, { 'Member from': '2007-04-01' })
  await press(page, 'Add the member')
}

journey('a board is set up and its meetings planned', async ({ when, then }) => {
  const page = await pageAt(manager, '/meetings')
  await when('there is none yet, one is set up with its terms and members', async () => {
    await shown(page, 'empty', 700)
    await page
      .getByRole('button', { name: 'Set up a body' })
      .or(page.getByRole('link', { name: 'Set up a body' }))
      .click()
    await page.getByLabel('Whose').selectOption('ZG1')
    await page.getByLabel('Kind').selectOption('board')
    await fill(page, { Name: 'Hill Board', Quorum: '2', 'Meets every so many months': '1', Where: 'Health centre' })
    await fill(page, {
      'What it is for': 'Decides what the group commissions.',
      'Who must be in it at least': 'gp 2\nlay 1',
    })
    await press(page, 'Set it up')
    expect(await said(page)).toContain('GP 0 of 2')
    await addMember(page, { person: 'Demo Group chair (ZG1)' }, 'gp')
    await addMember(page, { person: 'Demo GP lead (P99001)' }, 'gp')
    await addMember(page, { person: 'Demo Group manager (ZG1)' }, 'officer')
    await addMember(page, { name: 'Ann Example' }, 'lay')
    expect(await said(page)).not.toContain('Members are missing')
  })
  await then('its meetings are planned by its schedule', async () => {
    await open(page, 'Plan its meetings ahead')
    await fill(page, { 'First meeting on': '2007-12-11', Before: '2008-03-01' })
    await press(page, 'Plan them')
    expect(await said(page)).toContain('3 meetings planned')
    await shown(page, 'body', 1500)
  })
})

journey('an agenda is made, with a paper that goes into the pack', async ({ when, then }) => {
  const page = await pageAt(manager, meeting)
  await when('an item is added with a PDF', async () => {
    await open(page, 'Add an item')
    await fill(page, { What: 'A clinic at Alder Surgery', 'In more words': 'Whether the group pays for it.' })
    await press(page, 'Add the item')
    const paper = await paperPdf({
      title: 'The case for a clinic',
      from: 'Alder Surgery',
      head: [],
      footer: '',
      body: bodyOfText('What it would cost.\n---\nWhat patients would have of it.'),
      on: toPlainDate('2007-12-01'),
    })
    const path = join(stand.ctx().folder.root, 'case.pdf')
    await writeFile(path, paper)
    await open(page, 'Add a paper')
    await fill(page, { Title: 'The case' })
    await page.locator('input[type=file]').setInputFiles(path)
    await press(page, 'Add the paper')
    expect(await said(page)).toContain('PDF, in the pack')
  })
  await then('the pack is one page and one PDF, and is sent under a number', async () => {
    await pageAt(manager, `${meeting}/pack`)
    await press(page, 'Send the pack')
    expect(await said(page)).toContain('It is sent, as document 1')
    await shown(page, 'pack', 1400)
    const pdf = await page.request.get(`${stand.url()}${meeting}/pack/pdf`)
    const sheets = await pdfPages(await pdf.body())
    expect(sheets.length).toBeGreaterThanOrEqual(4)
    for (const words of ['Contents', 'A clinic at Alder Surgery', 'Paper 1.1: The case'])
      expect(sheets.join('\n')).toContain(words)
  })
})

journey('an interest is declared, and keeps its holder from deciding', async ({ given, when, then }) => {
  await given('the GP lead declares one; the chair’s is written down', async () => {
    const own = await pageAt(lead, item)
    await open(own, 'Declare an interest')
    await fill(own, { 'What it is': 'Our practice would give it.' })
    await press(own, 'Declare it')
    expect(await said(own)).toContain('Demo GP lead has an interest in this item and does not decide it')
    await shown(own, 'interest', 1200)
    const page = await pageAt(manager, item)
    await open(page, 'Declare an interest')
    await page.getByLabel('Who has it').selectOption({ label: 'Demo Group chair' })
    await fill(page, { 'What it is': 'A partner there.' })
    await press(page, 'Declare it')
  })
  await when('it is written down who came', async () => {
    const page = await pageAt(manager, `${meeting}/attendance`)
    const everybody = ['Demo Group chair', 'Demo GP lead', 'Demo Group manager', 'Ann Example']
    await tick(page, 'Members who were there', everybody)
    await tick(page, 'Who reported', ['Demo GP lead'])
    await fill(page, { 'Who else was there': 'Bea Guest' })
    await shown(page, 'attendance', 1300)
    await press(page, 'Write down who came')
    expect(await said(page)).toContain('4 members there, 2 needed: it may decide')
  })
  await then('neither is offered among those who decide, and the chair cannot write it down either', async () => {
    const page = await pageAt(manager, item)
    const deciders = page.getByRole('group', { name: 'Who decided' })
    expect(await deciders.innerText()).toContain('Ann Example')
    expect(await deciders.innerText()).not.toContain('Demo GP lead')
    const theirs = await pageAt(chair, item)
    expect(await said(theirs)).toContain('You declared an interest in this item and have left its decision')
    expect(await theirs.getByRole('button', { name: 'Write the decision down' }).count()).toBe(0)
    const token = await theirs.locator('input[name="_token"]').first().inputValue()
    const forged = { _token: token, outcome: 'agreed', words: 'Agreed.', deciders: '4' }
    const headers = { origin: stand.url() }
    const answer = await theirs.request.post(`${stand.url()}${item}/decide`, { form: forged, headers })
    expect(answer.status()).toBe(422)
    expect(await answer.text()).toContain('Somebody else writes down what was decided')
  })
  await then('the others decide, and an action has an owner', async () => {
    const page = await pageAt(manager, item)
    await page.getByLabel('Agreed', { exact: true }).check()
    await fill(page, { 'In words': 'The clinic is paid for until March.' })
    await tick(page, 'Who decided', ['Ann Example', 'Demo Group manager'])
    await press(page, 'Write the decision down')
    await open(page, 'Add an action')
    await fill(page, {
      'What is to be done': 'Write to the practices',
      'Whose action': 'Demo GP lead',
      Due: '31/1/2008',
    })
    await press(page, 'Add the action')
    expect(await said(page)).toContain('Agreed: The clinic is paid for until March.')
    await shown(page, 'decided', 1300)
    await page.goto(`${stand.url()}${meeting}`)
    await open(page, 'It was held, is moved or cancelled')
    await page.getByLabel('It was held', { exact: true }).check()
    await press(page, 'Write it down')
    await shown(page, 'meeting', 1700)
  })
})

journey('two people write the minutes at once, and nothing is lost', async ({ given, when, then }) => {
  const [one, other] = [await pageAt(manager, `${meeting}/minutes`), await pageAt(chair, `${meeting}/minutes`)]
  const label = 'The minutes, begun from what was written down'
  await given('both have the same draft before them, which has what was written down', async () => {
    const draft = await other.getByLabel(label).inputValue()
    for (const words of ['Bea Guest', 'declared an interest', 'The clinic is paid for', 'Write to the practices'])
      expect(draft).toContain(words)
    await other.getByLabel(label).fill(`${draft}The chair thanked everybody.\n`)
    await one.getByLabel(label).fill(`${draft}The next meeting is in January.\n`)
  })
  await when('the chair saves first', async () => {
    await press(other, 'Save the minutes')
    expect(await said(other)).toContain('Version 1 of the minutes is saved')
    await press(one, 'Save the minutes')
  })
  await then('the manager is told what the chair changed, keeps their own text and puts the two together', async () => {
    expect(await said(one)).toContain('Demo Group chair saved version 1 while you wrote')
    expect(await said(one)).toContain('The chair thanked everybody.')
    const field = one.locator('textarea[name="text"]')
    const own = await field.inputValue()
    expect(own).toContain('The next meeting is in January.')
    await shown(one, 'minutes', 1700)
    await field.fill(`${own}The chair thanked everybody.\n`)
    await press(one, 'Save the minutes')
    expect(await said(one)).toContain('Version 2 of the minutes is saved')
  })
})

journey('the minutes are approved by the next meeting, and the action is followed', async ({ when, then }) => {
  await when('the next meeting approves them', async () => {
    const page = await pageAt(manager, `${next}/pack`)
    expect(await said(page)).toContain('for approval')
    await pageAt(manager, `${meeting}/minutes`)
    await press(page, 'Approve version 2')
    expect(await said(page)).toContain('issued as document 2')
    expect(await page.getByRole('button', { name: 'Save the minutes' }).count()).toBe(0)
    await shown(page, 'approved', 1300)
  })
  await then('they are a document with its receipts', async () => {
    const page = await pageAt(lead, '/documents/2')
    await press(page, 'I have read this version')
    expect(await said(page)).toContain('You confirmed that you read this version')
    await shown(page, 'document', 1600)
    const pdf = await page.request.get(`${stand.url()}/documents/2/pdf?version=1`)
    expect((await pdfPages(await pdf.body())).join('\n')).toContain('The chair thanked everybody.')
  })
  await then('whose action it is finds it first, and says that it is done', async () => {
    const page = await pageAt(lead, '/meetings')
    expect(await said(page)).toContain('My actions')
    await page.getByRole('link', { name: 'Write to the practices' }).click()
    await page.getByLabel('It is done').check()
    await fill(page, { 'In words': 'Every practice has the letter.' })
    await press(page, 'Write it down')
    expect(await said(page)).toContain('Every practice has the letter.')
    await shown(page, 'action', 1000)
  })
  await then('dates go into a calendar by an address, and to nobody who guesses', async () => {
    const page = await pageAt(lead, '/meetings/calendar')
    await press(page, 'Make an address')
    const address = await page.locator('code').innerText()
    const feed = await (await pageOf('Provider contact')).request.get(address)
    expect(await feed.text()).toContain('SUMMARY:Meeting of the Hill Board')
    expect(await feed.text()).not.toContain('clinic')
    expect((await page.request.get(`${address}x`)).status()).toBe(404)
    await pageAt(lead, board)
  })
})

journey('member practices elect somebody to the board', async ({ when, then }) => {
  await when('the manager opens an election and a practice puts somebody forward', async () => {
    const page = await pageAt(manager, `${board}/election`)
    await fill(page, { Places: '1', 'No more names from': '2008-01-15', 'No more votes from': '2008-02-01' })
    await press(page, 'Open it')
    expect(await said(page)).toContain('0 of 1 practices; one practice, one vote')
    const own = await pageAt(lead, '/meetings/elections/1')
    await fill(own, { Name: 'Dr Example', 'Of which practice': 'P99001', 'Why they': 'Knows every practice.' })
    await press(own, 'Put them forward')
    await shown(own, 'election', 1100)
  })
  await then('it is seen by everybody of the group, and nobody votes before its time', async () => {
    const page = await pageAt(chair, '/meetings/elections/1')
    expect(await said(page)).toContain('Dr Example')
    expect(await page.getByRole('button', { name: 'Vote' }).count()).toBe(0)
  })
})
