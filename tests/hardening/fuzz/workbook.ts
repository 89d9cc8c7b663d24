import { type ZipEntry, zipOf } from './zip.ts'

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const cellXml = (text: string, column: number, row: number): string => {
  const place = `${letters(column)}${row}`
  if (text === '') return ''
  return /^-?\d{1,6}\.\d\d$/.test(text)
    ? `<c r="${place}"><v>${text}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`
}

const sheetXml = (rows: readonly (readonly string[])[], before: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
  rows
    .map(
      (cells, at) => `<row r="${at + 1}">${cells.map((text, column) => cellXml(text, column, at + 1)).join('')}</row>`,
    )
    .join('') +
  '</sheetData></worksheet>'

const head = '<?xml version="1.0" encoding="UTF-8"?>'
const types = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const rootRels = `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const bookRels = `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
const book = `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="Activity" sheetId="1" r:id="rId1"/></sheets></workbook>`

const fixed: readonly ZipEntry[] = [
  ['[Content_Types].xml', types],
  ['_rels/.rels', rootRels],
  ['xl/workbook.xml', book],
  ['xl/_rels/workbook.xml.rels', bookRels],
].map(([name, text]) => ({ name: name!, data: Buffer.from(text!) }))

const sheet = (data: Buffer, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name: 'xl/worksheets/sheet1.xml',
  data,
  ...more,
})

/** A workbook of one sheet; money stands in it as numbers. */
export const workbookOf = (rows: readonly (readonly string[])[]): Buffer =>
  zipOf([...fixed, sheet(Buffer.from(sheetXml(rows, '')))])

/** A workbook that is an attack, or none at all. */
export const brokenWorkbooks: Readonly<Record<string, (rows: readonly (readonly string[])[]) => Buffer>> = {
  'a workbook cut short': (rows) => workbookOf(rows).subarray(0, -40),
  'a workbook without its sheet': () => zipOf(fixed),
  'a workbook that unpacks to 40 MB and says 1 kB': (rows) =>
    zipOf([
      ...fixed,
      sheet(
        Buffer.concat([
          Buffer.from(sheetXml(rows, '').replace('</sheetData></worksheet>', '')),
          Buffer.alloc(40 << 20, ' '),
        ]),
        { claimedSize: 1024 },
      ),
    ]),
  'a workbook of 40 MB': (rows) =>
    zipOf([...fixed, sheet(Buffer.concat([Buffer.from(sheetXml(rows, '')), Buffer.alloc(40 << 20, ' ')]))]),
  'a workbook that asks for a file of ours': () =>
    zipOf([
      ...fixed,
      sheet(
        Buffer.from(
          sheetXml([['line_id'], ['x']], '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>').replace(
            '>x<',
            '>&y;<',
          ),
        ),
      ),
    ]),
  'a workbook that is no XML': () => zipOf([...fixed, sheet(Buffer.from('<worksheet><sheetData><row'))]),
  'an archive of something else': () => zipOf([{ name: '../../escaped.csv', data: Buffer.from('line_id\n1\n') }]),
  'the first bytes of an archive': () => Buffer.from('504b030414000000', 'hex'),
}
