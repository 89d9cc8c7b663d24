/** On standard error, so that the answer of a command stays alone on standard output. */
export const say = (words) => process.stderr.write(`${words}\n`)
