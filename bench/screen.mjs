// SPDX-License-Identifier: Apache-2.0
// A change is on the other person's screen: from the request that makes it until the text stands in the page of a customer who
// waits, in a real Chromium before a real daemon. Prints one JSON object of milliseconds, each round one number.
//
//     RINGBACK_BINARY=… node bench/screen.mjs ROUNDS
import { House, sleep } from "../web/e2e/house.mjs";
import { launch, person, signIn } from "../web/e2e/browser.mjs";

const ROUNDS = Number(process.argv[2] ?? 30);
const REST_MS = 160; // longer than the pace at which one line is told, as people are slower than that
const PASSWORD = "a house of tests";

/** The moment at which the page shows the words, told by the page itself. */
async function seen(page, words, act) {
	const shown = page.evaluate(
		(wanted) =>
			new Promise((done, fail) => {
				const look = () => document.body.innerText.includes(wanted) && done(performance.timeOrigin + performance.now());
				new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
				setTimeout(() => fail(new Error(`never shown: ${wanted}`)), 10_000);
				look();
			}),
		words,
	);
	await sleep(REST_MS);
	const begun = performance.timeOrigin + performance.now();
	await act();
	return (await shown) - begun;
}

const ordinal = (n) => `${n}${["th", "st", "nd", "rd"][n % 10 > 3 || (n % 100 > 10 && n % 100 < 14) ? 0 : n % 10]} in line`;

const house = await House.open();
const browser = await launch();
try {
	const dana = await house.person("dana", "advisor", "+14155550111");
	const category = await house.ask("POST", "/v1/categories", { title: "Boilers" });
	const listing = await house.listing(dana, category.id, "Boiler faults", 240);
	await house.intent(dana, "away");
	const join = async (name, number) => {
		const who = await house.person(name, "customer", number);
		const made = await house.ask("POST", "/v1/callbacks", { listing: listing.id, number, wait_seconds: 3600 }, who.token);
		return { ...who, callback: made.id };
	};
	const ahead = [];
	for (let i = 0; i < ROUNDS; i++) ahead.push(await join(`ahead${i}`, `+1415555${2000 + i}`));
	const bob = await join("bob", "+14155550122");

	const { page } = await person(browser, house.url);
	await page.goto(`/line/${bob.callback}`);
	await signIn(page, "bob", PASSWORD);
	await page.getByText(ordinal(ROUNDS + 1)).first().waitFor();
	await sleep(1500);

	const left = [];
	for (let i = 0; i < ROUNDS; i++) {
		const one = ahead[i];
		left.push(await seen(page, ordinal(ROUNDS - i), () => house.ask("POST", `/v1/callbacks/${one.callback}/cancel`, {}, one.token)));
	}
	const availability = [];
	for (let i = 0; i < ROUNDS; i++) {
		const [intent, words] = i % 2 ? ["away", "Away"] : ["arrange_only", "By arrangement"];
		availability.push(await seen(page, words, () => house.intent(dana, intent)));
	}
	console.log(JSON.stringify({ left, availability }));
} finally {
	await browser.close();
	await house.close();
}
