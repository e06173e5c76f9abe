// SPDX-License-Identifier: Apache-2.0
// A line that is kept for somebody, for longer, and taken back; and who did not get through in time.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { House, PASSWORD } from "./house.mjs";

let house, browser, dana, sam, listing, desk, visitor;

before(async () => {
	house = await House.open({ reserve_release_ms: 4000, reserve_rest_ms: 0, wait_least_ms: 1000 });
	const category = await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" });
	dana = await house.person("dana", "advisor", "+14155550100");
	sam = await house.person("sam", "customer", "+14155550111");
	listing = await house.listing(dana, category.id, "Boiler faults", 240);
	await house.intent(dana, "taking_calls");
	browser = await launch();
	desk = (await person(browser, house.url)).page;
	visitor = (await person(browser, house.url)).page;
	for (const [page, login, place] of [[desk, "dana", "/pro"], [visitor, "sam", `/l/${listing.id}/call`]]) {
		await page.goto(`/signin?then=${encodeURIComponent(place)}`);
		await signIn(page, login, PASSWORD);
	}
});

after(async () => {
	await browser?.close();
	await house?.close();
});

test("whoever keeps the line may keep it longer, once", async () => {
	await visitor.getByText("Dana is kept free for you").first().waitFor();
	await audit(visitor, "call-now-longer", { sparse: true });
	await visitor.getByRole("button", { name: "Keep longer" }).click();
	await visitor.getByRole("button", { name: "Keep longer" }).waitFor({ state: "detached" });
	const [, minutes] = /^(\d+):/.exec(await visitor.getByRole("timer", { name: "Time that is kept" }).innerText());
	assert.ok(Number(minutes) >= 2, `${minutes} minutes are left`);
});

test("the advisor sends away whoever keeps the line, and both see it", async () => {
	await desk.getByText("Kept for a customer who is about to call you.").first().waitFor();
	const release = desk.getByRole("button", { name: "Release" });
	await release.waitFor();
	await audit(desk, "console-kept");
	await release.click();
	await visitor.getByText("Dana is no longer kept for you").first().waitFor();
	await desk.getByText("You are free for others again.").waitFor();
	assert.equal((await house.ask("GET", `/v1/advisors/${dana.advisor}`)).activity, "idle");
});

test("whose time ran out stands greyed where they stood, with a way to write", async () => {
	await house.intent(dana, "away");
	const ask = { listing: listing.id, number: sam.number, wait_seconds: 5, reason: "F28 on the display" };
	await house.ask("POST", "/v1/callbacks", ask, sam.token);
	const row = desk.getByRole("row", { name: "Sam" });
	await row.getByText("Time ran out").waitFor();
	await audit(desk, "console-lapsed");
	await row.getByRole("link", { name: "Send a mail" }).waitFor();
	await desk.goto("/pro/arranged");
	await desk.getByRole("row", { name: "Sam" }).getByText("Time ran out").waitFor();
	await audit(desk, "arranged-lapsed");
});
