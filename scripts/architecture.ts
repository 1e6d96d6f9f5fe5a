/**
 * npm run architecture: draws the folders of `src` and their imports from the code into
 * docs/architecture.md, between its two marks. `-- --check` writes nothing, and fails where the drawing
 * is not that of the code.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { arrowsOf, folderOf, importsOf, sourcesOf } from './architecture/imports.ts';

const document = 'docs/architecture.md';
const marks = ['<!-- drawn by npm run architecture -->', '<!-- end of the drawing -->'] as const;

const arrows = arrowsOf(importsOf('.'));
const files = Map.groupBy(sourcesOf('.'), folderOf);
const folders = [...files.keys()].sort();

/** How many floors of imports lie beneath a folder: 0 imports nothing of ours. */
const floors = new Map<string, number>();
function floorOf(folder: string): number {
	const known = floors.get(folder);
	if (known !== undefined) return known;
	const beneath = [...(arrows.get(folder)?.keys() ?? [])].map((to) => floorOf(to) + 1);
	const floor = Math.max(0, ...beneath);
	floors.set(folder, floor);
	return floor;
}

const short = (folder: string) => folder.replace(/^src\/(lib\/)?/, '') || 'src';
const roomOf = (folder: string) => {
	const [first = '', second] = short(folder).split('/');
	return ['domain', 'server'].includes(first) || second === undefined ? first : first;
};

/** The rooms of the house with the imports between them, as a picture. */
function picture(): string[] {
	const between = new Map<string, number>();
	for (const [from, tos] of arrows) {
		for (const [to, count] of tos) {
			const [one, other] = [roomOf(from), roomOf(to)];
			if (one === other) continue;
			const key = `${one} ${other}`;
			between.set(key, (between.get(key) ?? 0) + count);
		}
	}
	const lines = [...between].sort().map(([key, count]) => {
		const [from, to] = key.split(' ');
		return `\t${from} -->|${count}| ${to}`;
	});
	return ['```mermaid', 'flowchart TD', ...lines, '```'];
}

/** Every folder by floor, with what it imports. */
function table(): string[] {
	const ordered = folders.toSorted(
		(one, other) => floorOf(other) - floorOf(one) || (one < other ? -1 : 1)
	);
	const rows = ordered.map((folder) => {
		const to = [...(arrows.get(folder) ?? [])].sort(([, one], [, other]) => other - one);
		const imports = to.map(([name, count]) => `${short(name)} ${count}`).join(', ') || '–';
		return `| ${floorOf(folder)} | \`${short(folder)}\` | ${files.get(folder)?.length ?? 0} | ${imports} |`;
	});
	return ['| floor | folder | files | imports |', '| --: | --- | --: | --- |', ...rows];
}

function counts(): string {
	const inside = (room: string) => folders.filter((folder) => roomOf(folder) === room);
	const between = (room: string) =>
		inside(room).reduce(
			(sum, folder) =>
				sum + [...(arrows.get(folder)?.keys() ?? [])].filter((to) => roomOf(to) === room).length,
			0
		);
	const [domain, server] = ['domain', 'server'].map((room) => [inside(room).length, between(room)]);
	return (
		`${folders.length} folders with ${[...files.values()].flat().length} files. ` +
		`\`domain\` has ${domain![0]} folders with ${domain![1]} arrows between them, ` +
		`\`server\` ${server![0]} with ${server![1]}. No folder is reached again from what it imports.`
	);
}

const drawing = [marks[0], '', counts(), '', ...picture(), '', ...table(), '', marks[1]].join('\n');
const text = readFileSync(document, 'utf8');
const [before = '', rest = ''] = text.split(marks[0]);
const [, after = ''] = rest.split(marks[1]);
const wanted = `${before}${drawing}${after}`;
if (!process.argv.includes('--check')) writeFileSync(document, wanted);
else if (text !== wanted) {
	console.error(`${document} is not the drawing of this code: run \`npm run architecture\`.`);
	process.exit(1);
}
