// SPDX-License-Identifier: Apache-2.0
// A browser that runs no scripts: sign in, arrange a call, see the place, wait longer, leave (UX 2.1).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { House, PASSWORD } from "./house.mjs";

let house, browser, sam, page, eye;

before(async () => {
	house = await House.open();
	const category = await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" });
	const dana = await house.person("dana", "advisor", "+14155550100");
	sam = await house.person("sam", "customer", "+14155550111");
	await house.listing(dana, category.id, "Boiler faults", 240);
	browser = await launch();
	page = (await person(browser, house.url, { javaScriptEnabled: false })).page;
	eye = (await person(browser, house.url)).page;
});

after(async () => {
	await browser?.close();
	await house?.close();
});

/** axe is a script itself: what the page without scripts shows is looked at by one that runs them. */
async function look(name) {
	const shown = (await page.content()).replace(/<\/?noscript>|<script[^>]*><\/script>|<meta http-equiv[^>]*>/g, "");
	await eye.route("**/shown", (route) => route.fulfill({ contentType: "text/html", body: shown }), { times: 1 });
	await eye.goto("/shown");
	await audit(eye, name);
}

test("without scripts a call is arranged from the home page on", async () => {
	await page.goto("/");
	await page.getByRole("link", { name: "House and home" }).click();
	await page.getByRole("link", { name: "Boiler faults" }).click();
	await page.getByRole("link", { name: "Arrange a Call" }).click();
	await look("plain-sign-in");
	await signIn(page, "sam", "wrong");
	await page.getByRole("heading", { level: 1 }).waitFor();
	await look("plain-refused");
	await page.getByRole("link", { name: "Back" }).click();
	await page.getByRole("link", { name: "Arrange a Call" }).click();
	await signIn(page, "sam", PASSWORD);
	await page.getByLabel("2 hours").check();
	await page.getByLabel("What is it about?").fill("F28 since this morning");
	await look("plain-arrange");
	await page.getByRole("button", { name: "Put me in line" }).click();
	await page.waitForURL("**/line/cbk_*");
	await page.getByRole("heading", { name: "You are next" }).waitFor();
	assert.match(await page.title(), /^1st in line - Dana/);
	await look("plain-line");
	const [made] = (await house.ask("GET", `/v1/callbacks?customer=${sam.customer}`)).data;
	assert.equal(made.reason, "F28 since this morning");
});

test("the page asks again, and its buttons work", async () => {
	const place = page.url();
	const until = async () => /We stop trying at \S+/.exec(await page.locator("main").innerText())[0];
	const first = await until();
	await page.getByRole("button", { name: "Wait 30 minutes longer" }).click();
	await page.waitForURL(place);
	assert.notEqual(await until(), first);
	await page.waitForEvent("load", { timeout: 30_000 });
	await page.getByRole("button", { name: "Leave the line" }).click();
	await page.getByRole("heading", { name: "You left the line" }).waitFor();
	assert.equal(page.url(), place);
});
