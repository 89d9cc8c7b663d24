import { DataTable, Inset, PageHeading, defineRoute, noInput, page } from '#ui'
import { dutiesTable, sightTable } from './roles-tables.ts'

/** What each role may do and see, for whoever gives posts and for whoever wonders what others see of them. */
export const rolesRoute = defineRoute({
  method: 'GET',
  path: '/roles',
  permission: 'signed-in',
  audit: null,
  input: noInput,
  handle: async ({ vocabulary }) => {
    const sight = sightTable(vocabulary)
    const body = (
      <>
        <PageHeading>Roles</PageHeading>
        <p>
          A post is a role at an organisation for a term. What somebody sees and may do is worked out from the post they
          work in, at every page anew.
        </p>
        <DataTable table={sight} sortable={false} />
        <DataTable table={dutiesTable} sortable={false} />
        <Inset>
          <p>
            Nobody is an administrator and at the same time somebody who may open who a patient is, ask about one, or
            prepare or approve payments. Preparing and approving may be one person’s posts, and are never done by one
            person to the same payment.
          </p>
        </Inset>
      </>
    )
    return page({
      title: 'Roles',
      body,
      tables: [sight, dutiesTable],
      breadcrumbs: [{ text: 'Home', href: '/' }],
    })
  },
})
