import { type PlainDate, formatDate, formatPence } from '#shared'
import { type Explanation, budgetInWords } from './explanation.ts'
import { pageMarkup } from './page-markup.ts'

const indexText = (index: number | null): string => (index === null ? '–' : index.toFixed(3))

/** The words and amounts of the page, every one as text. */
export const pageData = (of: Explanation, printed: PlainDate) => ({
  title: `Budget of ${of.practiceName} for ${of.year}`,
  from: of.commissionerName,
  isDraft: of.isDraft,
  footer: `Budget ${of.budgetNo}, version ${of.version}: ${of.budgetName}. Printed on ${formatDate(printed)}.`,
  amount: budgetInWords(of),
  sentence: of.sentence,
  way: of.way,
  steps: of.steps.map(({ words, pence, isSum }) => ({ words, amount: formatPence(pence), isSum: isSum === true })),
  lines: of.lines.map(({ title, amount }) => ({
    title,
    age: indexText(amount.ageIndex),
    need: indexText(amount.needIndex),
    history: formatPence(amount.historyOfMoneyPence),
    fair: formatPence(amount.fairOfMoneyPence),
    budget: formatPence(amount.pence),
  })),
  history: formatPence(of.gain.historyPence),
  fair: formatPence(of.gain.fairPence),
  budget: formatPence(of.pence),
  notes: of.notes,
})

function faultIn(diagnostics: { readonly shortDiagnostics: readonly unknown[] } | null): Error {
  return new Error(`the page could not be set: ${JSON.stringify(diagnostics?.shortDiagnostics ?? [])}`)
}

/** The one page as PDF/UA-1, tagged for screen readers. The compiler is loaded when the first page is asked for. */
export async function pagePdf(of: Explanation, printed: PlainDate): Promise<Uint8Array> {
  const { NodeCompiler, PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = NodeCompiler.create()
  const inputs = { page: JSON.stringify(pageData(of, printed)) }
  const compiled = compiler.compile({ mainFileContent: pageMarkup, inputs })
  if (compiled.hasError() || !compiled.result) throw faultIn(compiled.takeDiagnostics())
  const createdAt = Date.parse(`${printed}T12:00:00Z`) / 1000
  const pdf = compiler.pdf(compiled.result, { pdfStandard: PdfStandard.UA_1, creationTimestamp: createdAt })
  compiler.evictCache(10)
  return pdf
}
