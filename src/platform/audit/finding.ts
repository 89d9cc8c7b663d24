import { type Anchor, anchorFile } from './anchors.ts'

/**
 * The first bad record of a journal. Where somebody hashed anew what they changed, the record lies between `since` and `record`:
 * the chain says where it breaks, and no more.
 */
export type Finding =
  | { readonly what: 'changed' | 'replaced'; readonly record: number; readonly since: number }
  | { readonly what: 'missing' | 'inserted'; readonly record: number; readonly last: number }
  | { readonly what: 'out of order'; readonly record: number; readonly standsAt: number }
  | { readonly what: 'cut off'; readonly record: number; readonly anchor: Anchor }
  | { readonly what: 'rewritten'; readonly record: number; readonly since: number; readonly anchor: Anchor }

const records = (first: number, last: number): string =>
  first === last ? `Record ${first} of the journal` : `Records ${first} to ${last} of the journal`

const noted = ({ at, line }: Anchor): string => `on ${at} (${anchorFile}, line ${line})`

const onPurpose =
  `If a backup was restored on purpose, keep ${anchorFile} under another name and write down why; ` +
  'if not, keep everything as it is and call whoever answers for the data.'

const sentences: { readonly [What in Finding['what']]: (finding: Extract<Finding, { what: What }>) => string } = {
  changed: ({ record }) => `Record ${record} of the journal was changed: its contents do not have its hash.`,
  replaced: ({ record, since }) =>
    `${records(since, record)} ${since === record ? 'was' : 'were'} changed or replaced, in part or whole: ` +
    `what follows record ${record} was bound to another one.`,
  missing: ({ record, last }) => `${records(record, last)} ${record === last ? 'is' : 'are'} missing.`,
  inserted: ({ record, last }) =>
    `${records(record, last)} ${record === last ? 'was' : 'were'} inserted: another belongs there.`,
  'out of order': ({ record, standsAt }) =>
    `Record ${record} of the journal is out of order: it stands as record ${standsAt}.`,
  'cut off': ({ record, anchor }) =>
    `The journal ends before record ${record}; record ${anchor.seq} was its last ${noted(anchor)}. Either an older database ` +
    `was put in its place, or its last records were taken away. ${onPurpose}`,
  rewritten: ({ record, since, anchor }) =>
    `Record ${record} of the journal is not the one that was its last ${noted(anchor)}. Either an older database was put in its ` +
    `place and worked on, or ${since === record ? 'it was' : `records from ${since} on were`} rewritten. ${onPurpose}`,
}

/** A finding as a sentence that names the record and says what is wrong with it. */
export const findingWords = (finding: Finding): string =>
  (sentences[finding.what] as (finding: Finding) => string)(finding)
