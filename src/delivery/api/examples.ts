/** How a program pulls a table, in the languages people of the field use. The environment has the token, and no script. */
export interface Example {
  readonly language: string
  readonly words: string
  readonly code: string
}

const path = '/api/v1/lines/2007-10?limit=10000'

const curl = (origin: string): string => `curl --fail-with-body \\
  --header "Authorization: Bearer $LOCALITY_TOKEN" \\
  "${origin}/api/v1/statements/2007-10?by=practice&format=csv"`

const r = (origin: string): string => `library(httr2)

pull <- function(path) {
  pages <- list()
  while (!is.null(path)) {
    answer <- request(paste0("${origin}", path)) |>
      req_auth_bearer_token(Sys.getenv("LOCALITY_TOKEN")) |>
      req_retry(max_tries = 5) |>
      req_perform() |>
      resp_body_json(simplifyVector = TRUE)
    pages[[length(pages) + 1]] <- answer$rows
    path <- answer$\`next\`
  }
  do.call(rbind, pages)
}

lines <- pull("${path}")`

const python = (origin: string): string => `import os
import pandas as pd
import requests

session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['LOCALITY_TOKEN']}"

def pull(path):
    rows = []
    while path:
        answer = session.get("${origin}" + path, timeout=120)
        answer.raise_for_status()
        page = answer.json()
        rows += page["rows"]
        path = page["next"]
    return pd.DataFrame(rows)

lines = pull("${path}")`

const powerQuery = (origin: string): string => `let
    // Token is a parameter of the report; choose “Anonymous” as the way to sign in, because the header does it.
    Page = (path as text) as record =>
        Json.Document(Web.Contents("${origin}", [
            RelativePath = Text.TrimStart(path, "/"),
            Headers = [Authorization = "Bearer " & Token]
        ])),
    Pages = List.Generate(
        () => Page("${path}"),
        (page) => page <> null,
        (page) => if page[next] = null then null else Page(page[next]),
        (page) => page[rows]
    ),
    Lines = Table.FromRecords(List.Combine(Pages))
in
    Lines`

/** The examples, asking this installation. */
export const examplesFor = (origin: string): readonly Example[] => [
  { language: 'curl', words: 'One statement as CSV.', code: curl(origin) },
  { language: 'R', words: 'Every line of a month as a data frame, with httr2.', code: r(origin) },
  { language: 'Python', words: 'The same with requests and pandas.', code: python(origin) },
  { language: 'Power BI', words: 'The same in Power Query.', code: powerQuery(origin) },
]
