import type { Command, CommandArgument, CommandOption } from '#terminal'
import { Argument, Command as Program, Option } from 'commander'
import { exitWords, journalWords } from './exit-words.ts'
import type { Typed } from './typed.ts'

interface GlobalOptions {
  readonly data: string
  readonly json: boolean
  readonly as?: string
}

/** What to do with a command that was typed. */
export type Carry = (command: Command, typed: Typed, json: boolean) => Promise<void>

function argumentOf({ name, words, many, optional }: CommandArgument): Argument {
  const shown = many ? `${name}...` : name
  return new Argument(optional ? `[${shown}]` : `<${shown}>`, words)
}

function optionOf({ flag, words, choices, default: fallback }: CommandOption): Option {
  const option = new Option(flag, words)
  if (choices) option.choices([...choices])
  if (fallback !== undefined) option.default(fallback)
  return option
}

/**
 * What must be given and was not. Not left to commander, which asks the options of `savings` of whoever types `savings draw` as well.
 */
function holdToRequired(leaf: Program, { options = [] }: Command): void {
  const given = leaf.opts<Record<string, unknown>>()
  const missing = options.find((option) => option.required && given[optionOf(option).attributeName()] === undefined)
  if (!missing) return
  leaf.error(`error: required option '${missing.flag}' not specified`, {
    code: 'commander.missingMandatoryOptionValue',
  })
}

function addGlobals(program: Program, command: Command, data: string): Program {
  return program
    .enablePositionalOptions()
    .option('--data <folder>', 'the data folder; else LOCALITY_DATA', data)
    .option('--as <name>', 'who you are, for the journal; else the account that runs it')
    .option('--json', 'answer with one JSON value, for programs', false)
    .helpOption('--help', 'what it does and what it takes')
    .addHelpText('after', journalWords(command))
    .addHelpText('after', exitWords)
    .showHelpAfterError('(see --help)')
}

/** What the words before the last one say in the list of commands. */
const familyWords: Readonly<Record<string, string>> = {
  import: 'Take in files: organisations, memberships, list sizes, prices, activity',
  user: 'Who may sign in, and the posts they hold: add, list, give, end, shut out',
}

/** `import activity` is the command `activity` under `import`, which is made on the way. */
function parentOf(program: Program, name: string): Program {
  const [first, ...rest] = name.split(' ')
  if (rest.length === 0) return program
  const found = program.commands.find((each) => each.name() === first)
  const words = familyWords[first!] ?? `The commands of ${first}`
  return found ?? program.command(first!).description(words).helpOption('--help', 'its commands')
}

function addCommand(program: Program, command: Command, data: string, carry: Carry): void {
  const leaf = parentOf(program, command.name).command(command.name.split(' ').at(-1)!)
  leaf.summary(command.summary).description(command.summary)
  for (const argument of command.arguments ?? []) leaf.addArgument(argumentOf(argument))
  for (const option of command.options ?? []) leaf.addOption(optionOf(option))
  addGlobals(leaf, command, data)
  leaf.action(async (...given: unknown[]) => {
    holdToRequired(leaf, command)
    const words = given.slice(0, command.arguments?.length ?? 0)
    const { data: folder, json, as, ...options } = leaf.opts<GlobalOptions & Record<string, unknown>>()
    await carry(command, { words, options, data: folder, as }, json)
  })
}

/** The command line as commander reads it, made from what the rooms offer. */
export function buildProgram(
  commands: readonly Command[],
  facts: { version: string; data: string },
  carry: Carry,
): Program {
  const program = new Program('locality')
    .description('Practice-based commissioning, from a hospital’s bill to what the saving bought.')
    .version(facts.version)
    .helpOption('--help', 'the commands')
    .helpCommand(false)
    // An option belongs to the command it stands behind, also where the one before has the same: `keys rotate vault --data work`.
    .enablePositionalOptions()
    .addHelpText('after', exitWords)
    // What stands behind a command belongs to it: “settings” and “settings set” each take a data folder.
    .enablePositionalOptions()
    .exitOverride()
  for (const command of commands) addCommand(program, command, facts.data, carry)
  return inherit(program)
}

/** Every part ends by telling us instead of ending the process, so that the exit code is ours. */
function inherit(program: Program): Program {
  for (const command of program.commands) inherit(command.exitOverride())
  return program
}
