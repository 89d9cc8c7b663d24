import PdfReader from 'pdf2json'

interface Word {
  readonly x: number
  readonly y: number
  readonly R: readonly { readonly T: string }[]
}

/** The words of a page in lines, as they are read. */
function linesOf(words: readonly Word[]): string {
  const lines = new Map<number, Word[]>()
  for (const word of words) lines.set(word.y, [...(lines.get(word.y) ?? []), word])
  return [...lines]
    .toSorted(([a], [b]) => a - b)
    .map(([, line]) =>
      line
        .toSorted((a, b) => a.x - b.x)
        .map(({ R }) => R.map(({ T }) => decodeURIComponent(T)).join(''))
        .join(' '),
    )
    .join('\n')
}

/** What a PDF says, page by page, in lines. */
export const pdfPages = (content: Uint8Array): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const reader = new PdfReader()
    reader.on('pdfParser_dataError', (fault) => reject(fault instanceof Error ? fault : fault.parserError))
    reader.on('pdfParser_dataReady', ({ Pages }) => resolve(Pages.map(({ Texts }) => linesOf(Texts))))
    reader.parseBuffer(Buffer.from(content))
  })

const pence = (text: string | undefined): number => Math.round(Number(text?.replaceAll(/[£,]/g, '')) * 100)
const money = String.raw`£[\d,]+\.\d\d`

/** What a letter claims, wherever it says so: in its sentence, in both totals, and of its items added up. */
export async function letterPence(content: Uint8Array) {
  const text = (await pdfPages(content)).join('\n')
  const [letter, list] = text.split('\nItem Line Activity')
  const after = (words: string, within = text): number => pence(new RegExp(`${words}[^£]*(${money})`).exec(within)?.[1])
  const items = [...list!.matchAll(new RegExp(String.raw`^\d+ .*?(${money}) (${money})$`, 'gm'))]
  return {
    asked: after('together', letter),
    byRule: after('\nTotal ', letter),
    total: after('\nTotal: ', list),
    items: items.reduce((sum, [, , claimed]) => sum + pence(claimed), 0),
  }
}
