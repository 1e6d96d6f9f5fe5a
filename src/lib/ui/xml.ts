/** Text in files of XML. */

/** Letters that XML cannot hold, whoever typed them. */
// eslint-disable-next-line no-control-regex -- the rule guards against control characters by mistake; here they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The text without what XML 1.0 has no place for; its marks are not escaped. */
export const writable = (text: string): string => text.replaceAll(unwritable, '').toWellFormed();
