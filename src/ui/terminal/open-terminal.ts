import { once } from 'node:events'
import type { Progress } from '#platform'
import type { Table } from '#shared'
import { tableFile, tableToJson } from '../table-files/index.ts'
import { drawTable } from './draw-table.ts'
import { type ProgressDisplay, progressBar, progressLines } from './show-progress.ts'
import type { TableFormat, Terminal } from './terminal.ts'

export interface TerminalStreams {
  readonly out: NodeJS.WriteStream
  readonly error: NodeJS.WriteStream
}

/** The reader went away, as `head` does after its ten lines; the command may stop, and nothing is wrong. */
export class ReaderGone extends Error {
  constructor() {
    super('nobody reads the output any more')
  }
}

/** Without a listener a write to a reader who has gone would end the process before the stores are closed. */
function watchReader(stream: NodeJS.WriteStream): () => boolean {
  let gone = false
  stream.on('error', () => (gone = true))
  return () => gone || stream.destroyed
}

function displayOn(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? progressBar(stream) : progressLines((line) => stream.write(`${line}\n`))
}

export function openTerminal(
  wantsJson: boolean,
  streams: TerminalStreams = { out: process.stdout, error: process.stderr },
): Terminal {
  const readerGone = watchReader(streams.out)
  const errorGone = watchReader(streams.error)
  const display = displayOn(streams.error)

  const say = (stream: NodeJS.WriteStream, text: string): void => {
    display.clear()
    if (!(stream === streams.out ? readerGone() : errorGone())) stream.write(`${text}\n`)
  }
  const write = async (piece: string | Uint8Array): Promise<void> => {
    display.clear()
    if (readerGone()) throw new ReaderGone()
    if (!streams.out.write(piece))
      await Promise.race([once(streams.out, 'drain'), once(streams.out, 'close')]).catch(() => undefined)
  }
  const table = async (shown: Table, format: TableFormat = wantsJson ? 'json' : 'text'): Promise<void> => {
    if (format === 'text') return say(streams.out, drawTable(shown))
    if (format === 'json') return say(streams.out, JSON.stringify(tableToJson(shown), null, 2))
    await write(await tableFile(shown, format))
  }
  return {
    wantsJson,
    print: (text) => say(wantsJson ? streams.error : streams.out, text),
    table,
    json: (value) => say(streams.out, JSON.stringify(value, null, 2)),
    write,
    progress: (progress: Progress, secondsLeft) => display.show(progress, secondsLeft),
    warn: (text) => say(streams.error, text),
  }
}
