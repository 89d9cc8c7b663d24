import type { ReactNode } from 'react'
import type { Block, DocumentBody } from '../model/document.ts'

const BlockTable = ({ block }: { block: Extract<Block, { type: 'table' }> }): ReactNode => {
  const tone = (at: number): string => (block.numeric?.includes(at) ? ' nhsuk-table__cell--numeric' : '')
  return (
    <div className="app-table">
      <div className="app-table__scroll" role="region" aria-label={block.caption} tabIndex={0}>
        <table className="nhsuk-table">
          <caption className="nhsuk-table__caption">{block.caption}</caption>
          <thead className="nhsuk-table__head">
            <tr>
              {block.columns.map((column, at) => (
                <th key={at} scope="col" className={`nhsuk-table__header${tone(at)}`}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {block.rows.map((row, at) => (
              <tr key={at} className="nhsuk-table__row">
                {row.map((cell, column) => (
                  <td key={column} className={`nhsuk-table__cell${tone(column)}`}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const Items = ({ items }: { items: readonly string[] }): ReactNode => items.map((item, at) => <li key={at}>{item}</li>)

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.type) {
    case 'heading':
      return block.level === 2 ? (
        <h2 className="nhsuk-heading-m">{block.text}</h2>
      ) : (
        <h3 className="nhsuk-heading-s">{block.text}</h3>
      )
    case 'paragraph':
      return <p>{block.text}</p>
    case 'list':
      return block.ordered ? (
        <ol>
          <Items items={block.items} />
        </ol>
      ) : (
        <ul>
          <Items items={block.items} />
        </ul>
      )
    case 'table':
      return <BlockTable block={block} />
    case 'page-break':
      return <hr className="nhsuk-section-break nhsuk-section-break--m nhsuk-section-break--visible" />
    case 'file':
      return (
        <p>
          {block.name}: {block.pages} {block.pages === 1 ? 'page' : 'pages'}, in the PDF of this document.
        </p>
      )
  }
}

/** The text of a paper on a page, its headings below the page's own. */
export const DocumentText = ({ body }: { body: DocumentBody }): ReactNode => (
  <div className="app-paper">
    {body.blocks.map((block, at) => (
      <BlockView key={at} block={block} />
    ))}
  </div>
)
