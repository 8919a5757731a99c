/** SHA-256 of each released migration's SQL. A test compares; a change here means a workspace in the field is refused. */
export const manifest: Readonly<Record<string, string>> = {
  '0001-workspace': '46ff760697b9e1fbe8af0187e649491c1fd4187ad8fcc66317fc1261977896d0',
  '0002-rule-book': 'f02ec42077b5509938c1435405c1f156be47b203972e4eb513a5bfb9240564d7',
  '0003-drafts': '8fe12fee1734616dc71b8d075fd7cb00caaf38aa42b7fefe00d2e283473169fe',
  '0004-annotations': 'd2f4da0fb0bb8e69be4260a2116396818d7143d788a4e888d77961616fb71a89',
  '0005-evidence-claims': '460fd01dec0e9da82e55fa0449e7996b5008b4d7eae0748ece5875682ea20262',
  '0006-hints': 'c147b620db37dd16d028a84dcdd60a88172e9b3690bc277834b80b1d91759fef',
  '0007-availability': '388866fc8b30aebde36e7cb24aa131dd5575adf8d801542c973df6ba04806caf',
  '0008-many-devices': '029cf7402af125407c659cea5aff2fb53387fbe1810e58dec706ebcab2e0d517',
  '0009-devices': '977f1bb7e642cc88d92f6b666490cdd8de2b1a670f79ece687a653244aaeec99',
  '0010-identity': 'd4fb2e777d3adac343001b67ea7e97bf16b78689a439016e7eccdfde30f013da',
  '0011-work': '5fcc70ef38213c69230f0b4eb544d04e6352ee8e02323fd45f067bb3bbc06019',
  '0012-lost-keys': '92c2b7e168ff14f586500568183aaa38a50d52bc71473315986ac8431f906ac1'
}
