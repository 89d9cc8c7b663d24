import type { PlainDate } from '#shared'
import { z } from 'zod'

/** What is issued under a number. */
export const documentKinds = [
  'plan',
  'agreement',
  'pack',
  'annual-report',
  'minutes',
  'terms-of-reference',
  'job-description',
] as const
export type DocumentKind = (typeof documentKinds)[number]

const text = z.string().max(20_000)

const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), text }),
  z.object({ type: z.literal('paragraph'), text }),
  z.object({ type: z.literal('list'), ordered: z.boolean().optional(), items: z.array(text) }),
  z.object({
    type: z.literal('table'),
    caption: text,
    columns: z.array(text),
    rows: z.array(z.array(text)),
    /** Columns of numbers, from 0: they are set to the right. */
    numeric: z.array(z.number().int()).optional(),
  }),
  z.object({ type: z.literal('page-break') }),
  /** The pages of a PDF that somebody brought, which lies in this room. */
  z.object({ type: z.literal('file'), fileNo: z.number().int(), name: text, pages: z.number().int() }),
])

/**
 * The text of a paper as a small tree, nothing of it markup. The title is not in it: it is the one heading of level 1. Page and PDF
 * are drawn from this one value, so they cannot differ.
 */
export const documentBody = z.object({ blocks: z.array(block).max(5_000) })
export type Block = z.infer<typeof block>
export type DocumentBody = z.infer<typeof documentBody>

/** To whom a version goes: a person with an account, everybody of an organisation, or a name alone. */
export interface Recipient {
  readonly name: string
  readonly personId?: string | null
  readonly organisation?: string | null
}

export interface DocumentHead {
  readonly documentNo: number
  readonly owner: string
  readonly kind: DocumentKind
  readonly version: number
  readonly title: string
  readonly issuedOn: PlainDate
  readonly issuedBy: string
  readonly whatChanged: string
  readonly sha256: string
}

/** A version with its text and everything that is known of it. */
export interface IssuedDocument extends DocumentHead {
  readonly body: DocumentBody
  readonly distribution: readonly Recipient[]
  readonly receipts: readonly Receipt[]
  /** The number of the newest version. */
  readonly latest: number
}

export interface Receipt {
  readonly name: string
  readonly personId: string | null
  readonly organisation: string | null
  readonly at: Date
}

export const kindWords: Readonly<Record<DocumentKind, string>> = {
  plan: 'Plan',
  agreement: 'Agreement',
  pack: 'Board pack',
  'annual-report': 'Annual report',
  minutes: 'Minutes',
  'terms-of-reference': 'Terms of reference',
  'job-description': 'Job description',
}
