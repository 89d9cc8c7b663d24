import type { Workbench } from '#platform'

/** By convention a process ended by a signal answers with 128 and the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
type Signal = keyof typeof codes

/**
 * Asked to end, it leaves the database in order first. Work that was under way is rolled back and its run is seen as
 * interrupted. Asked twice, it goes at once: the next to open the data puts things right.
 */
export function closeOnSignal(workbench: Workbench): () => void {
  let asked = false
  const end = (signal: Signal): void => {
    if (asked) process.exit(codes[signal])
    asked = true
    void workbench.close({ now: true }).finally(() => process.exit(codes[signal]))
  }
  const signals = Object.keys(codes) as Signal[]
  for (const signal of signals) process.on(signal, end)
  return () => signals.forEach((signal) => process.off(signal, end))
}

/** Comes true when the process is asked to end; asked twice, it goes at once. */
export async function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const end = (signal: Signal): void => {
      if (asked) process.exit(codes[signal])
      asked = true
      resolve()
    }
    for (const signal of Object.keys(codes) as Signal[]) process.on(signal, end)
  })
}
