/**
 * Saves a chart as PNG: the picture that the server draws, set by this browser in its own fonts, which
 * hold letters of all scripts. Without a script there is the SVG.
 */

/** Pixels for one of the picture's. */
const sharpness = 2;

/** The name of the file that the server gives. */
function nameOf(response: Response): string {
	const given = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
	return (given ?? 'chart.svg').replace(/\.svg$/, '.png');
}

/** The picture as an image that is ready to be drawn. */
async function imageOf(svg: string): Promise<HTMLImageElement> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	return image;
}

function pngOf(image: HTMLImageElement): Promise<Blob | null> {
	const canvas = document.createElement('canvas');
	canvas.width = image.naturalWidth * sharpness;
	canvas.height = image.naturalHeight * sharpness;
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

function save(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
}

/** Where the picture cannot be had or drawn, its SVG is opened instead. */
async function savePicture(address: string): Promise<void> {
	const response = await fetch(address);
	const file = response.ok ? await pngOf(await imageOf(await response.text())) : null;
	if (file) save(file, nameOf(response));
	else location.assign(address);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-picture]')) {
	button.hidden = false;
	const address = button.dataset['picture'] ?? '';
	button.addEventListener('click', () => {
		savePicture(address).catch(() => location.assign(address));
	});
}
