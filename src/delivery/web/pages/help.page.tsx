import { nouns, type Vocabulary } from '#platform'
import type { Table } from '#shared'
import { DataTable, PageHeading, defineRoute, noInput, page } from '#ui'
import { type GlossaryEntry, readGlossary } from './glossary.ts'

function wordsTable(vocabulary: Vocabulary): Table {
  const rows = nouns.map((noun) => ({
    noun,
    one: vocabulary.word(noun),
    many: vocabulary.word(noun, 'many'),
    short: vocabulary.word(noun, 'short'),
  }))
  return {
    name: 'words',
    caption: 'The words used here',
    columns: [
      { key: 'noun', label: 'In files and commands', kind: 'text' },
      { key: 'one', label: 'On pages', kind: 'text' },
      { key: 'many', label: 'Several of them', kind: 'text' },
      { key: 'short', label: 'In short', kind: 'text' },
    ],
    rows,
  }
}

const Glossary = ({ entries }: { entries: readonly GlossaryEntry[] }) => (
  <dl className="app-glossary">
    {entries.map(({ word, meaning }) => (
      <div key={word}>
        <dt>{word}</dt>
        <dd>{meaning}</dd>
      </div>
    ))}
  </dl>
)

const Reading = () => (
  <>
    <h2 className="nhsuk-heading-m">How to read the pages</h2>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>Every figure that is a link opens the lines behind it; every line opens the working of its price.</li>
      <li>A difference is what was billed less our price. Above nought, more was billed than the price list says.</li>
      <li>
        Select the head of a column to sort by it. The address keeps the order, so a link to it can be sent to somebody.
      </li>
      <li>Below each table are links that download exactly its rows, for a spreadsheet or a program.</li>
      <li>A month billed as flex is still open to change; freeze is the provider’s final word and replaces it.</li>
    </ul>
    <h2 className="nhsuk-heading-m">The same from a terminal</h2>
    <p>
      Everything that is done here can be done with the command <code>locality</code>. Run <code>locality --help</code>{' '}
      to see how.
    </p>
  </>
)

export const helpPage = defineRoute({
  method: 'GET',
  path: '/help',
  permission: 'public',
  audit: null,
  input: noInput,
  nav: { text: 'Help', order: 90 },
  async handle(ctx) {
    const words = wordsTable(ctx.vocabulary)
    const body = (
      <>
        <PageHeading>Help and glossary</PageHeading>
        <Reading />
        <h2 className="nhsuk-heading-m">The words of this commissioner</h2>
        <p>
          These pages speak the words of {ctx.vocabulary.title}. Files and commands use the same plain words in every
          era.
        </p>
        <DataTable table={words} sortable={false} hideCaption />
        <h2 className="nhsuk-heading-m" id="glossary">
          Glossary
        </h2>
        <Glossary entries={await readGlossary()} />
      </>
    )
    return page({ title: 'Help and glossary', body, tables: [words] })
  },
})
