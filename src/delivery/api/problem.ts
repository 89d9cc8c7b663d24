import { operationsRoot } from '#ui'
import type { WebContext } from '../web/asked.ts'
import { downloadPolicy } from '../web/security-headers.ts'

/** Everything that can go wrong for a program, by the name at the end of its `type`: names and statuses stay as they are. */
export const problems = {
  'not-understood': {
    status: 400,
    title: 'Request not understood',
    words:
      'Something in the address is unknown, missing, given twice or not of its kind. The detail and “errors” say what.',
  },
  'no-token': {
    status: 401,
    title: 'No token that opens anything',
    words: 'There is no token, or it is not known, has ended or is over, or its person or post is gone.',
  },
  'not-allowed': {
    status: 403,
    title: 'Not allowed',
    words: 'The token or its post does not carry the permission that the operation needs.',
  },
  'held-back': {
    status: 403,
    title: 'Not while small numbers are held back',
    words: 'The question is so narrow that its answer would give away what is held back from this post.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    words: 'There is no such thing, or none that the token may see: the two are not told apart.',
  },
  'not-offered': {
    status: 405,
    title: 'Not offered here',
    words: 'The address is known, but not with this method: only GET is offered.',
  },
  changed: {
    status: 409,
    title: 'Changed meanwhile',
    words: 'The list became another one between two of its pages. Start again from the first.',
  },
  'too-many': {
    status: 429,
    title: 'Too many requests',
    words: 'More was asked in a minute than is answered. “Retry-After” says in how many seconds to come again.',
  },
  failed: {
    status: 500,
    title: 'Something went wrong in Locality',
    words: 'A fault of ours. The log has the rest under the number in “instance”.',
  },
} as const

export type ProblemName = keyof typeof problems

export const problemNames = Object.keys(problems) as ProblemName[]

export const problemType = (name: string): string => `${operationsRoot}/problems/${name}`

export interface Problem {
  readonly name: ProblemName
  /** A whole sentence: what is missing, and whom to ask. */
  readonly detail: string
  /** What is wrong with each thing that was given, by its name. */
  readonly errors?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

/** On every answer to a program, whatever it is: nothing is kept on the way, and nothing could run should a browser show it. */
export function setOwnHeaders(c: WebContext): void {
  c.header('cache-control', 'no-store')
  c.header('content-security-policy', downloadPolicy)
}

/** A refusal as programs read it (RFC 9457). It holds nothing of what was asked for. */
export function sendProblem(c: WebContext, { name, detail, errors, headers = {} }: Problem): Response {
  const { status, title } = problems[name]
  const instance = `urn:uuid:${c.get('requestId')}`
  setOwnHeaders(c)
  const body = JSON.stringify({ type: problemType(name), title, status, detail, instance, ...(errors && { errors }) })
  return c.newResponse(body, status, { 'content-type': 'application/problem+json', ...headers })
}
