/** What an error page says about each code that routes and hooks give. */
import { m } from '#lib/paraglide/messages.js';

interface ErrorWords {
	happened: () => string;
	saved: () => string;
	remedy: () => string;
}

const nothing = m.error_nothing_changed;
const unsaved = m.error_nothing_saved;
const uncertain = m.error_not_certain;

const words: Record<string, ErrorWords> = {
	not_found: { happened: m.error_not_found, saved: nothing, remedy: m.error_not_found_do },
	link_not_valid: {
		happened: m.error_link_not_valid,
		saved: nothing,
		remedy: m.error_link_not_valid_do
	},
	not_allowed: { happened: m.error_not_allowed, saved: nothing, remedy: m.error_not_allowed_do },
	gone: { happened: m.error_gone, saved: unsaved, remedy: m.error_gone_do },
	no_longer_allowed: {
		happened: m.error_no_longer_allowed,
		saved: unsaved,
		remedy: m.error_no_longer_allowed_do
	},
	confirm_first: {
		happened: m.error_confirm_first,
		saved: unsaved,
		remedy: m.error_confirm_first_do
	},
	sign_in_first: {
		happened: m.error_sign_in_first,
		saved: unsaved,
		remedy: m.error_sign_in_first_do
	},
	cross_site: { happened: m.error_cross_site, saved: unsaved, remedy: m.error_cross_site_do },
	unavailable: { happened: m.error_unavailable, saved: uncertain, remedy: m.error_unavailable_do },
	no_room: { happened: m.error_no_room, saved: unsaved, remedy: m.error_no_room_do },
	unexpected: { happened: m.error_unexpected, saved: uncertain, remedy: m.error_unexpected_do },
	wrong_method: { happened: m.error_wrong_method, saved: unsaved, remedy: m.error_wrong_method_do },
	too_large: { happened: m.error_too_large, saved: unsaved, remedy: m.error_too_large_do },
	wrong_type: { happened: m.error_wrong_type, saved: unsaved, remedy: m.error_wrong_type_do },
	bad_request: { happened: m.error_bad_request, saved: unsaved, remedy: m.error_bad_request_do }
};

/** What is said otherwise to who sent a form that was open before. */
const ofForms: Record<string, string> = { not_found: 'gone', not_allowed: 'no_longer_allowed' };

/** The words for an error's code; an unknown one is spoken of by its status alone. */
export function errorWords(error: App.Error | null, status: number): ErrorWords {
	const code = error?.message ?? '';
	const fallback = status < 500 ? 'bad_request' : 'unexpected';
	return words[(error?.sent && ofForms[code]) ?? code] ?? words[fallback]!;
}
