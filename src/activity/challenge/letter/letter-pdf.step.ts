import type { Letter } from './letter.ts'
import { letterMarkup } from './letter-markup.ts'

/** Whatever a compiler says of a document of ours is a fault of ours. */
function faultIn(diagnostics: { readonly shortDiagnostics: readonly unknown[] } | null): Error {
  return new Error(`the letter could not be set: ${JSON.stringify(diagnostics?.shortDiagnostics ?? [])}`)
}

/**
 * The letter as PDF/UA-1: tagged, so that a screen reader reads it as it reads the page. The compiler is loaded when the first letter is
 * asked for; what does not need it pays nothing for it.
 */
export async function letterPdf(letter: Letter): Promise<Uint8Array> {
  const { NodeCompiler, PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = NodeCompiler.create()
  const compiled = compiler.compile({ mainFileContent: letterMarkup, inputs: { letter: JSON.stringify(letter) } })
  if (compiled.hasError() || !compiled.result) throw faultIn(compiled.takeDiagnostics())
  const createdAt = Date.parse(`${letter.dateIso}T12:00:00Z`) / 1000
  const pdf = compiler.pdf(compiled.result, { pdfStandard: PdfStandard.UA_1, creationTimestamp: createdAt })
  compiler.evictCache(10)
  return pdf
}
