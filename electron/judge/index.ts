import { accountName } from './checks/account-name.ts'
import { accountUpdated } from './checks/account-updated.ts'
import { attachments } from './checks/attachments.ts'
import { blankColumn } from './checks/blank-column.ts'
import { certificate } from './checks/certificate.ts'
import { columnStale } from './checks/column-stale.ts'
import { dateMismatch } from './checks/date-mismatch.ts'
import { deadLinks } from './checks/dead-links.ts'
import { domainName } from './checks/domain-name.ts'
import { externalLinks } from './checks/external-links.ts'
import { footerMarks } from './checks/footer-marks.ts'
import { guideElements } from './checks/guide-elements.ts'
import { hijacked } from './checks/hijacked.ts'
import { homePageUpdated } from './checks/home-page-updated.ts'
import { httpsReach } from './checks/https-reach.ts'
import { ipv6 } from './checks/ipv6.ts'
import { mailboxReply } from './checks/mailbox-reply.ts'
import { mapPictures } from './checks/map-pictures.ts'
import { metaTags } from './checks/meta-tags.ts'
import { misspelt } from './checks/misspelt.ts'
import { policyInterpreted } from './checks/policy-interpreted.ts'
import { repeatedItems } from './checks/repeated-items.ts'
import { searchFindsNothing } from './checks/search-finds-nothing.ts'
import { sensitiveWords } from './checks/sensitive-words.ts'
import { siteReachable } from './checks/site-reachable.ts'
import type { Check } from './check.ts'

/** Every check, by its id. A test holds this list against the folder. */
export const checks: readonly Check[] = [
  accountName,
  accountUpdated,
  attachments,
  blankColumn,
  certificate,
  columnStale,
  dateMismatch,
  deadLinks,
  domainName,
  externalLinks,
  footerMarks,
  guideElements,
  hijacked,
  homePageUpdated,
  httpsReach,
  ipv6,
  mailboxReply,
  mapPictures,
  metaTags,
  misspelt,
  policyInterpreted,
  repeatedItems,
  searchFindsNothing,
  sensitiveWords,
  siteReachable
]
