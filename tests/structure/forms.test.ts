/**
 * A form that is sent to its own page must not be sent to a place within it: after a skip link, or the link
 * of a message, the browser would go there again, and not to what came of the form.
 */
import { globSync, readFileSync } from 'node:fs';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';

/** The forms of a component that are posted, as they stand in its source. */
function postedForms(path: string): { path: string; action: string | null }[] {
	const source = readFileSync(path, 'utf8');
	const found: { path: string; action: string | null }[] = [];
	const look = (node: unknown): void => {
		if (Array.isArray(node)) node.forEach(look);
		else if (node !== null && typeof node === 'object') {
			const element = node as AST.RegularElement;
			if (element.type === 'RegularElement' && element.name === 'form') {
				const text = (name: string) => {
					const given = element.attributes.find(
						(one): one is AST.Attribute => one.type === 'Attribute' && one.name === name
					);
					return given ? source.slice(given.start, given.end) : null;
				};
				if (/post/i.test(text('method') ?? '')) found.push({ path, action: text('action') });
			}
			Object.values(node).forEach(look);
		}
	};
	look(parse(source, { modern: true }).fragment);
	return found;
}

const forms = globSync('src/**/*.svelte').flatMap(postedForms);

test('the forms of the project are found', () => {
	expect(forms.length).toBeGreaterThan(90);
});

test('each states where it is sent to, and no place within that page', () => {
	const own = forms.filter(({ action }) => action === null || /^action=(""|"#)/.test(action));
	expect(own).toEqual([]);
	expect(forms.filter(({ action }) => action?.includes('#'))).toEqual([]);
});
