/** A code stands in addresses and beside titles: no blank, slash or mark that an address would lose. */
const pattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*$/u;

/** Whether a text may be the code of an element or a KPI: letters and digits, dots and hyphens. */
export const isCode = (text: string): boolean => pattern.test(text);
