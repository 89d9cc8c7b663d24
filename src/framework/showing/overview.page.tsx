import { DataTable, PageHeading, type Route, defineRoute, noInput, page } from '#ui'
import { definitionsAddress, filesAddress, registersAddress } from './addresses.ts'
import { groupsOf, listedGroups } from './groups.view.ts'
import { Ways } from './links.tsx'
import { namesFor } from './names.view.ts'
import { groupsTable } from './summary-tables.ts'

export const overviewRoute: Route = defineRoute({
  method: 'GET',
  path: '/framework',
  permission: 'framework.read',
  audit: null,
  input: noInput,
  nav: { text: 'Framework', order: 19.5 },
  async handle(ctx) {
    const groups = await groupsOf(ctx)
    const table = groupsTable(await listedGroups(ctx, groups), await namesFor(ctx))
    const group = ctx.vocabulary.word('group', 'one')
    const body = (
      <>
        <PageHeading>Framework</PageHeading>
        <p>What each {group} is assessed by, where it stands, and what a higher level would earn and cost.</p>
        <Ways
          ways={[
            { text: 'Registers', href: registersAddress },
            { text: 'Send files', href: filesAddress },
            { text: 'Frameworks and their versions', href: definitionsAddress },
          ]}
        />
        <DataTable
          table={{ ...table, columns: table.columns.filter(({ key }) => key !== 'group') }}
          exportable={table.rows.length > 0}
          empty={`No ${group} is recorded yet: import organisations and memberships first.`}
        />
      </>
    )
    return page({ title: 'Framework', body, tables: [table] })
  },
})
