/** Stand-ins for the two marks of a real footer: drawn for the sample, no real emblem. */
export const badgeSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="58" height="58" viewBox="0 0 58 58"><circle cx="29" cy="29" r="28" fill="#b3261e"/><circle cx="29" cy="29" r="24" fill="none" stroke="#f6d58a" stroke-width="1.5"/><text x="29" y="27" font-size="12" fill="#fff" text-anchor="middle" font-family="sans-serif">党政</text><text x="29" y="42" font-size="12" fill="#fff" text-anchor="middle" font-family="sans-serif">机关</text></svg>'

export const findErrorSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="140" height="58" viewBox="0 0 140 58"><rect width="140" height="58" rx="6" fill="#1d5ea8"/><circle cx="27" cy="26" r="11" fill="none" stroke="#fff" stroke-width="3"/><path d="m35 34 9 10" stroke="#fff" stroke-width="4" stroke-linecap="round"/><text x="90" y="25" font-size="13" fill="#fff" text-anchor="middle" font-family="sans-serif">政府网站</text><text x="90" y="45" font-size="15" fill="#fff" text-anchor="middle" font-family="sans-serif">找错</text></svg>'
