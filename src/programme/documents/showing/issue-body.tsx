import type { Owner } from '#organisations'
import {
  Button,
  CheckboxField,
  Details,
  FilterForm,
  Form,
  HiddenField,
  PageHeading,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui'
import type { ReactNode } from 'react'
import { type IssuedDocument, documentKinds, kindWords } from '../model/document.ts'
import { textOfBody } from '../model/typed-text.ts'
import { newDocumentAddress, nextVersionAddress } from './addresses.ts'
import type { Choices } from './distribution-choice.view.ts'

const HowToWrite = (): ReactNode => (
  <Details summary="How headings, lists and tables are written">
    <p>Every line is a paragraph, but for these:</p>
    <ul>
      <li>
        <code># Heading</code> and <code>## Smaller heading</code>
      </li>
      <li>
        <code>- a point</code> and <code>1. a numbered point</code>
      </li>
      <li>
        <code>Table: Its caption</code> and below it rows like <code>| cell | cell |</code>, the first of them the head
      </li>
      <li>
        <code>---</code> for a new page
      </li>
    </ul>
  </Details>
)

const Distribution = ({ choices }: { choices: Choices }): ReactNode => (
  <>
    <CheckboxField
      name="to"
      label="To whom it goes"
      hint="Everybody with a post there can confirm that they read it."
      options={choices.organisations.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))}
    />
    <TextAreaField
      name="others"
      label="Others it goes to"
      hint="One name a line. A name as its account has it is asked to confirm."
      rows={3}
    />
  </>
)

/** For the first version of a document. */
export const NewDocument = ({
  owner,
  owners,
  choices,
}: {
  owner: Owner
  owners: readonly Owner[]
  choices: Choices
}): ReactNode => (
  <>
    <PageHeading caption={owner.name}>Issue a document</PageHeading>
    {owners.length > 1 && (
      <FilterForm action={newDocumentAddress} label="Choose whose document it is">
        <SelectField
          name="owner"
          label="Whose"
          value={owner.code}
          options={owners.map(({ code, name }) => ({ value: code, text: name }))}
        />
        <Button kind="secondary">Choose</Button>
      </FilterForm>
    )}
    <Form action={newDocumentAddress}>
      <HiddenField name="owner" value={owner.code} />
      <SelectField
        name="kind"
        label="Kind"
        options={documentKinds.map((value) => ({ value, text: kindWords[value] }))}
      />
      <TextField name="title" label="Title" />
      <TextAreaField name="text" label="Text" hint="Nothing that names a patient: it is kept for ever." rows={16} />
      <HowToWrite />
      <Distribution choices={choices} />
      <Button>Issue it</Button>
    </Form>
  </>
)

/** For a further version; it says which it follows, so that two at once do not pass over each other. */
export const NextVersion = ({ document, choices }: { document: IssuedDocument; choices: Choices }): ReactNode => (
  <>
    <PageHeading caption={`Document ${document.documentNo}, version ${document.latest + 1}`}>
      Issue the next version
    </PageHeading>
    <Form action={nextVersionAddress(document.documentNo)}>
      <HiddenField name="after" value={String(document.latest)} />
      <TextField name="title" label="Title" value={document.title} />
      <TextAreaField name="text" label="Text" value={textOfBody(document.body)} rows={16} />
      <HowToWrite />
      <TextAreaField
        name="changed"
        label="What changed"
        hint="In a sentence or two, for those who read the one before."
        rows={3}
      />
      <Distribution choices={choices} />
      <Button>Issue it</Button>
    </Form>
  </>
)
