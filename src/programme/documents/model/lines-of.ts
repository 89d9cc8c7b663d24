import type { Block, DocumentBody } from './document.ts'

function linesOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [`${'#'.repeat(block.level - 1)} ${block.text}`]
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items.map((item, at) => (block.ordered ? `${at + 1}. ${item}` : `- ${item}`))
    case 'table':
      return [`Table: ${block.caption}`, block.columns, ...block.rows].map((row) =>
        typeof row === 'string' ? row : `| ${row.join(' | ')} |`,
      )
    case 'page-break':
      return ['---']
    case 'file':
      return [`${block.name}, ${block.pages} ${block.pages === 1 ? 'page' : 'pages'}`]
  }
}

/** The text line by line, as it would be typed: what is compared between versions and looked through for patient data. */
export const linesOf = ({ blocks }: DocumentBody): string[] => blocks.flatMap(linesOfBlock)
