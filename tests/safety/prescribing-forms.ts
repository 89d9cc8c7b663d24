/** Fields that fit the forms of prescribing. */
export const prescribingFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/prescribing-imports': { partial: 'yes' },
  '/prescribing-imports/:number/withdraw': { reason: 'The wrong month.' },
}

/** What the addresses of prescribing name in the invented world. */
export const prescribingSamples: Readonly<Record<string, string>> = {
  practice: 'A99001',
  substance: '0212000B0',
  chapter: '02',
}
