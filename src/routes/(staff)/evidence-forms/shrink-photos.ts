/**
 * Makes photos small before they are sent, where a script runs: a slow line then carries a tenth of them,
 * and what they say of their place never leaves the device. Without a script the server does it.
 */

/** Bytes that a photo should have at most. */
const mostBytes = 300 * 1024;
const photos = ['image/jpeg', 'image/webp'];
/** The later ones only where a photo is still too large. */
const steps: [quality: number, side: number][] = [
	[0.82, 2_400],
	[0.72, 2_000],
	[0.62, 1_600],
	[0.52, 1_200],
	[0.4, 1_000]
];

function drawn(image: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
	const scale = Math.min(1, side / Math.max(image.width, image.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(image.width * scale));
	canvas.height = Math.max(1, Math.round(image.height * scale));
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

/** The photo drawn anew; undefined where this browser cannot read it, so that the server says what is wrong. */
async function shrunk(file: File): Promise<File | undefined> {
	const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
	if (!image) return undefined;
	let last: Blob | null = null;
	for (const [quality, side] of steps) {
		last = await drawn(image, side, quality);
		if (last && last.size <= mostBytes) break;
	}
	image.close();
	const name = file.name.replace(/\.[^.]*$/, '.jpg');
	return last ? new File([last], name, { type: 'image/jpeg' }) : undefined;
}

const inWords = (bytes: number) =>
	bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

async function shrinkChosen(input: HTMLInputElement): Promise<void> {
	const said = input.form?.querySelector<HTMLElement>('[data-shrunk]');
	if (said) said.textContent = '';
	const [file] = input.files ?? [];
	if (!file || !photos.includes(file.type)) return;
	const small = await shrunk(file);
	// another one may have been chosen meanwhile
	if (!small || input.files?.[0] !== file) return;
	const chosen = new DataTransfer();
	chosen.items.add(small);
	input.files = chosen.files;
	if (said && small.size < file.size)
		said.textContent = (said.dataset['shrunk'] ?? '')
			.replace('{before}', inWords(file.size))
			.replace('{after}', inWords(small.size));
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-photos]')) {
	let working: Promise<void> | undefined;
	input.addEventListener('change', () => {
		const mine = shrinkChosen(input).finally(() => {
			if (working === mine) working = undefined;
		});
		working = mine;
	});
	// sent before the photo is small, the form waits for it
	input.form?.addEventListener('submit', (event) => {
		if (!working) return;
		event.preventDefault();
		const button = event.submitter;
		void working.finally(() => input.form?.requestSubmit(button));
	});
}
