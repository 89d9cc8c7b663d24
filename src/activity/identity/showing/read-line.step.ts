import { createInterface } from 'node:readline'

/** The first line of a stream, without its end; what is typed there stands in no history of commands. */
export async function readLine(from: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: from, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) return line.trim()
    return ''
  } finally {
    lines.close()
  }
}
