/** Fields that fit the forms of the year against the budget. */
export const monitoringForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/watch/:month/draw-up': {},
  '/phasing/:year': { line: 'planned', form: 'equal', numbers: '', words: 'Agreed.' },
}
