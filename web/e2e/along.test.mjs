// SPDX-License-Identifier: Apache-2.0
// What goes along to other pages: the place in line, the number in the tab's icon, the running call.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { House, PASSWORD, until } from "./house.mjs";

let house, browser, dana, sam, listing, desk, visitor;

const icon = (page) => page.locator("link[rel=icon]").getAttribute("href");
const shows = (page, n) => until(`the icon says ${n}`, async () => decodeURIComponent(await icon(page)).includes(`>${n}</text>`));

before(async () => {
	house = await House.open();
	const category = await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" });
	dana = await house.person("dana", "advisor", "+14155550100");
	sam = await house.person("sam", "customer", "+14155550111");
	listing = await house.listing(dana, category.id, "Boiler faults", 240);
	browser = await launch();
	desk = (await person(browser, house.url)).page;
	visitor = (await person(browser, house.url)).page;
	for (const [page, login, place] of [[desk, "dana", "/pro/earnings"], [visitor, "sam", "/c/house-and-home"]]) {
		await page.goto(`/signin?then=${encodeURIComponent(place)}`);
		await signIn(page, login, PASSWORD);
	}
	await visitor.getByText("Boiler faults").first().waitFor();
	await desk.getByRole("heading", { name: "Earnings", level: 1 }).waitFor();
});

after(async () => {
	await browser?.close();
	await house?.close();
});

test("an arranged call is at hand on every other page, and its place is in the icon", async () => {
	const usual = await icon(visitor);
	const bar = visitor.getByRole("complementary", { name: "Your arranged call" });
	assert.equal(await bar.count(), 0);
	const made = await house.ask("POST", "/v1/callbacks", { listing: listing.id, number: sam.number, wait_seconds: 3600 }, sam.token);
	await bar.getByText("You are next").waitFor();
	await shows(visitor, 1);
	await shows(desk, 1);
	await audit(visitor, "mini");
	await bar.getByRole("link", { name: "Dana, Boiler faults" }).click();
	await visitor.waitForURL(`**/line/${made.id}`);
	await visitor.getByRole("heading", { level: 1 }).waitFor();
	assert.equal(await bar.count(), 0);
	await shows(visitor, 1);
	await visitor.goto("/");
	await visitor.getByRole("heading", { level: 1 }).waitFor();
	await until("the usual icon is back", async () => (await icon(visitor)) === usual);
});

test("the running call stands at the bottom where its card is out of sight", async () => {
	await house.intent(dana, "taking_calls");
	const dock = desk.getByRole("region", { name: "Phone", exact: true });
	await dock.getByRole("timer", { name: "talked" }).waitFor({ timeout: 40_000 });
	await desk.setViewportSize({ width: 390, height: 844 });
	await dock.getByRole("link", { name: "Open" }).click();
	await desk.getByRole("region", { name: "Call", exact: true }).waitFor();
	await dock.waitFor({ state: "detached" });
	await desk.goBack();
	await dock.waitFor();
	await audit(desk, "dock", { sparse: true });
	await dock.getByRole("button", { name: "End call" }).click();
	await dock.getByText("After the call").waitFor();
	const [call] = (await house.ask("GET", "/v1/calls", undefined, sam.token)).data;
	await until("the call is over", async () => (await house.ask("GET", `/v1/calls/${call.id}`, undefined, sam.token)).state === "ended");
});

test("the page of one customer shows what was talked, earned and asked for, and nobody else's", async () => {
	const kim = await house.person("kim", "customer", "+14155550122");
	const calls = (who) => house.ask("GET", `/v1/calls?advisor=${dana.advisor}&customer=${who.customer}`, undefined, dana.token);
	assert.deepEqual([(await calls(sam)).data.length, (await calls(kim)).data.length], [1, 0]);
	const known = (who) => house.ask("GET", `/v1/advisors/${dana.advisor}/customers?customer=${who.customer}`, undefined, dana.token);
	assert.deepEqual([(await known(sam)).data.map((one) => one.nickname), (await known(kim)).data], [["Sam"], []]);
	await desk.goto("/pro/customers");
	await desk.getByRole("link", { name: "Sam" }).click();
	await desk.getByRole("heading", { name: "Sam", level: 1 }).waitFor();
	await desk.getByRole("table", { name: "Asked for a call" }).getByText("Talked").first().waitFor();
	await desk.getByRole("table", { name: "Calls" }).getByRole("link", { name: "Sam" }).waitFor();
	assert.doesNotMatch(await desk.locator("main").innerText(), /1415555/);
	await audit(desk, "pro-customer");
	await desk.goto(`/pro/customers/${kim.customer}`);
	await desk.getByText("There is nothing here").waitFor();
});
