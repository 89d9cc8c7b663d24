import { existsSync } from 'node:fs'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser for journeys: $LOCALITY_CHROMIUM, or the one that the distribution installs. */
export const findChromium = (): string | undefined =>
  [process.env.LOCALITY_CHROMIUM, ...usual].find((path) => path && existsSync(path))

export const noBrowser = 'skipped: there is no Chromium here (install it, or set LOCALITY_CHROMIUM to one)'
