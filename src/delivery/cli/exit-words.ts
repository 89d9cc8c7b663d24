/** Shown under the help of every command: what a script may rely on. */
export const exitWords = `
Exit codes:
  0  done
  1  a fault of the program; nothing is half done
  2  what was typed is not understood
  3  refused, with the reason; nothing was taken
  4  somebody else holds it; try again later`

const whenRecorded = (recorded: 'last' | undefined): string =>
  recorded === 'last' ? 'At its end' : 'Before it reads anything,'

/** What the help of a command says of the journal. */
export const journalWords = ({ changes, recorded }: { changes?: boolean; recorded?: 'last' }): string => `
${changes ? 'It changes what is recorded.' : 'It changes nothing.'} ${whenRecorded(recorded)} who typed it, when and with what words
is written into the journal; NHS numbers, dates of birth and secrets are hidden.`
