const browsers = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const

const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

type Named = readonly (readonly [string, RegExp])[]

const nameIn = (text: string, names: Named): string | undefined => names.find(([, sign]) => sign.test(text))?.[0]

/** What a browser says of itself, in the words of who uses it: `Firefox on Windows`. It may say what it likes. */
export function browserWords(said: string | null): string {
  if (!said) return 'An unknown browser'
  const browser = nameIn(said, browsers) ?? 'A browser'
  const system = nameIn(said, systems)
  return system ? `${browser} on ${system}` : browser
}
