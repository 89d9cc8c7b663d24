import type { NamedPerson } from '#programme/leads'
import type { LeadPart } from './split-leads.ts'

/** Somebody of the register of persons, which `#programme/leads` keeps. */
export type RegisteredPerson = NamedPerson

export type Meaning = 'people' | 'post' | 'body' | 'nobody'

/** What somebody said that words among the leads mean: at one item, or wherever they stand. */
export interface Settlement {
  readonly settlementNo: number
  readonly leadText: string
  readonly itemNo: number | null
  readonly meaning: Meaning
  readonly people: readonly number[]
  readonly words: string
}

/** What one part of the leads turned out to be. Only `person`, a known `body` and what was settled are certain. */
export type LeadReading =
  | { readonly kind: 'person'; readonly people: readonly RegisteredPerson[] }
  | { readonly kind: 'ambiguous'; readonly people: readonly RegisteredPerson[] }
  | { readonly kind: 'post' | 'body'; readonly isKnown: boolean; readonly words: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' }

export type Lead = LeadPart & {
  readonly reading: LeadReading
  readonly settlement: Settlement | null
}
