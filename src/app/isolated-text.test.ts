import { expect, test } from 'vitest';
import { isolateText } from './isolated-text.ts';

const rlo = '\u202E';
const pdf = '\u202C';

test.each([
	['<p>plain</p>', '<p>plain</p>'],
	[`<p>a ${rlo}b</p>`, `<p><bdi>a ${rlo}b${pdf}</bdi></p>`],
	[`<p>one <b>two</b> ${rlo}three</p>`, `<p>one <b>two</b><bdi> ${rlo}three${pdf}</bdi></p>`],
	[`<p><!--[-->${rlo}a<!--]--></p>`, `<p><!--[--><bdi>${rlo}a${pdf}</bdi><!--]--></p>`],
	[`<title>a${rlo}</title>`, `<title>a${rlo}${pdf}</title>`],
	[`<textarea name="a">${rlo}</textarea>`, `<textarea name="a">${rlo}${pdf}</textarea>`],
	[`<input value="a > ${rlo} b"><p>c</p>`, `<input value="a > ${rlo} b"><p>c</p>`],
	[`<input value='"${rlo}>'>${rlo}`, `<input value='"${rlo}>'><bdi>${rlo}${pdf}</bdi>`],
	['<p>משרד התקשורת: 3 of 4</p>', '<p><bdi>משרד התקשורת</bdi>: 3 of 4</p>'],
	['<p>By وزارة (MoC), 12 %</p>', '<p>By <bdi>وزارة</bdi> (MoC), 12 %</p>'],
	['<svg><text x="1">משרד 3</text></svg>', '<svg><text x="1">\u2068משרד\u2069 3</text></svg>'],
	['<option>משרד</option>', '<option>משרד</option>'],
	['<p title="משרד">a</p>', '<p title="משרד">a</p>']
])('%j', (html, isolated) => {
	expect(isolateText(html)).toBe(isolated);
});

test('a large page without such a sign is left alone, one with it is done at once', () => {
	const page = '<p title="x">words</p>'.repeat(50_000);
	expect(isolateText(page)).toBe(page);
	expect(isolateText(`${page}<p>${rlo}</p>`)).toContain(`<bdi>${rlo}${pdf}</bdi>`);
	expect(isolateText('<a '.repeat(50_000) + rlo)).toContain(rlo);
});
