import { beforeAll, expect } from 'vitest'
import { peopleRoutes } from '../../src/people/routes.ts'
import { accounts, addOrganisations, addSomebody } from '../support/people.ts'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const server = useWebServer(() => workbench().ctx, peopleRoutes(accounts))
const browser = useBrowser()

beforeAll(async () => addOrganisations(workbench().ctx))

journey(
  'somebody is added, given a post and shut out, without JavaScript and on a telephone',
  async ({ given, when, then }) => {
    const page = await browser.open({ width: 320, javaScript: false })

    await given('somebody new with a code', async () => {
      await page.goto(`${server()}/people/new`)
      await page.getByLabel('Name').fill('Ada Example')
      await page.getByLabel('E-mail address').fill('ada@example.org')
      await page.getByRole('button', { name: 'Add' }).click()
      await expect.poll(() => page.locator('code').textContent()).toBe('code-of-ada@example.org')
      await page.getByRole('link', { name: 'Go on to the page of Ada Example' }).click()
    })
    await when('a post is given with a slip and then without', async () => {
      await page.getByLabel('Role').selectOption({ label: 'GP lead' })
      await page.getByLabel('Organisation').fill('surgery')
      await page.getByRole('button', { name: 'Give this post' }).click()
      await page.getByRole('alert').getByText('fits several').waitFor()
      await page.getByLabel('Organisation').fill('Alder Surgery')
      await page.getByRole('button', { name: 'Give this post' }).click()
      await page.getByText('The post was given').waitFor()
    })
    await then('it can be ended', async () => {
      await page.getByRole('link', { name: 'GP lead' }).click()
      await page.getByLabel('Why').fill('moved')
      await page.getByRole('button', { name: 'End this post' }).click()
      await page.getByText('no longer held from').waitFor()
    })
    await then('they can be shut out and let in again', async () => {
      await page.getByRole('button', { name: 'Shut out' }).click()
      await page.getByRole('button', { name: 'Let in again' }).click()
      await page.getByText('They may sign in again').waitFor()
    })
  },
)

journey('every page of people serves everybody, wide and narrow', async ({ given, then }) => {
  let personId = ''
  let postId = ''
  await given('people in several roles', async () => {
    for (const role of ['auditor', 'administrator'])
      ({ personId, postId } = await addSomebody(workbench().ctx, { role }))
  })
  for (const width of [1280, 320])
    await then(`nothing is out of reach at ${width} pixels`, async () => {
      const page = await browser.open({ width })
      for (const path of [
        '/people',
        '/people/new',
        `/people/${personId}`,
        `/people/${personId}/posts/${postId}`,
        '/roles',
      ]) {
        await page.goto(`${server()}${path}`)
        await expectAccessible(page)
        await expectNoSidewaysScroll(page)
      }
    })
})
