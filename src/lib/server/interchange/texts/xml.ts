/** XML of documents, read once from its beginning to its end, with limits. */
import { SaxesParser } from 'saxes';
import { FileRefused } from '../archives/refused.ts';
import { decoded } from './plain.ts';

const limits = { depth: 256, elements: 1_000_000 };

export interface XmlReader {
	/** @param name with its prefix, as documents write it: `w:p`, `text:h` */
	open?: (name: string, attributes: Record<string, string>) => void;
	close?: (name: string) => void;
	text?: (words: string) => void;
}

/**
 * Reads a document of XML.
 *
 * @throws FileRefused `damaged` where it is none, declares a type of its own (and with it what its
 * entities stand for), or nests or repeats beyond what documents do
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
	let depth = 0;
	let elements = 0;
	const refuse = (detail: string) => {
		throw new FileRefused('damaged', detail);
	};
	const parser = new SaxesParser();
	parser.on('doctype', () => refuse('document type'));
	parser.on('error', (error) => refuse(error.message));
	parser.on('opentag', ({ name, attributes }) => {
		if ((depth += 1) > limits.depth || (elements += 1) > limits.elements) refuse('too much of it');
		reader.open?.(name, attributes);
	});
	parser.on('closetag', ({ name }) => {
		depth -= 1;
		reader.close?.(name);
	});
	parser.on('text', (words) => reader.text?.(words));
	parser.on('cdata', (words) => reader.text?.(words));
	parser.write(decoded(bytes)).close();
}
