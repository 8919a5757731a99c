/** SHA-256 of each released migration's SQL. A test compares; a change here means a workspace in the field is refused. */
export const manifest: Readonly<Record<string, string>> = {
  '0001-workspace': '46ff760697b9e1fbe8af0187e649491c1fd4187ad8fcc66317fc1261977896d0',
  '0002-rule-book': 'f02ec42077b5509938c1435405c1f156be47b203972e4eb513a5bfb9240564d7'
}
