import type { ReactNode } from 'react'

interface ProgressBarProps {
  readonly label: string
  /** Done and total in the same unit; without a total the bar only says that something is going on. */
  readonly done?: number
  readonly total?: number
  /** Rows, bytes, time left: in words. */
  readonly detail?: string
  /** Where `progress` events come from; they carry `{ label, detail, done, total }`, and `finished` loads the page again. */
  readonly events?: string
}

const share = (done: number | undefined, total: number | undefined): number | undefined =>
  done === undefined || !total ? undefined : Math.min(100, Math.floor((100 * done) / total))

/** How far a piece of work is. A script keeps it moving; without one the page's `refreshSeconds` does. */
export function ProgressBar({ label, done, total, detail, events }: ProgressBarProps): ReactNode {
  const percent = share(done, total)
  return (
    <div className="app-progress" data-island={events ? 'progress' : undefined} data-events={events}>
      <p className="app-progress__label" id="progress-label" role="status">
        {label}
        {percent === undefined ? '' : ` – ${percent}%`}
      </p>
      <progress className="app-progress__bar" max={100} value={percent} aria-labelledby="progress-label">
        {percent}
      </progress>
      <p className="app-progress__detail">{detail}</p>
    </div>
  )
}
