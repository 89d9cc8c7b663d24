import {
  Button as NhsButton,
  Checkboxes,
  FileUpload,
  PasswordInput,
  Radios,
  Select,
  TextInput,
  Textarea,
} from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { FormErrors } from '../input/form-errors.ts'
import { usePage } from '../page-context.ts'

interface FormProps {
  readonly action: string
  readonly children: ReactNode
  /** Set when the form has a file field. */
  readonly files?: boolean
}

/** A form that changes something. The token goes first, so that a file behind it is never taken without it. */
export function Form({ action, children, files = false }: FormProps): ReactNode {
  const { token } = usePage()
  return (
    <form method="post" action={action} encType={files ? 'multipart/form-data' : undefined} noValidate>
      <input type="hidden" name="_token" value={token} />
      {children}
    </form>
  )
}

interface FilterFormProps {
  readonly action: string
  /** What it does, for those who cannot see that its fields stand together: “Narrow the list”. */
  readonly label: string
  readonly children: ReactNode
}

/** Chooses what is shown: a plain form that becomes the page's address, its fields side by side where there is room. */
export const FilterForm = ({ action, label, children }: FilterFormProps): ReactNode => (
  <form className="app-filter" method="get" action={action} aria-label={label}>
    {children}
  </form>
)

interface ButtonProps {
  readonly children: ReactNode
  readonly kind?: 'primary' | 'secondary' | 'warning'
  readonly name?: string
  readonly value?: string
}

/** Sends its form, once. */
export const Button = ({ children, kind = 'primary', name, value }: ButtonProps): ReactNode => (
  <NhsButton
    type="submit"
    secondary={kind === 'secondary'}
    warning={kind === 'warning'}
    preventDoubleClick
    name={name}
    value={value}
  >
    {children}
  </NhsButton>
)

export const HiddenField = ({ name, value }: { name: string; value: string }): ReactNode => (
  <input type="hidden" name={name} value={value} />
)

export const fieldId = (name: string): string => `field-${name}`

/** The box around the choices of a field; its first choice has the field's own id, and an id belongs to one thing alone. */
const groupId = (name: string): string => `${fieldId(name)}-choices`

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
}

/** A field finds what was typed and what is wrong with it in the page, by its name. */
function useField(
  name: string,
  initial?: string,
): { value: string | undefined; values: readonly string[]; error?: string } {
  const { errors, values } = usePage()
  const typed = values[name] ?? initial
  const several = typed === undefined ? [] : typeof typed === 'string' ? [typed] : typed
  return { value: several[0], values: several, error: errors[name] }
}

interface TextFieldProps extends FieldProps {
  readonly value?: string
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20
  readonly prefix?: string
  readonly suffix?: string
  readonly numeric?: boolean
  readonly type?: 'text' | 'email'
  /** What the browser may fill in by itself, in its words: `username`, `one-time-code` (WCAG 1.3.5); `off` where nothing is kept. */
  readonly autoComplete?: string
}

export function TextField({ name, numeric, value, ...shown }: TextFieldProps): ReactNode {
  const field = useField(name, value)
  return (
    <TextInput
      id={fieldId(name)}
      name={name}
      {...shown}
      error={field.error}
      defaultValue={field.value}
      inputMode={numeric ? 'decimal' : undefined}
      spellCheck={false}
    />
  )
}

interface TextAreaFieldProps extends FieldProps {
  readonly value?: string
  readonly rows?: number
}

/** For more than a line: minutes, terms of reference, reasons. */
export function TextAreaField({ name, value, rows = 5, ...shown }: TextAreaFieldProps): ReactNode {
  const field = useField(name, value)
  return (
    <Textarea
      id={fieldId(name)}
      name={name}
      rows={rows}
      {...shown}
      error={field.error}
      defaultValue={field.value}
      spellCheck={false}
    />
  )
}

/** The words of the button beside a hidden word, as the NHS.UK script reads them. */
const showingWords = {
  'data-i18n.show-password-aria-label': 'Show what is typed',
  'data-i18n.hide-password-aria-label': 'Hide what is typed',
  'data-i18n.password-shown-announcement': 'What you typed is shown',
  'data-i18n.password-hidden-announcement': 'What you typed is hidden',
}

interface PasswordFieldProps extends FieldProps {
  readonly autoComplete: 'current-password' | 'new-password'
}

/** A word that nobody beside one should read: hidden, shown on wish, pasted at will, and never sent back to be shown again. */
export function PasswordField({ name, ...shown }: PasswordFieldProps): ReactNode {
  const { error } = useField(name)
  return (
    <PasswordInput
      id={fieldId(name)}
      name={name}
      {...shown}
      error={error}
      formGroupProps={showingWords}
      showPasswordAriaLabelText="Show what is typed"
    />
  )
}

export interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: string
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly Option[]
  readonly value?: string
}

export function SelectField({ name, label, hint, options, value }: ChoiceProps): ReactNode {
  const field = useField(name, value)
  return (
    <Select id={fieldId(name)} name={name} label={label} hint={hint} error={field.error} defaultValue={field.value}>
      {options.map((option) => (
        <Select.Option key={option.value} value={option.value}>
          {option.text}
        </Select.Option>
      ))}
    </Select>
  )
}

export function RadioField({ name, label, hint, options, value }: ChoiceProps): ReactNode {
  const field = useField(name, value)
  return (
    <Radios id={groupId(name)} name={name} legend={label} legendProps={{ size: 's' }} hint={hint} error={field.error}>
      {options.map((option, position) => (
        <Radios.Item
          key={option.value}
          id={position === 0 ? fieldId(name) : undefined}
          value={option.value}
          hint={option.hint}
          defaultChecked={field.value === option.value}
        >
          {option.text}
        </Radios.Item>
      ))}
    </Radios>
  )
}

export function CheckboxField({ name, label, hint, options }: ChoiceProps): ReactNode {
  const field = useField(name)
  return (
    <Checkboxes
      id={groupId(name)}
      name={name}
      legend={label}
      legendProps={{ size: 's' }}
      hint={hint}
      error={field.error}
    >
      {options.map((option, position) => (
        <Checkboxes.Item
          key={option.value}
          id={position === 0 ? fieldId(name) : undefined}
          value={option.value}
          hint={option.hint}
          defaultChecked={field.values.includes(option.value)}
        >
          {option.text}
        </Checkboxes.Item>
      ))}
    </Checkboxes>
  )
}

interface FileFieldProps extends FieldProps {
  /** What the browser offers to choose from: `.csv,.csv.gz,.xlsx`. The file is checked by its content all the same. */
  readonly accept?: string
  readonly multiple?: boolean
}

export function FileField({ name, label, hint, accept, multiple }: FileFieldProps): ReactNode {
  const { error } = useField(name)
  return (
    <FileUpload
      id={fieldId(name)}
      name={name}
      label={label}
      hint={hint}
      error={error}
      accept={accept}
      multiple={multiple}
    />
  )
}

/** What is wrong with a form, on top of its page, each sentence leading to its field. The shell draws it. */
export function ErrorSummary({ errors }: { errors: FormErrors }): ReactNode {
  const entries = Object.entries(errors)
  if (entries.length === 0) return null
  return (
    <div className="nhsuk-error-summary" data-module="nhsuk-error-summary">
      <div role="alert">
        <h2 className="nhsuk-error-summary__title">There is a problem</h2>
        <div className="nhsuk-error-summary__body">
          <ul className="nhsuk-list nhsuk-error-summary__list">
            {entries.map(([name, message]) => (
              <li key={name}>{name === 'form' ? message : <a href={`#${fieldId(name)}`}>{message}</a>}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
