/** A page's words: headings, paragraphs, lists and tables; no scripts, menus or forms. */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { decoded } from './plain.ts';
import { TextLines } from './text-lines.ts';

const unread = new Set(
	'head,script,style,template,noscript,svg,math,iframe,object,nav,form,button,select,textarea,audio,video'.split(
		','
	)
);
const apart = new Set(
	'address,article,aside,blockquote,body,dd,div,dl,dt,fieldset,figcaption,figure,footer,header,hr,html,main,ol,p,pre,section,ul'.split(
		','
	)
);

interface List {
	isNumbered: boolean;
	next: number;
}

const isElement = (node: Tree.Node): node is Tree.Element => 'tagName' in node;
const isText = (node: Tree.Node): node is Tree.TextNode => node.nodeName === '#text';
const attribute = ({ attrs }: Tree.Element, name: string) =>
	attrs.find((attr) => attr.name === name)?.value;

/** All words within a node, without those of what stands apart in it. */
function wordsIn(node: Tree.Node): string {
	if (isText(node)) return node.value;
	if (!('childNodes' in node) || (isElement(node) && unread.has(node.tagName))) return '';
	if (isElement(node) && node.tagName === 'br') return ' ';
	const words = node.childNodes.map(wordsIn).join('');
	return isElement(node) && apart.has(node.tagName) ? ` ${words} ` : words;
}

class Page {
	readonly lines = new TextLines();
	readonly #lists: List[] = [];
	#words = '';
	#marker = '';

	/** Ends what was read of a paragraph or an item. */
	#end(): void {
		const depth = this.#lists.length - 1;
		if (depth >= 0) {
			if (this.#words.trim() !== '') {
				this.lines.item(this.#words, this.#marker, depth);
				this.#marker = '';
			}
		} else this.lines.paragraph(this.#words);
		this.#words = '';
	}

	read(node: Tree.Node): void {
		if (isText(node)) this.#words += node.value;
		if (!('childNodes' in node)) return;
		if (!isElement(node)) return this.#children(node);
		const { tagName } = node;
		if (unread.has(tagName) || attribute(node, 'hidden') !== undefined) return;
		const level = /^h([1-6])$/.exec(tagName)?.[1];
		if (level) this.#heading(node, Number(level));
		else if (tagName === 'ol' || tagName === 'ul') this.#list(node, tagName === 'ol');
		else if (tagName === 'li') this.#item(node);
		else if (tagName === 'tr') this.#row(node);
		else if (tagName === 'br' || apart.has(tagName)) this.#apart(node);
		else this.#children(node);
	}

	#children({ childNodes }: { childNodes: Tree.Node[] }): void {
		for (const child of childNodes) this.read(child);
	}

	#apart(node: Tree.Element): void {
		this.#end();
		this.#children(node);
		this.#end();
	}

	#heading(node: Tree.Element, level: number): void {
		this.#end();
		this.lines.heading(wordsIn(node), level);
	}

	#list(node: Tree.Element, isNumbered: boolean): void {
		this.#end();
		this.#lists.push({ isNumbered, next: Number(attribute(node, 'start') ?? 1) || 1 });
		this.#children(node);
		this.#end();
		this.#lists.pop();
	}

	#item(node: Tree.Element): void {
		this.#end();
		const list = this.#lists.at(-1);
		this.#marker = list?.isNumbered ? `${list.next}.` : '•';
		if (list) list.next += 1;
		this.#children(node);
		this.#end();
	}

	#row(node: Tree.Element): void {
		this.#end();
		const cells = node.childNodes.filter(isElement).map(wordsIn);
		if (cells.length > 1) this.lines.row(cells);
		else this.#apart(node);
	}

	text(): string {
		this.#end();
		return this.lines.text();
	}
}

export function htmlText(bytes: Uint8Array): string {
	const page = new Page();
	page.read(parse(decoded(bytes)));
	return page.text();
}
