/** How what an edit may not do is had: for whoever tried. */
export const HOW_TO_ASK =
  'Ask for it with POST /requests: a boundsChange for bounds and identities (in chat: “request change”), a connector, a tierEscalation or a promotion for the rest.';
