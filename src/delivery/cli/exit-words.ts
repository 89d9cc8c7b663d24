/** Shown under the help of every command: what a script may rely on. */
export const exitWords = `
Exit codes:
  0  done
  1  a fault of the program; nothing is half done
  2  what was typed is not understood
  3  refused, with the reason; nothing was taken
  4  somebody else holds it; try again later`
