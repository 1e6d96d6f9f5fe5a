import { asStored } from '#lib/domain/entries/entered.ts';

/** A field as typed, without the blanks around it. */
export function typed(form: FormData, name: string): string {
	return asStored(secret(form, name));
}

/** A field exactly as sent: of a password every blank counts. */
export function secret(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

/** An e-mail address as accounts keep it, or `undefined` where it cannot be one. */
export function emailOf(text: string): string | undefined {
	return text.length <= 254 && /^[^@\s]+@[^@\s]+$/.test(text) ? text.toLowerCase() : undefined;
}
