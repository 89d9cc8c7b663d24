/** One command of the month end, with the words that lead to it. Paths are relative to the folder of public files or to the work folder. */
export interface Step {
  readonly title?: string
  readonly words: string
  readonly command: readonly string[]
  /** Exit code expected; a refusal that is part of the story is 3. */
  readonly exit?: number
  /** At most so many lines of the output are shown. */
  readonly show?: number
  /** A file the command wrote, whose first rows are shown too; relative to the data folder. */
  readonly wrote?: { readonly words: string; readonly path: string; readonly rows: number }
}

const by = (dimension: string): Step => ({
  words: `By ${dimension}:`,
  command: ['statement', '--month', '2017-10', '--by', dimension],
  show: 14,
})

export const steps: readonly Step[] = [
  {
    title: '1. A data folder',
    words: 'Everything the product keeps lies in one folder. The vocabulary only changes the words that people see.',
    command: ['init', '--vocabulary', 'icb-2026'],
  },
  {
    title: '2. Who exists and who belongs to whom',
    words:
      'The national practice file (27 columns, no header). Practices are the rows of prescribing setting 4; the others are counted and left out.',
    command: ['import', 'practices', '{ods}/epraccur_2023.csv'],
  },
  {
    words: 'The national trusts file has the same layout.',
    command: ['import', 'organisations', '{ods}/etr_2022.csv'],
  },
  {
    words:
      'The two sheets of the network workbook, saved as CSV. Headings run over several lines; start and end dates make the memberships dated.',
    command: ['import', 'networks', '{ods}/ePCN_2023_PCNDetails.csv', '{ods}/ePCN_2023_PCN_Core_Partner_Details.csv'],
  },
  {
    words:
      'Networks began in July 2019, so a question about October 2017 finds no group. Here the same practices are put into assumed groups ' +
      'for the years before, in the plain format, to show that each question gets the membership of its own time.',
    command: ['import', 'organisations', '{work}/assumed-groups.csv'],
  },
  { words: '', command: ['import', 'memberships', '{work}/assumed-memberships.csv'] },
  {
    words: 'Registered patients by age and sex, in the NHSBSA layout.',
    command: ['import', 'list-sizes', '{lists}/Patient_List_Size_2016_01-03.csv'],
  },
  {
    title: '3. The prices',
    words:
      'The national prices of 2017/18 for admitted care and outpatient procedures, as published (no outpatient attendance or emergency ' +
      'prices are in this file, so such lines will stand as not priced). The importer finds the columns by their headings and picks the year.',
    command: ['import', 'tariff', '{tariff}/national_tariff_2017-19_apc_oproc.csv', '--year', '2017/18'],
  },
  {
    title: '4. Activity in the national record layout',
    words:
      'NHS Digital’s artificial records have the real layout and deliberately meaningless values: good for showing what an importer says. ' +
      'A file with bad rows is refused whole…',
    command: ['import', 'activity', '{activity}/artificial_hes_apc_0102_truncated.csv', '--format', 'hes-apc'],
    exit: 3,
    show: 30,
    wrote: {
      words: 'The file of rejects says for every row which column, what is wrong with it and what to do about it:',
      path: 'rejects/rejects-1.csv',
      rows: 8,
    },
  },
  {
    words: '…and its good rows are taken only when somebody says so. Episodes of one stay are joined first.',
    command: [
      'import',
      'activity',
      '{activity}/artificial_hes_apc_0102_truncated.csv',
      '--format',
      'hes-apc',
      '--accept-partial',
    ],
    show: 24,
  },
  {
    words: '',
    command: [
      'import',
      'activity',
      '{activity}/artificial_hes_op_0304_truncated.csv',
      '--format',
      'hes-op',
      '--accept-partial',
    ],
    show: 24,
  },
  {
    words: '',
    command: [
      'import',
      'activity',
      '{activity}/artificial_hes_ae_0708_truncated.csv',
      '--format',
      'hes-ae',
      '--accept-partial',
    ],
    show: 24,
  },
  {
    title: '5. A provider’s month',
    words:
      '100,000 lines in the national patient-level contract layout (51 columns), made by `scripts/real-month/generate-plcm.ts` from real practices, ' +
      'HRGs and prices; patients and stays are invented, two lines in a hundred are billed too high and one too low.',
    command: ['import', 'activity', '{work}/plcm-2017-10.csv'],
  },
  { words: 'The same file a second time:', command: ['import', 'activity', '{work}/plcm-2017-10.csv'], exit: 3 },
  { words: '', command: ['price', '--month', '2017-10'] },
  {
    title: '6. The statement, four ways, one total',
    words: 'By provider:',
    command: ['statement', '--month', '2017-10', '--by', 'provider'],
  },
  by('pod'),
  by('group'),
  by('practice'),
  {
    title: '7. A line and its working',
    words: 'Every figure opens its lines, and every line says how its price was made.',
    command: ['line', '--month', '2017-10', '--provider', 'R1K', '--line', '{line}'],
    show: 40,
  },
  { title: '8. Does everything agree?', words: '', command: ['verify'] },
]
