// SPDX-License-Identifier: Apache-2.0
// A shift without a mouse: sign in, take calls, end the talk, the menu's digits, the next one, a pause, sign out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, person } from "./browser.mjs";
import { arrange, openHouse, PASSWORD } from "./pro_house.mjs";

const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;
const TALKS = 40_000; // two phones ring, and both are asked
let house, browser, dana, page;

before(async () => {
	house = await openHouse(BINARY, 120_000);
	browser = await launch();
	dana = await person(browser, house.url);
	page = dana.page;
});

after(async () => {
	await browser?.close();
	await house?.stop();
});

/** What has the focus, in the words that name it. */
const focused = () =>
	page.evaluate(() => {
		const at = document.activeElement;
		if (at === document.body) return "";
		const by = at?.getAttribute("aria-labelledby");
		return (at?.getAttribute("aria-label") ?? (by && document.getElementById(by)?.textContent) ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? "").trim();
	});

async function tabTo(name, key = "Tab") {
	const seen = [];
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press(key);
		const at = await focused();
		if (name.test(at)) return;
		seen.push(at.slice(0, 30));
	}
	throw new Error(`no ${name} by ${key}: ${seen.join(" | ")}`);
}

const heading = (name) => page.getByRole("heading", { name });
const now = () => house.ask("GET", `/v1/advisors/${house.dana.advisor}/availability`, { token: house.dana.token });

test("Dana signs in", async () => {
	await page.goto("/signin?then=%2Fpro");
	await tabTo(/Name or e-mail/);
	await page.keyboard.type("dana");
	await tabTo(/Password/);
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press("Enter");
	await page.waitForURL("**/pro");
	await heading("Your line").waitFor();
});

test("arrow keys choose the availability, one step at a time, and the focus stays", async () => {
	// The first answer, from before the two, is late: the news of them comes while it is under way.
	let asked, heard;
	const first = new Promise((done) => (asked = done));
	const both = new Promise((done) => (heard = done));
	await page.route("**/arranged-calls?*", async (route) => {
		const answer = await route.fetch();
		asked();
		await both;
		await route.fulfill({ response: answer });
	}, { times: 1 });
	const streams = page.waitForResponse("**/events/stream");
	const figures = page.waitForResponse("**/summary").then((answer) => answer.finished());
	await page.reload();
	await Promise.all([first, streams, figures]);
	const news = page.waitForRequest("**/summary");
	await arrange(house, house.sam, house.boiler, "F 28");
	await arrange(house, house.noor, house.boiler, "Noises");
	await news;
	heard();
	await heading("Waiting for you: 2").waitFor();
	await tabTo(/^Away/);
	await page.keyboard.press("ArrowLeft");
	await page.getByRole("radio", { name: "Arrange only", checked: true }).waitFor();
	assert.match(await focused(), /^Arrange only/);
	await page.keyboard.press("ArrowLeft");
	await page.getByText("Your phone rings for sam_w").waitFor();
	await heading("Connected with sam_w").waitFor({ timeout: TALKS });
	await page.waitForFunction(() => document.title.startsWith("(1) On a call"));
});

test("one key ends the talk, digits work the menu, and the focus follows the phone", async () => {
	await tabTo(/^End call/);
	await page.keyboard.press("Enter");
	await heading("Call with sam_w is over").waitFor({ timeout: TALKS });
	await tabTo(/Next caller now/);
	await page.keyboard.press("2");
	await page.getByRole("list", { name: "Change availability" }).waitFor();
	await page.waitForFunction(() => document.activeElement?.textContent?.includes("Taking calls"));
	await page.keyboard.press("1");
	await page.getByRole("list", { name: "Change availability" }).waitFor({ state: "detached" });
	await page.waitForFunction(() => document.activeElement?.textContent?.includes("Next caller now"));
	assert.equal((await now()).menu.pressed, "1");
	await page.keyboard.press("9");
	await page.getByText("You hung up.").waitFor({ timeout: TALKS });
});

test("Alt+N calls the next one before wrap-up is over", async () => {
	assert.equal((await now()).activity, "wrapping_up");
	await page.keyboard.press("Alt+n");
	await heading("Your phone rings: noor").or(heading("Now ringing noor")).first().waitFor();
	await heading("Connected with noor").waitFor({ timeout: TALKS });
	await tabTo(/^End call/);
	await page.keyboard.press("Enter");
	await heading("Call with noor is over").waitFor({ timeout: TALKS });
	await tabTo(/Next caller now/);
	await page.keyboard.press("1");
	await page.getByText("Nobody can be called right now.").waitFor();
	await page.keyboard.press("9");
	await page.getByText("You hung up.").waitFor({ timeout: TALKS });
	await page.keyboard.press("Alt+n");
	await page.getByText("Ready. The next caller rings your phone.").first().waitFor();
});

test("a pause, back from it, and out", async () => {
	await tabTo(/^Pause for 20 min/);
	await page.keyboard.press("Enter");
	await page.getByText("You have a pause.").first().waitFor();
	assert.ok((await now()).back_at);
	await tabTo(/^Take calls now/);
	await page.keyboard.press("Enter");
	await page.getByText("Ready. The next caller rings your phone.").first().waitFor();
	await tabTo(/^Account menu/, "Shift+Tab");
	await page.keyboard.press("Enter");
	await page.keyboard.press("End");
	await page.keyboard.press("Enter");
	await page.waitForURL("**/pro/leave");
	await tabTo(/^Sign out/);
	await page.keyboard.press("Enter");
	await page.getByRole("link", { name: "Sign in" }).waitFor();
	assert.equal((await house.ask("GET", `/v1/advisors/${house.dana.advisor}`, { token: house.olive })).intent, "away");
	assert.deepEqual(dana.faults, []);
});
