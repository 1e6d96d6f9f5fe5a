/** A text's paragraphs, list items and headings: lines that belong together, and what marks them. */
import { bulletAt, type BulletMarker } from './bullet-markers.ts';
import { linesOf, type Line } from './lines.ts';
import { numberReadings, type NumberMarker } from './number-markers.ts';
import type { Span } from './proposal.ts';
import { runTogetherAt } from './run-together.ts';
import { wordAt, type WordMarker } from './word-markers.ts';

export interface Block extends Span {
	indent: number;
	afterBlank: boolean;
	/** Whether the text runs it together with what stands before or behind it. */
	isRunTogether: boolean;
	/** How many `#` make it a heading; 0: none. */
	hashes: number;
	bullet: BulletMarker | undefined;
	numbers: NumberMarker[];
	word: WordMarker | undefined;
	/** Where the words behind bullet, number and hashes begin: its heading word is one of them. */
	wordsStart: number;
	/** Where the words behind all its markers begin. */
	contentStart: number;
}

interface Piece extends Line {
	isRunTogether: boolean;
}

/** Lines, divided where the text runs markers into them. */
function piecesOf(text: string): Piece[] {
	return linesOf(text).flatMap((line) => {
		const cuts = hasCells(text.slice(line.start, line.end)) ? [] : runTogetherAt(text, line);
		return [line.start, ...cuts].map((start, at) => {
			const upTo = cuts[at] ?? line.end;
			const end = start + text.slice(start, upTo).trimEnd().length;
			return {
				...line,
				start,
				end,
				afterBlank: at === 0 && line.afterBlank,
				isRunTogether: cuts.length > 0
			};
		});
	});
}

/** Numbers without a dot, where others are joined to them: `1`, where a line begins with `1.1`. */
function bareNumbers(text: string): RegExp {
	const joined = [...text.matchAll(/^[^\S\n]*(\d{1,3})\.\d/gm)].map(([, first]) => first);
	return new RegExp(`^(${[...new Set(joined)].join('|')})\\s+(?=\\p{Lu})`, 'u');
}

function numbersAt(line: string, bare: RegExp): NumberMarker[] {
	const readings = numberReadings(line);
	const [taken, printed] = (readings.length === 0 ? bare.exec(line) : null) ?? [];
	if (taken === undefined || !printed) return readings;
	const length = taken.length;
	return [{ style: 'decimal', depth: 1, value: Number(printed), printed, length }];
}

function markedBlock(text: string, piece: Piece, bare: RegExp): Block {
	let at = piece.start;
	const rest = () => text.slice(at, piece.end);
	const hash = /^(#{1,6})\s+/.exec(rest());
	at += hash?.[0].length ?? 0;
	const bullet = hash ? undefined : bulletAt(rest());
	at += bullet?.length ?? 0;
	const numbers = numbersAt(rest(), bare);
	at += numbers[0]?.length ?? 0;
	const wordsStart = at;
	const word = wordAt(rest());
	at += word?.length ?? 0;
	const hashes = hash?.[1]?.length ?? 0;
	return { ...piece, hashes, bullet, numbers, word, wordsStart, contentStart: at };
}

export const isMarked = ({ hashes, bullet, numbers, word }: Block): boolean =>
	hashes > 0 || bullet !== undefined || numbers.length > 0 || word !== undefined;

/** Letters below which a line is more likely a heading than one that was wrapped. */
const wrapped = 45;
/** Letters from which on a line is a paragraph of its own: nobody wraps so late. */
const unwrapped = 160;

const beginsSmall = (words: string) => /^[\p{Ll}]/u.test(words);
const isEnded = (words: string) => /[.:;!?”"]$/.test(words);
const isAddress = (words: string) => /^(https?:\/\/|www\.)\S+$/.test(words);
const hasCells = (words: string) => /\t|\s\|\s|^\|/.test(words);

/** Whether a line without a marker goes on with what stands before it. */
function goesOn(text: string, block: Block, next: Block): boolean {
	const [said, says] = [block, next].map(({ start, end }) => text.slice(start, end));
	if (said === undefined || says === undefined || isMarked(next) || next.isRunTogether)
		return false;
	if (isAddress(said) || isAddress(says) || hasCells(says) || hasCells(said)) return false;
	// `GOAL 1` on a line of its own: what it says is the next
	if (block.word && !block.word.isLabel && block.contentStart >= block.end) return true;
	if (isEnded(said)) return !next.afterBlank && beginsSmall(says) && !/[:!?]$/.test(said);
	if (says.length > unwrapped) return false;
	if (beginsSmall(says)) return !next.afterBlank || said.length >= wrapped;
	return !next.afterBlank && said.length >= wrapped && said !== said.toUpperCase();
}

/** The blocks of a text, in its order; every character that is no blank stands in one. */
export function blocksOf(text: string): Block[] {
	const blocks: Block[] = [];
	const bare = bareNumbers(text);
	for (const piece of piecesOf(text)) {
		const next = markedBlock(text, piece, bare);
		const last = blocks.at(-1);
		if (last && goesOn(text, last, next)) {
			if (last.contentStart >= last.end) last.contentStart = next.start;
			last.end = next.end;
		} else blocks.push(next);
	}
	return blocks;
}
