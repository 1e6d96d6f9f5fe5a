/** A form and what it holds. */
import type { Item } from './items.ts';

/** What a form would send, pressed by that button. */
export function fieldsOf(
	form: HTMLFormElement,
	submitter: HTMLElement | null = null
): Item['fields'] {
	return [...new FormData(form, submitter)].flatMap(([name, value]) =>
		typeof value === 'string' ? [[name, value] as [string, string]] : []
	);
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isControl = (element: Element): element is Control =>
	element instanceof HTMLInputElement ||
	element instanceof HTMLSelectElement ||
	element instanceof HTMLTextAreaElement;

function fill(control: Control, value: string | undefined): void {
	if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type))
		control.checked = value === control.value;
	else if (value !== undefined) control.value = value;
}

function isChanged(control: Control): boolean {
	if (control instanceof HTMLSelectElement) {
		const stated = [...control.options].findIndex(({ defaultSelected }) => defaultSelected);
		return control.selectedIndex !== Math.max(stated, 0);
	}
	if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type))
		return control.checked !== control.defaultChecked;
	return control.value !== control.defaultValue;
}

/** Names of the fields that no longer hold what the page came with. */
export function changedFields(form: HTMLFormElement): Set<string> {
	const controls = [...form.elements].filter(isControl);
	return new Set(controls.filter(isChanged).map(({ name }) => name));
}

/** Puts into a form what was kept of it, but for fields that a person filled meanwhile. */
export function fillForm(form: HTMLFormElement, fields: Item['fields'], filled: Set<string>): void {
	const values = new Map(fields);
	for (const control of form.elements)
		if (isControl(control) && control.name && !filled.has(control.name))
			fill(control, values.get(control.name));
}

/**
 * A kept page is opened again and again, and each entry needs an id of its own: what was sent from it
 * before would else be taken for the same.
 */
export function renewRequests(form: HTMLFormElement): void {
	const ids = 'input[name="request_id"], input[name^="request-"]';
	for (const input of form.querySelectorAll<HTMLInputElement>(ids))
		input.value = crypto.randomUUID();
}

/** Sends it as a browser would, so that the server's own page answers. */
export function sendAsForm({ action, fields }: Pick<Item, 'action' | 'fields'>): void {
	const form = document.createElement('form');
	form.method = 'post';
	form.action = action;
	for (const [name, value] of fields) {
		// a text field would lose line breaks
		const field = document.createElement('textarea');
		field.name = name;
		field.value = value;
		form.append(field);
	}
	form.hidden = true;
	document.body.append(form);
	form.submit();
}
