/**
 * What a word beside a number says of it. `patient`: it is somebody's. `other`: it is of something else. `reference`: it may be
 * either. `link`: it ties a label to its number. `about`: it ends a label's reach, as in “the order for Mrs Smith 943…”.
 */
export type LabelKind = 'patient' | 'nhs' | 'other' | 'reference' | 'link' | 'about'

const words: Readonly<Record<LabelKind, string>> = {
  patient: `patient patients patient's pt pts nhsno nhsnum nhsnumber nhsnumbers nhsn nhsid dob chi chinumber hcn hc born mr mrs miss
    ms master baby child mother`,
  nhs: 'nhs',
  other: `invoice invoices inv invs invoiced po pos purchase order orders ordered account accounts acc acct iban bic credit creditor
    supplier vendor customer cheque remittance bacs payment transaction requisition req quote quotation contract licence license
    vat utr isbn ubrn booking ticket tickets serial asset batch voucher receipt charity company gmc duns gtin barcode sku docket
    consignment tracking meter policy tel telephone phone phones mobile mob fax pager bleep extension ext switchboard landline sort
    helpline hotline`,
  reference: 'ref refs reference references case code codes job item doc document record',
  link: `no nos num nums number numbers nr is was are were be the our your their its a an of and or to as at on with called quoted
    quoting under both also plus namely e.g ie i.e these following new old s
    dated january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec`,
  about: 'for about re regarding concerning by from who whose named his her',
}

const kinds: ReadonlyMap<string, LabelKind> = new Map(
  (Object.entries(words) as [LabelKind, string][]).flatMap(([kind, text]) =>
    text.split(/\s+/).map((word): [string, LabelKind] => [word, kind]),
  ),
)

/** What a word, in any case, says of a number beside it; nothing when it is any other word. */
export const labelKindOf = (word: string): LabelKind | undefined => kinds.get(word.toLowerCase())

/** Letters run into the digits are a label too: `NHS9434765919` is a patient's, `INV4345678901` a code. */
export const isPatientPrefix = (letters: string): boolean =>
  /^(nhs|nhsno|nhsnum|nhsnumber|no|pt|patient|pat|chi)$/i.test(letters)
