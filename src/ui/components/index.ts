export * from './content.tsx'
export { DataTable, DownloadLinks } from './data-table.tsx'
export {
  Button,
  CheckboxField,
  ErrorSummary,
  FileField,
  FilterForm,
  Form,
  HiddenField,
  type Option,
  PasswordField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from './form.tsx'
export { Money } from './money.tsx'
export { Breadcrumbs, MonthPicker, Pagination } from './navigation.tsx'
export { ProgressBar } from './progress-bar.tsx'
export { SummaryList, type SummaryRow } from './summary-list.tsx'
export { type DrawnLine, LineWithBand, type LineWithBandProps, ticksUpTo } from './line-with-band.tsx'
