import { identityAddress } from '#activity/identity'
import { Button, Details, HiddenField, Money, RadioField, Tag, TextField } from '#ui'
import type { ReactNode } from 'react'
import { findingAddress, lineAddress } from '../findings/addresses.ts'
import type { Finding } from '../findings/finding-facts.ts'
import { confidenceWords, lineInWords } from '../findings/finding-words.ts'
import type { QueueItem } from './queue-item.ts'
import { verdictText, verdicts } from './verdict.ts'

export interface ItemNames {
  readonly pods: ReadonlyMap<string, string>
  readonly organisations: ReadonlyMap<string, string>
  /** Titles of rules by code. */
  readonly rules: ReadonlyMap<string, string>
  /** Whether whoever looks may ask who a line is about. */
  readonly mayAsk: boolean
}

interface ItemProps {
  readonly item: QueueItem
  readonly names: ItemNames
}

const FoundItem = ({ finding, names }: { finding: Finding; names: ItemNames }): ReactNode => (
  <li>
    <a href={findingAddress(finding.month, finding.findingId)}>{names.rules.get(finding.rule) ?? finding.rule}</a>{' '}
    <Tag tone="grey">{confidenceWords[finding.confidence]}</Tag> worth <Money pence={finding.worthPence} />
    <br />
    {finding.words}
  </li>
)

const Found = ({ item, names }: ItemProps): ReactNode =>
  item.findings.length === 0 ? (
    <p>Drawn by chance: no rule found anything in it. Does your record agree that it was yours and was done?</p>
  ) : (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {item.findings.map((finding) => (
        <FoundItem key={finding.findingId} finding={finding} names={names} />
      ))}
    </ul>
  )

/** Looking at the line, and at whose it is: each on its own page, which keeps who looked. */
const Ways = ({ item: { line }, names }: ItemProps): ReactNode => (
  <p className="app-queue__ways">
    <a href={lineAddress(line.month, line.provider, line.lineId)}>
      Everything about the line<span className="nhsuk-u-visually-hidden"> {line.lineId}</span>
    </a>
    {names.mayAsk && (
      <a href={identityAddress(line.month, line.provider, line.lineId)}>
        Who it is about<span className="nhsuk-u-visually-hidden">, line {line.lineId}</span>
      </a>
    )}
  </p>
)

const heading = ({ line }: QueueItem, { pods, organisations }: ItemNames): string =>
  `${organisations.get(line.provider) ?? line.provider}: ${lineInWords(line, pods)}`

const Facts = ({ item, names }: ItemProps): ReactNode => (
  <>
    <h2 className="nhsuk-heading-s app-queue__heading">{heading(item, names)}</h2>
    <p className="app-queue__money">
      Line {item.line.lineId}, billed <Money pence={item.line.billedPence} />
      {item.line.pricePence !== null && (
        <>
          , our price <Money pence={item.line.pricePence} />
        </>
      )}
    </p>
    <Found item={item} names={names} />
    <Ways item={item} names={names} />
  </>
)

/** One line to answer: what it is, what was found in it, seven things to say of it, and why. */
export const ItemToAnswer = ({ item, names, place }: ItemProps & { place: number }): ReactNode => (
  <li className="app-queue__item app-queue__item--open" data-queue-item={place}>
    <div className="app-queue__facts">
      <Facts item={item} names={names} />
    </div>
    <div className="app-queue__answer">
      <HiddenField name={`item_${place}`} value={item.code} />
      <RadioField
        name={`verdict_${place}`}
        label={`What do you say of line ${item.line.lineId}?`}
        options={verdicts.map(({ name, text }) => ({ value: name, text }))}
      />
      <TextField
        name={`words_${place}`}
        label={`Reason and evidence for line ${item.line.lineId}`}
        hint="Nothing that tells who the patient is"
        width={20}
      />
      <Button kind="secondary" name="step" value={`save-${place}`}>
        Save this line<span className="nhsuk-u-visually-hidden">, {item.line.lineId}</span>
      </Button>
    </div>
  </li>
)

/** One line that was answered: what was said, and its way back. */
export const ItemAnswered = ({ item, names, undo }: ItemProps & { undo: ReactNode }): ReactNode => (
  <li className="app-queue__item">
    <Facts item={item} names={names} />
    <p>
      <strong>{item.verdict ? verdictText(item.verdict) : 'With the commissioner: nothing to answer any more'}</strong>
      {item.words && <>: {item.words}</>}
    </p>
    {undo}
  </li>
)

export const KeyHelp = (): ReactNode => (
  <Details summary="Answering from the keyboard">
    <p>
      Move into the list with Tab. There j and k go to the next line and the one before, 1 to 7 choose what you say of
      it, and Enter checks all that you chose before anything is saved.
    </p>
  </Details>
)
