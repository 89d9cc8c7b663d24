import { tableFile, tableMediaTypes, tableToJson } from '#tables'
import type { TablePage } from '#ui'
import type { WebContext } from '../web/asked.ts'
import { sendText } from '../web/render-page.tsx'
import { setOwnHeaders } from './problem.ts'
import type { Question } from './read-question.ts'

export interface Answer extends Pick<TablePage, 'table' | 'beside'> {
  /** The whole path of the next page; null on the last, and where there are no pages. */
  readonly next: string | null
}

const jsonText = ({ table, beside, next }: Answer): string => JSON.stringify({ ...beside, ...tableToJson(table), next })

/** One table in the form asked for. What no CSV can say, where the list goes on, is in a header (RFC 8288) as well. */
export async function sendAnswer(c: WebContext, answer: Answer, format: Question['format']): Promise<Response> {
  setOwnHeaders(c)
  if (answer.next !== null) c.header('link', `<${answer.next}>; rel="next"`)
  if (format === 'json') return sendText(c, jsonText(answer), tableMediaTypes.json, 200)
  c.header('content-disposition', `attachment; filename="${answer.table.name}.${format}"`)
  const body = await tableFile(answer.table, format)
  if (typeof body === 'string') return sendText(c, body, tableMediaTypes[format], 200)
  return c.newResponse(new Uint8Array(body), 200, { 'content-type': tableMediaTypes[format] })
}
