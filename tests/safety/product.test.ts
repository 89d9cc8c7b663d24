import { beforeAll, expect, test } from 'vitest'
import { addOrganisations } from '../support/people.ts'
import { type Product, openProduct } from '../support/product.ts'
import { useWorkbench } from '../support/workbench.ts'

const workbench = useWorkbench()
let product: Product

beforeAll(async () => {
  await addOrganisations(workbench().ctx)
  product = await openProduct(workbench().ctx)
})

test('somebody comes in by the sign-in page and sees what their post allows', async () => {
  const { personId } = await product.somebody({ role: 'gp-lead', organisation: 'P99001' })
  const browser = await product.browserAs(personId)
  expect((await browser.get('/organisations')).status).toBe(200)
  expect((await browser.get('/people')).status).toBe(403)
  const stranger = await product.browser().get('/people')
  expect(stranger.headers.get('location')).toBe('/sign-in?next=%2Fpeople')
})
