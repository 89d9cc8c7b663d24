import type { PlainDate } from '#shared'
import type { DocumentBody } from '../model/document.ts'
import { paperMarkup } from './paper-markup.ts'

/** A paper as it is printed. */
export interface Paper {
  readonly title: string
  readonly from: string
  /** Under the title, a line each: number and version, where and when. */
  readonly head: readonly string[]
  readonly footer: string
  readonly body: DocumentBody
  /** A table of contents, for packs of several papers. */
  readonly contents?: boolean
  readonly on: PlainDate
}

/** The pages of a PDF that is set into another, by the number under which it lies in this room. */
export type Files = ReadonlyMap<number, Uint8Array>

/** Where the compiler finds what it is given; nothing of the disk is below it. */
const workspace = '/locality-papers'
const pathOf = (fileNo: number): string => `file-${fileNo}.pdf`

const dataOf = ({ title, from, head, footer, body, contents = false }: Paper): string =>
  JSON.stringify({
    title,
    from,
    head,
    footer,
    contents,
    blocks: body.blocks.map((block) => (block.type === 'file' ? { ...block, path: pathOf(block.fileNo) } : block)),
  })

function faultIn(diagnostics: { readonly shortDiagnostics: readonly unknown[] } | null): Error {
  return new Error(`the paper could not be set: ${JSON.stringify(diagnostics?.shortDiagnostics ?? [])}`)
}

/**
 * A paper as one tagged PDF: PDF/UA-1 where all of it is ours. Pages that somebody brought are set in whole, each as a figure that says
 * which page of which paper it is; what they hold cannot be promised to be readable aloud, so such a pack is tagged and claims no more.
 */
export async function paperPdf(paper: Paper, files: Files = new Map()): Promise<Uint8Array> {
  const { NodeCompiler, PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = NodeCompiler.create({ workspace })
  for (const [fileNo, content] of files) compiler.mapShadow(`${workspace}/${pathOf(fileNo)}`, Buffer.from(content))
  const compiled = compiler.compile({ mainFileContent: paperMarkup, inputs: { paper: dataOf(paper) } })
  if (compiled.hasError() || !compiled.result) throw faultIn(compiled.takeDiagnostics())
  const createdAt = Date.parse(`${paper.on}T12:00:00Z`) / 1000
  const pdfStandard = files.size > 0 ? PdfStandard.V_1_7 : PdfStandard.UA_1
  const pdf = compiler.pdf(compiled.result, { pdfStandard, creationTimestamp: createdAt })
  compiler.evictCache(10)
  return pdf
}

/** More pages than any paper has: the compiler then says how many there are. */
const beyond = 1_000_000

/** How many pages a PDF has; nothing where it cannot be read, such as one behind a password. */
export async function findPages(content: Uint8Array): Promise<number | undefined> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = NodeCompiler.create({ workspace })
  compiler.mapShadow(`${workspace}/${pathOf(0)}`, Buffer.from(content))
  const markup = (page: number): string => `#image("${pathOf(0)}", page: ${page}, alt: "a page")`
  const said = JSON.stringify(compiler.compile({ mainFileContent: markup(beyond) }).takeDiagnostics()?.shortDiagnostics)
  const pages = Number(/only has (\d+) page/.exec(said ?? '')?.[1] ?? 0)
  const isReadable = pages > 0 && !compiler.compile({ mainFileContent: markup(pages) }).hasError()
  compiler.evictCache(0)
  return isReadable ? pages : undefined
}
