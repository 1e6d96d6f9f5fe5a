/** What a device that keeps a reporter's work and the server agree on: which pages and forms those are. */

/** Beneath it the worker answers, and nowhere else. */
export const scope = '/my';
/** Shown in place of a page that is not on the device. */
export const offlinePage = '/my/offline';

const form = /^\/my\/(activities\/\d{1,18}(\/money)?|kpis\/\d{1,18})$/;

export const isFormPage = (path: string): boolean => form.test(path);

/** The task list, its forms and what stands in for others: no file, no other private page. */
export const isKeptPage = (path: string): boolean =>
	path === scope || path === offlinePage || isFormPage(path);

/** In which a device says of whom it kept what it sends; the server takes it in no other's name. */
export const accountHeader = 'x-typed-by';
