/**
 * `npm run recompute -- FACTS FIGURES [DIGEST]`: reckons the figures of a facts document anew, by code that
 * it shares with nothing of the application, and says where the figures document differs. Each is a file
 * or an address. Ends with 1 where something differs, or the digest is not that of the two.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { differences, size } from './recompute/differences.ts';
import { factsForm } from './recompute/facts-form.ts';
import { recompute } from './recompute/recompute.ts';

const listed = 50;

async function read(place: string): Promise<string> {
	if (!/^https?:\/\//.test(place)) return await readFile(place, 'utf8');
	const response = await fetch(place);
	if (!response.ok) throw new Error(`${place} answers ${response.status}.`);
	return await response.text();
}

function say(isRight: boolean, words: string): void {
	if (isRight) console.log(words);
	else {
		console.error(words);
		process.exitCode = 1;
	}
}

function checkDigest(facts: string, figures: string, digest: string): void {
	const reckoned = createHash('sha256').update(`${facts}\n${figures}`).digest('hex');
	const isRight = reckoned === digest.toLowerCase();
	say(isRight, isRight ? 'The digest is that of the two.' : `The two have the digest ${reckoned}.`);
}

function compare(facts: string, figures: string): void {
	const document = v.parse(factsForm, JSON.parse(facts));
	const recomputed = recompute(document, document.scope.as_of, document.scope.known_on);
	const found = differences(recomputed, JSON.parse(figures) as object);
	const compared = size(recomputed);
	say(found.length === 0, `Compared ${compared} values; ${found.length} differ.`);
	for (const { figure, recomputed: ours, published } of found.slice(0, listed))
		console.error(`${figure}: recomputed ${ours}, published ${JSON.stringify(published)}`);
	if (found.length > listed) console.error(`… and ${found.length - listed} more`);
}

const [facts, figures, digest] = process.argv.slice(2);

if (facts === undefined || figures === undefined) {
	console.error('npm run recompute -- FACTS FIGURES [DIGEST]');
	process.exitCode = 2;
} else {
	const [ofFacts, ofFigures] = await Promise.all([read(facts), read(figures)]);
	if (digest !== undefined) checkDigest(ofFacts, ofFigures, digest);
	compare(ofFacts, ofFigures);
}
