import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RoleName, findRole, roleNames } from '#shared'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { roomRoutes } from '../../src/delivery/room-routes.ts'
import { expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { useDemonstration } from './support/demonstration.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { expectUsable } from './support/usable.ts'

const demonstration = useDemonstration()
const browser = useBrowser()

interface Expected {
  readonly first: string
  readonly menu: string
}

const practice = {
  first: 'November 2007',
  menu: 'Home, Statement, Budgets, Lines, Queue, Findings, Year to date, Risk, Prescribing, Savings, Plan, Leads, Indicators, Framework, Money recovered, Meetings, Documents, Envelope, Rules, Price lists, Organisations, Help',
}
const group = {
  first: 'November 2007',
  menu: 'Home, Statement, Budgets, Board, Sums of findings, Payments, Year to date, Risk, Prescribing, Savings, Plan, Leads, Indicators, Framework, Money recovered, Meetings, Documents, Envelope, Rules, Price lists, Organisations, Help',
}
const commissioner = {
  first: 'November 2007',
  menu: 'Home, Statement, Budgets, Lines, Findings, Board, Sums of findings, Challenges, Payments, Year to date, Risk, Prescribing, Savings, Plan, Leads, Indicators, Framework, Money recovered, Meetings, Documents, Ledger, Reconciliation, Envelope, Imports, Contracts, Rules, Price lists, Organisations, Help',
}
/** Whoever pays has no part in how a group runs. */
const paying = {
  first: 'November 2007',
  menu: 'Home, Statement, Budgets, Lines, Findings, Board, Sums of findings, Challenges, Payments, Year to date, Risk, Prescribing, Savings, Money recovered, Ledger, Reconciliation, Envelope, Imports, Contracts, Rules, Price lists, Organisations, Help',
}
const published = {
  first: 'November 2007: Statement',
  menu: 'Statement, Budgets, Year to date, Risk, Prescribing, Savings, Plan, Leads, Indicators, Framework, Meetings, Documents, Envelope, Price lists, Organisations, Help',
}

/** Where each begins and what is in their menu, written by hand from what people agreed on, not from the permissions. */
const begins: Readonly<Record<RoleName, Expected>> = {
  'practice-user': practice,
  'practice-manager': practice,
  'gp-lead': practice,
  'group-chair': group,
  'group-manager': group,
  'commissioner-analyst': commissioner,
  'contract-manager': commissioner,
  'finance-lead': commissioner,
  'finance-validator': {
    first: 'November 2007: Lines',
    menu: 'Lines, Findings, Rules, Price lists, Organisations, Help',
  },
  'payment-preparer': paying,
  'payment-approver': paying,
  'provider-contact': {
    first: 'November 2007: Statement',
    menu: 'Statement, Lines, Challenges, Money recovered, Contracts, Rules, Price lists, Organisations, Help',
  },
  'executive-member': published,
  'lay-representative': published,
  auditor: {
    first: 'November 2007',
    menu: 'Home, Statement, Budgets, Board, Sums of findings, Payments, Year to date, Risk, Prescribing, Savings, Plan, Leads, Indicators, Framework, Money recovered, Meetings, Documents, Ledger, Reconciliation, Envelope, Imports, Contracts, Rules, Price lists, People, Organisations, Journal, Access report, Settings, Help',
  },
  administrator: { first: 'People', menu: 'People, Organisations, Settings, Help' },
}

/** Every page with every role, instead of a share. */
const isEachChecked = process.env['LOCALITY_AXE'] === 'all'

const everybodys = ['/account', '/roles', '/post', '/api', '/account/tokens']

/** Pages in no menu differ between kinds of posts by a name alone, so the kinds look at them in turn, by one holder of each. */
function inNoMenu(role: RoleName): readonly string[] {
  if (isEachChecked) return everybodys
  const firsts = roleNames.filter((each) => roleNames.find((other) => begins[other] === begins[each]) === each)
  return everybodys.filter((_, at) => firsts[at % firsts.length] === role)
}

/**
 * Posts of one kind have one menu: between them they look at every page of it, the first at the first, the next at the next; who is
 * alone of a kind looks at a quarter. Where every page is asked for, each looks at all.
 */
function ownShare(role: RoleName, pages: readonly string[]): readonly string[] {
  if (isEachChecked) return pages
  const alike = roleNames.filter((other) => begins[other] === begins[role])
  const share = Math.max(alike.length, 4)
  return pages.filter((_, at) => at % share === alike.indexOf(role))
}

const headingOf = async (page: Page): Promise<string> =>
  (await page.locator('h1').innerText()).replaceAll(/\s*\n\s*/g, ' ').replace(' : ', ': ')

async function comeInAs(page: Page, title: string): Promise<void> {
  await page.goto(`${demonstration.url()}/sign-in`)
  await page.getByRole('button', { name: `Sign in as Demo ${title}`, exact: true }).click()
}

type Link = readonly [text: string, href: string]

const menuOf = (page: Page): Promise<Link[]> =>
  page.evaluate<Link[]>(
    `[...document.querySelectorAll('nav[aria-label=Menu] a')].map((link) => [link.textContent.trim(), link.getAttribute('href')])`,
  )

const menuTexts = async (page: Page): Promise<string> => (await menuOf(page)).map(([text]) => text).join(', ')

interface Seen {
  /** Where it leads within the product. */
  readonly links: readonly string[]
  /** What its forms would do. */
  readonly deeds: readonly string[]
}

const look = (page: Page): Promise<Seen> =>
  page.evaluate<Seen>(`(() => {
    const all = (selector, name) => [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name))
    return {
      links: all('main a[href^="/"], .nhsuk-breadcrumb a[href^="/"], footer a[href^="/"]', 'href'),
      deeds: all('form[method=post]', 'action'),
    }
  })()`)

/** Everybody can use it, at the width of a telephone. */
async function looksRight(page: Page): Promise<Seen> {
  await expectNoSidewaysScroll(page)
  await expectUsable(page)
  return look(page)
}

async function looksRightAt(page: Page, path: string): Promise<Seen> {
  const answered = await page.goto(`${demonstration.url()}${path}`)
  expect(answered!.status(), path).toBe(200)
  return looksRight(page)
}

/** A page of each kind stands for its like. */
const kindOf = (path: string): string => path.replace(/[?#].*/, '').replaceAll(/\/[^/]*\d[^/]*/g, '/…')

const needOf = (method: 'GET' | 'POST', address: string): string | undefined =>
  roomRoutes.find(
    (route) =>
      route.method === method &&
      new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(address.replace(/[?#].*/, '')),
  )?.permission

/** What is offered, and what the permission that it needs would refuse. */
function refusedTo(role: RoleName, method: 'GET' | 'POST', offered: Iterable<string>): string[] {
  const own: readonly string[] = findRole(role)!.permissions
  return [...offered].filter((address) => {
    const need = needOf(method, address)
    return need !== undefined && need !== 'public' && need !== 'signed-in' && !own.includes(need)
  })
}

/** The kinds of page that posts of one kind have opened between them. */
const opened = new Map<Expected, Set<string>>()

/** No page leads where whoever sees it may not go. Each kind of page is opened once for posts of one kind, whose permissions are held to it all. */
async function expectNoClosedDoors(role: RoleName, page: Page, links: ReadonlySet<string>): Promise<void> {
  expect(refusedTo(role, 'GET', links), 'links that would be refused').toEqual([])
  const known = opened.get(begins[role]) ?? new Set<string>()
  opened.set(begins[role], known)
  const doors = new Map([...links].map((path) => [kindOf(path), path]))
  for (const [kind, path] of doors) {
    if (known.has(kind) && !isEachChecked) continue
    const answered = await page.request.get(`${demonstration.url()}${path}`)
    expect(answered.status(), `${path}, to which a page leads`).toBe(200)
    known.add(kind)
  }
}

/** No form is shown to whoever would be refused. */
const expectOwnDeeds = (role: RoleName, deeds: ReadonlySet<string>): void =>
  expect(refusedTo(role, 'POST', deeds), 'forms that would be refused').toEqual([])

test('every role has its own row in the table', () => {
  expect(Object.keys(begins).toSorted()).toEqual(roleNames.toSorted())
})

for (const role of roleNames) {
  const { title } = findRole(role)!
  journey(`${title}: comes in, and everything that is offered is theirs`, async ({ when, then }) => {
    const page = await browser.open({ width: 320 })
    const links = new Set<string>()
    const deeds = new Set<string>()
    let visited: readonly string[] = []
    await when('they choose themselves from the list', () => comeInAs(page, title))
    await then('they begin where their work is', async () => {
      expect(await headingOf(page)).toBe(begins[role].first)
      expect(await menuTexts(page)).toBe(begins[role].menu)
      const menu = (await menuOf(page)).map(([, href]) => href)
      visited = [...ownShare(role, menu), ...inNoMenu(role)]
    })
    await then('everybody can use every page, on a telephone', async () => {
      for (const path of visited) {
        const seen = await looksRightAt(page, path)
        await picture(page, `${role}${path.replaceAll('/', '-')}`)
        for (const link of seen.links) links.add(link)
        for (const deed of seen.deeds) deeds.add(deed)
      }
    })
    await then('no page leads where they may not go', () => expectNoClosedDoors(role, page, links))
    await then('no form is shown that would be refused', async () => expectOwnDeeds(role, deeds))
    await page.context().close()
  })
}

journey('the list of invented people works without JavaScript, on a telephone', async ({ when, then }) => {
  const page = await browser.open({ width: 320, javaScript: false })
  await when('a lay representative comes in', async () => {
    await page.goto(`${demonstration.url()}/sign-in`)
    await expectNoSidewaysScroll(page)
    await comeInAs(page, 'Lay or patient representative')
  })
  await then('they are in, and their menu is there', async () => {
    expect(await headingOf(page)).toBe(begins['lay-representative'].first)
    expect(await menuTexts(page)).toBe(published.menu)
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(await headingOf(page)).toBe('Sign in')
  })
})

/** From the statement two clicks: the number of lines of a row, then a line. */
async function firstLine(page: Page): Promise<void> {
  await page.locator('table a[href^="/lines/"]').first().click()
  await page.locator('table a[href^="/lines/2007-11/"]').first().click()
}

journey('a practice manager sees who a line is about, having said why', async ({ given, when, then }) => {
  const page = await browser.open({ width: 320 })
  await given('a line, two clicks from the statement', async () => {
    await comeInAs(page, 'Practice manager')
    await page.goto(`${demonstration.url()}/statements`)
    await firstLine(page)
    expect(await headingOf(page)).toMatch(/Line L\d+$/)
    await picture(page, 'line-of-a-practice')
    await looksRight(page)
  })
  await when('they ask and forget to say why', async () => {
    await page.getByRole('link', { name: 'Who this line is about' }).click()
    await looksRight(page)
    await picture(page, 'identity-form')
    await page.getByRole('button', { name: 'Show who this is' }).click()
    await page.getByRole('alert').waitFor()
    await looksRight(page)
    await picture(page, 'identity-form-error')
  })
  await then('with a reason they are told', async () => {
    await page.getByLabel('To see whether this is a patient of ours').check()
    await page.getByRole('button', { name: 'Show who this is' }).click()
    expect(await page.locator('main').innerText()).toMatch(/NHS number\s+\d{3} \d{3} \d{4}/)
    await looksRight(page)
    await picture(page, 'identity-answer')
  })
})

journey('a finance validator is told yes or no, and never a number', async ({ given, then }) => {
  const page = await browser.open({ width: 320 })
  await given('the question about a line', async () => {
    await comeInAs(page, 'Finance validator')
    await page.locator('table a[href^="/lines/2007-11/"]').first().click()
    await page.getByRole('link', { name: /Who|Check/ }).click()
    await looksRight(page)
    await picture(page, 'yes-no-form')
    await page.getByLabel('NHS number').fill('999 000 0018')
    await page.getByLabel('To confirm which commissioner is responsible for the patient').check()
    await page.getByRole('button', { name: 'Check' }).click()
  })
  await then('the answer is a word', async () => {
    expect(await headingOf(page)).toMatch(/: No$/)
    expect(await page.locator('main').innerText()).not.toMatch(/\b\d{3} ?\d{3} ?\d{4}\b/)
    await looksRight(page)
    await picture(page, 'yes-no-answer')
  })
})

/** The freeze of the last month, cut to its first rows: a bill as a provider would send it next. */
async function nextBill(): Promise<string> {
  const flex = await readFile(join(demonstration.folder(), 'activity-2007-11-flex.csv'), 'utf8')
  const rows = flex.split('\n').filter((row, at) => at === 0 || row.includes(',ZA1,'))
  const path = join(demonstration.folder(), 'november-freeze.csv')
  await writeFile(path, `${rows.slice(0, 40).join('\n').replaceAll(',flex', ',freeze')}\n`)
  return path
}

journey('somebody with two posts works in one at a time', async ({ given, when, then }) => {
  const page = await browser.open({ width: 320 })
  await given('they lead a practice', async () => {
    await comeInAs(page, 'GP with two posts')
    expect(await menuTexts(page)).toBe(practice.menu)
  })
  await when('they go over to the chair of the group', async () => {
    await page.getByRole('link', { name: /switch to another post/ }).click()
    await looksRight(page)
    await picture(page, 'two-posts')
    await page.getByLabel(/^Group chair/).check()
    await page.locator('main').getByRole('button').click()
  })
  await then('the header says so, and the lines are gone', async () => {
    expect(await page.locator('header').innerText()).toContain('Group chair')
    await page.goto(demonstration.url())
    expect(await menuTexts(page)).toBe(group.menu)
    expect((await page.goto(`${demonstration.url()}/lines/2007-11`))!.status()).toBe(403)
    await looksRight(page)
    await picture(page, 'not-allowed')
  })
})

journey('a lay representative sees small numbers held back, on the page and in the file', async ({ given, then }) => {
  const page = await browser.open({ width: 320 })
  await given('the statement by provider', async () => {
    await comeInAs(page, 'Lay or patient representative')
    await looksRightAt(page, '/statements/2007-11?by=provider')
    await picture(page, 'held-back')
  })
  await then('the page says how they are held back', async () => {
    expect(await page.locator('main').innerText()).toContain('nearest 5')
  })
  await then('and so does the file', async () => {
    const href = await page.getByRole('link', { name: /CSV/ }).first().getAttribute('href')
    const csv = await (await page.request.get(new URL(href!, page.url()).href)).text()
    const [header, ...rows] = csv.trim().split('\r\n')
    expect(header).toMatch(/small_numbers$/)
    const counts = rows.map((row) => row.split(',')[header!.split(',').indexOf('lines')]!)
    expect(counts.length).toBeGreaterThan(1)
    for (const count of counts) expect(count).toMatch(/^(\*|\d*[05])$/)
  })
})

journey('an auditor and an administrator see who is there, and what was done', async ({ then }) => {
  for (const title of ['Auditor or Caldicott guardian', 'Administrator'])
    await then(`${title} opens a person`, async () => {
      const page = await browser.open({ width: 320 })
      await comeInAs(page, title)
      await page.goto(`${demonstration.url()}/people`)
      await page.getByRole('link', { name: 'Demo Practice user' }).click()
      await looksRight(page)
      await picture(page, `person-seen-by-${title.split(' ')[0]!.toLowerCase()}`)
    })
})

journey('a contract manager sends a bill, and it counts', async ({ given, when, then }) => {
  const page = await browser.open({ width: 320 })
  await given('the form', async () => {
    await comeInAs(page, 'Contract manager')
    await page.goto(`${demonstration.url()}/imports`)
  })
  await when('the freeze of November is sent', async () => {
    await page.setInputFiles('input[type=file]', await nextBill())
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Done', { exact: true }).waitFor()
  })
  await then('it is taken for their commissioner', async () => {
    await page.getByRole('link', { name: 'See the result' }).click()
    expect(await page.locator('main').innerText()).toContain('Taken')
    await looksRight(page)
    await picture(page, 'bill-taken')
  })
})
