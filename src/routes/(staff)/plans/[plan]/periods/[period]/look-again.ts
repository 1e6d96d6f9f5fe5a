/**
 * Looks again how far a publication is, and shows it where it stands: who reads the page keeps their place.
 * Once nothing is being published any more it leads on to what came of it.
 */
const everyMilliseconds = 2_000;

const progressIn = (page: Document) => [
	...(page.getElementById('publishing')?.querySelectorAll('[data-progress]') ?? [])
];

function show(now: Document): void {
	const fresh = progressIn(now);
	for (const [at, part] of progressIn(document).entries()) {
		const other = fresh[at];
		if (other && other.innerHTML !== part.innerHTML) part.replaceChildren(...other.childNodes);
	}
}

async function look(): Promise<void> {
	const response = await fetch(location.href, { headers: { accept: 'text/html' } });
	// a server that is busy or being started anew is asked again
	if (!response.ok) return;
	const now = new DOMParser().parseFromString(await response.text(), 'text/html');
	if (response.redirected || progressIn(now).length === 0) location.replace(response.url);
	else show(now);
}

function lookAgain(): void {
	setTimeout(
		() =>
			void look()
				.catch(() => {})
				.finally(lookAgain),
		everyMilliseconds
	);
}

lookAgain();
