/** What the web calls an address: nothing else is made a link. */
export const isWebAddress = (text: string): boolean =>
	/^https?:\/\//i.test(text) && !/[\s\p{Cc}]/u.test(text) && URL.canParse(text);
