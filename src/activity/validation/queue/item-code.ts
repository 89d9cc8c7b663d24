/**
 * Names a line of the queue in a form, with the last thing said of it that its reader had in front of them: `f12e3f13e0` is a line with two
 * findings, `l2r104a0` row 104 of import 2, in which no finding is. Letters keep its numbers from ever looking like a patient's.
 */
export type ItemCode =
  | { readonly kind: 'findings'; readonly findings: readonly { readonly findingId: number; readonly seen: number }[] }
  | { readonly kind: 'line'; readonly importNo: number; readonly lineNo: number; readonly seen: number }

export const itemCode = (item: ItemCode): string =>
  item.kind === 'line'
    ? `l${item.importNo}r${item.lineNo}a${item.seen}`
    : item.findings.map(({ findingId, seen }) => `f${findingId}e${seen}`).join('')

/** Nothing where somebody altered it. */
export function readItemCode(text: string): ItemCode | undefined {
  const line = /^l(\d{1,9})r(\d{1,9})a(\d{1,15})$/.exec(text)
  if (line) return { kind: 'line', importNo: Number(line[1]), lineNo: Number(line[2]), seen: Number(line[3]) }
  if (!/^(?:f\d{1,15}e\d{1,15}){1,80}$/.test(text)) return undefined
  const findings = [...text.matchAll(/f(\d+)e(\d+)/g)].map(([, id, seen]) => ({
    findingId: Number(id),
    seen: Number(seen),
  }))
  return { kind: 'findings', findings }
}

/** What can be taken back: answers to findings by the event that gave them, and that a line without one was found right. */
export interface UndoCode {
  readonly findings: readonly { readonly findingId: number; readonly seen: number }[]
  readonly lineAnswers: readonly number[]
}

export const undoCode = ({ findings, lineAnswers }: UndoCode): string =>
  findings.map(({ findingId, seen }) => `f${findingId}e${seen}`).join('') + lineAnswers.map((id) => `s${id}`).join('')

export function readUndoCode(text: string): UndoCode | undefined {
  if (!/^(?:f\d{1,15}e\d{1,15}|s\d{1,15}){1,200}$/.test(text)) return undefined
  return {
    findings: [...text.matchAll(/f(\d+)e(\d+)/g)].map(([, id, seen]) => ({
      findingId: Number(id),
      seen: Number(seen),
    })),
    lineAnswers: [...text.matchAll(/s(\d+)/g)].map(([, id]) => Number(id)),
  }
}
