import { PageHeading, type Route, SummaryList, defineRoute, noInput, page } from '#ui'

interface About {
  readonly version: string
  readonly demonstration: boolean
}

const figures = (demonstration: boolean): string =>
  demonstration
    ? 'Invented for a demonstration: no organisation, patient, line or price is real.'
    : 'Added up here from the files imported and the price lists loaded. Each names its source and date.'

const reach =
  'Whoever has an account and a post here. Each sees what the post allows, and what they do is written down.'

const patients = 'NHS numbers are replaced by keyed pseudonyms as a file comes in. They are on no page, export or log.'

export const aboutPage = ({ version, demonstration }: About): Route =>
  defineRoute({
    method: 'GET',
    path: '/about',
    permission: 'public',
    audit: null,
    input: noInput,
    async handle(ctx) {
      const body = (
        <>
          <PageHeading>About Locality</PageHeading>
          <p>
            Locality lets a commissioner and the groups of practices that it gives budgets to see the same pounds: what
            was billed, what it should have cost, and why.
          </p>
          <SummaryList
            rows={[
              { key: 'Version', value: version },
              { key: 'Figures', value: figures(demonstration) },
              { key: 'Words', value: ctx.vocabulary.title },
              { key: 'Who can reach it', value: reach },
              { key: 'Patients', value: patients },
              {
                key: 'Licence',
                value: 'MIT. Pages are drawn with the NHS design system (MIT), without the NHS logo and font.',
              },
            ]}
          />
        </>
      )
      return page({ title: 'About Locality', body })
    },
  })
