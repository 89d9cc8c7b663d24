import { test } from 'vitest'
import { findChromium, noBrowser } from './find-chromium.ts'

export type Step = (words: string, work: () => Promise<void>) => Promise<void>

export interface Steps {
  readonly given: Step
  readonly when: Step
  readonly then: Step
}

/** Does a step and, when it fails, says at which words of the story. */
const step =
  (kind: string): Step =>
  async (words, work) => {
    try {
      await work()
    } catch (error) {
      if (error instanceof Error) error.message = `${kind} ${words}: ${error.message}`
      throw error
    }
  }

// These steps are taken apart, never awaited, so that nothing takes them for a promise.
// oxlint-disable-next-line no-thenable
const steps: Steps = { given: step('given'), when: step('when'), then: step('then') }

/** A story told in a browser. */
export function journey(name: string, story: (steps: Steps) => Promise<void>, timeout = 120_000): void {
  const missing = findChromium() === undefined
  test.skipIf(missing)(missing ? `${name} (${noBrowser})` : name, () => story(steps), timeout)
}
