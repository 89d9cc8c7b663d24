// Reads patterns and the pieces of hostile texts, and says of each pattern at which text it is too slow, or null.
import { readFileSync } from 'node:fs'

const { patterns, pieces, sizes } = JSON.parse(readFileSync(0, 'utf8'))

const texts = sizes.map(({ letters, mostMs }) => ({
  letters,
  mostMs,
  hostile: pieces.map((piece) => ({
    piece,
    text: Buffer.from(`${piece.repeat(Math.ceil(letters / piece.length))}\u0001`).toString(),
  })),
}))

/** By the processor, not by the clock: somebody else may have the machine. */
function timeMs(pattern, text) {
  pattern.lastIndex = 0
  const began = process.cpuUsage()
  if (pattern.global) text.replaceAll(pattern, '')
  else pattern.test(text)
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** Five times in a row: once, what was thrown away may have been collected meanwhile. */
function slowAt(pattern) {
  for (const { letters, mostMs, hostile } of texts)
    for (const { piece, text } of hostile) {
      // To take a million letters out one by one costs time of its own.
      const most = pattern.global ? 4 * mostMs : mostMs
      if ([1, 2, 3, 4, 5].every(() => timeMs(pattern, text) > most)) return `${letters} × ${JSON.stringify(piece)}`
    }
  return null
}

process.stdout.write(JSON.stringify(patterns.map(({ source, flags }) => slowAt(new RegExp(source, flags)))))
