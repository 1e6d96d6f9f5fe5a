/**
 * The address of a form that is sent to its own page: all of it but the place within the page. A form
 * that states none is sent to that place as well, as the skip link or the link of a message left it, and
 * the browser then goes there, and not to what came of the form.
 */
export const here = ({ search }: Pick<URL, 'search'>): string => search || '?';
