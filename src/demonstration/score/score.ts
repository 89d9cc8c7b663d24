/** A mistake planted in a line that counts. */
export interface PlantedLine {
  readonly line: string
  readonly rule: string
}

/** A finding that stands, by the line it is about. */
export interface FoundLine {
  readonly line: string
  readonly rule: string
}

export interface RuleToScore {
  readonly code: string
  readonly confidence: string
  /** Raised by people who know the patient, never by data: what was planted for it cannot be found. */
  readonly isForPeople: boolean
}

export interface RuleScore {
  readonly rule: string
  readonly confidence: string
  readonly planted: number
  /** Of the planted, those that this rule found. */
  readonly hits: number
  readonly found: number
  /** Of the found, lines in which another mistake was planted: wrong all the same. */
  readonly beside: number
  /** Of the found, lines in which nothing was planted. */
  readonly falseAlarms: number
}

const byRule = (rows: readonly PlantedLine[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const lines = new Map<string, Set<string>>()
  for (const { rule, line } of rows) lines.set(rule, (lines.get(rule) ?? new Set()).add(line))
  return lines
}

const none: ReadonlySet<string> = new Set()

const countIn = (lines: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  [...lines].filter((line) => others.has(line)).length

/** What was found against what was planted, rule by rule, in the order of the rules given; rules of neither are left out. */
export function scoreRules(
  rules: readonly RuleToScore[],
  planted: readonly PlantedLine[],
  found: readonly FoundLine[],
): RuleScore[] {
  const answers = byRule(planted)
  const findings = byRule(found)
  const mistaken = new Set(planted.map(({ line }) => line))
  return rules.flatMap(({ code, confidence, isForPeople }) => {
    if (isForPeople) return []
    const [wanted, raised] = [answers.get(code) ?? none, findings.get(code) ?? none]
    if (wanted.size + raised.size === 0) return []
    const hits = countIn(raised, wanted)
    const wrong = countIn(raised, mistaken)
    return {
      rule: code,
      confidence,
      planted: wanted.size,
      hits,
      found: raised.size,
      beside: wrong - hits,
      falseAlarms: raised.size - wrong,
    }
  })
}

/** Of what was planted, the share that was found, in per cent; nothing where nothing was planted. */
export const recallOf = ({ planted, hits }: RuleScore): number | null => (planted === 0 ? null : (100 * hits) / planted)

/** Of the lines found, the share that is wrong indeed, in per cent. */
export const precisionOf = ({ found, falseAlarms }: RuleScore): number | null =>
  found === 0 ? null : (100 * (found - falseAlarms)) / found
