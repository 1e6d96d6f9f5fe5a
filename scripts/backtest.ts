/**
 * npm run backtest: how good forecasts of ends are (rule 11), on simulated histories of seven kinds, on
 * groups of them, and on the demonstration's history. Ends with 1 where they are not good enough.
 *
 * npm run backtest -- --reference: writes the reference's numbers anew, from the same simulation.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { standardReference } from '#lib/domain/forecast/reference.ts';
import { tryActivities, tryGroups, type ActivityTrials } from '#lib/domain/testing/back-test.ts';
import { faultsOf, resultOf, type Result } from '#lib/domain/testing/back-test-results.ts';
import { simulatedKinds, simulatedPlan } from '#lib/domain/testing/simulated-histories.ts';
import { referenceRatios, referenceWithout } from '#lib/domain/testing/simulated-reference.ts';
import { demonstrationHistories } from './backtest/demonstration.ts';
import { averages, table, verdict, worse } from './backtest/printed.ts';

/** So many plans of each kind, each with a past of its own. */
const plans = 10;
const activities = 200;
const groupSize = 20;

function simulatedResults(): Result[] {
	const tried = simulatedKinds.map((kind) => {
		const reference = referenceWithout(kind);
		const own = Array.from({ length: plans }, (_, i) =>
			simulatedPlan(kind, activities, `plan ${i}`)
		);
		return {
			alone: resultOf(
				'kind',
				kind,
				own.flatMap((plan) => tryActivities(plan, reference, Infinity).trials)
			),
			groups: resultOf(
				'groups',
				`${kind}, last of ${groupSize}`,
				own.flatMap((plan) => tryGroups(plan, reference, groupSize))
			)
		};
	});
	return [...tried.map(({ alone }) => alone), ...tried.map(({ groups }) => groups)];
}

function demonstrationTrials(): ActivityTrials {
	const { histories, seenUntil } = demonstrationHistories();
	return tryActivities(histories, standardReference, seenUntil);
}

async function writeReference(): Promise<void> {
	const file = fileURLToPath(
		new URL('../src/lib/domain/forecast/reference-ratios.ts', import.meta.url)
	);
	const { errors, durations } = referenceRatios(simulatedKinds);
	const source = `
		/**
		 * The ratios of the reference, ascending, each for an equal part of it: true ÷ stated days, by source
		 * and band of progress, and true ÷ planned durations. \`npm run backtest -- --reference\` writes them.
		 */
		export const referenceErrors = ${JSON.stringify(errors)};
		export const referenceDurations = ${JSON.stringify(durations)};
	`;
	const options = await resolveConfig(file);
	await writeFile(file, await format(source, { ...options, filepath: file }));
}

function backTest(): void {
	const { trials, undecided, refuted } = demonstrationTrials();
	const results = [...simulatedResults(), resultOf('plan', 'demonstration', trials)];
	const faults = faultsOf(results);
	console.log(`${table(results)}

Lengths are medians, in days. Of work of the demonstration that has not ended there are ${undecided} more
forecasts; the bands of ${refuted} are over already.

${averages(results)}

${worse(results)}

${verdict(faults)}`);
	if (faults.length > 0) process.exitCode = 1;
}

if (process.argv[2] === '--reference') await writeReference();
else backTest();
