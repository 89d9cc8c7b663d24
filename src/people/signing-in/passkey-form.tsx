import { Form, HiddenField, usePage } from '#ui'
import type { ReactNode } from 'react'

interface PasskeyFormProps {
  readonly action: string
  readonly children: ReactNode
  /** Where the question is asked for, when somebody comes in. */
  readonly from?: string
  /** The question itself, where a passkey is made. */
  readonly options?: object
}

/** A form whose one answer comes from a device. It needs the browser's scripts, and says so where there are none. */
export function PasskeyForm({ action, children, from, options }: PasskeyFormProps): ReactNode {
  const error = usePage().errors['response']
  return (
    <div
      data-island="passkey"
      data-from={from}
      data-options={options && JSON.stringify(options)}
      id="field-response"
      tabIndex={-1}
    >
      <Form action={action}>
        <HiddenField name="response" value="" />
        {error && <p className="nhsuk-error-message">{error}</p>}
        {children}
        <p role="status" />
        <noscript>
          <p>A passkey needs JavaScript, which this browser does not run here. Your passphrase works without.</p>
        </noscript>
      </Form>
    </div>
  )
}
