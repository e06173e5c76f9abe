// SPDX-License-Identifier: Apache-2.0
// Three people at once: Sam arranges a call and watches, Dana works her line in the browser while her phone rings, Olive watches the floor.
// The daemon, the SIP and the telephones are real; nothing is mocked.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { arrange, openHouse, PASSWORD, phone } from "./pro_house.mjs";

const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;
const TALKS = 30_000; // a phone rings, says its whisper, and the customer's says the price
let house, browser, sam, dana, olive;

async function enter(who, login, path) {
	await who.page.goto(`/signin?then=${encodeURIComponent(path)}`);
	await signIn(who.page, login, PASSWORD);
	await who.page.waitForURL(`**${path}`);
}

before(async () => {
	house = await openHouse(BINARY, 120_000);
	browser = await launch();
	[sam, dana, olive] = await Promise.all([1, 2, 3].map(() => person(browser, house.url)));
});

after(async () => {
	await browser?.close();
	await house?.stop();
});

const heading = (who, name) => who.page.getByRole("heading", { name });
/** What a screen reader is told. */
const said = (who, words, how = "polite") => who.page.locator(`[aria-live=${how}]`).getByText(words, { exact: true }).first().waitFor({ state: "attached" });
const region = (who, name) => who.page.getByRole("region", { name });

test("nobody but an advisor enters the console", async () => {
	await sam.page.goto("/pro");
	await sam.page.waitForURL("**/signin**");
	await enter(sam, "sam", "/account");
	await sam.page.goto("/pro");
	await heading(sam, "This part is not for your account").waitFor();
	await sam.page.goto("/op");
	await heading(sam, "This part is not for your account").waitFor();
});

test("an empty line says what will happen", async () => {
	await enter(dana, "dana", "/pro");
	await dana.page.getByRole("paragraph").getByText("Nobody waits for you").waitFor();
	await dana.page.getByText("You are away. People may still join your line").first().waitFor();
});

test("Sam arranges a call in the browser and appears in Dana's line at once", async () => {
	await sam.page.goto(`/l/${house.boiler.id}/arrange`);
	await sam.page.getByRole("button", { name: "Put me in line" }).click();
	await sam.page.waitForURL("**/line/**");
	await heading(dana, "Waiting for you: 1").waitFor();
	const row = dana.page.getByRole("row", { name: /sam_w/ });
	for (const words of ["New", "Boiler faults", "$2.40", "left"]) await row.getByText(words).first().waitFor();
	await dana.page.waitForFunction(() => document.title.startsWith("(1)"));
});

test("all five columns are there, and a name leads to mail", async () => {
	await arrange(house, house.kim, house.boiler, "It says F 28");
	await arrange(house, house.noor, house.boiler, "Second opinion");
	await dana.page.goto("/pro/arranged");
	await heading(dana, "Arranged Calls (3)").waitFor();
	for (const head of ["Customer", "Call Back until", "Earned so far", "Listing", "Price a minute"])
		await dana.page.getByRole("columnheader", { name: head }).waitFor();
	await dana.page.getByRole("link", { name: "sam_w" }).click();
	await dana.page.waitForURL("**/mail?to=**");
	await dana.page.getByLabel("Your mail").fill("I am with you soon.");
	await dana.page.getByRole("button", { name: "Send" }).click();
	await dana.page.waitForURL("**/mail/**");
	await dana.page.getByRole("listitem").getByText("I am with you soon.").waitFor();
});

test("home and My Account show the banner, the count and two ways on", async () => {
	for (const path of ["/", "/account"]) {
		await dana.page.goto(path);
		const block = region(dana, "Arranged Calls");
		await block.getByText("3 customers wait for you").waitFor();
		await block.getByRole("link", { name: "Options" }).waitFor();
		await block.getByRole("link", { name: "View Arranged Calls" }).waitFor();
	}
	await audit(dana.page, "pro-account");
	await region(dana, "Arranged Calls").getByRole("link", { name: "View Arranged Calls" }).click();
	await heading(dana, "Arranged Calls (3)").waitFor();
});

test("taking somebody out needs a reason", async () => {
	await dana.page.goto("/pro/arranged");
	const row = dana.page.getByRole("row", { name: /noor/ });
	await row.getByRole("button", { name: "Take out" }).click();
	const dialog = dana.page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Take out" }).click();
	await dialog.getByText("This must be filled in.").waitFor();
	await dialog.getByLabel("Why?").fill("Asked twice");
	await dialog.getByRole("button", { name: "Take out" }).click();
	await heading(dana, "Arranged Calls (2)").waitFor();
	await said(dana, "2 people wait for you");
});

test("call backs switched off come back when Dana takes calls, and the toast says so", async () => {
	await dana.page.goto("/pro");
	await dana.page.getByRole("switch", { name: "Call Backs" }).click();
	await dana.page.getByText("Call Backs switch on again by themselves").waitFor();
	await dana.page.getByRole("radio", { name: "Taking calls" }).focus();
	await dana.page.keyboard.press("Space");
	await dana.page.getByText("Call Backs are on again").waitFor();
	await dana.page.getByText("Your phone rings for sam_w").waitFor();
});

test("the call runs through all screens, and a reload in the middle changes nothing", async () => {
	await heading(dana, "Your phone rings: sam_w").waitFor();
	await said(dana, "Your phone rings: sam_w", "assertive");
	await heading(dana, "Now ringing sam_w").waitFor({ timeout: TALKS });
	await enter(olive, "olive", "/op/wall");
	await heading(dana, "Connected with sam_w").waitFor({ timeout: TALKS });
	await said(dana, "Connected with sam_w");
	const talk = region(dana, "Call");
	await talk.getByText("earned so far").waitFor();
	await dana.page.reload();
	await heading(dana, "Connected with sam_w").waitFor();
	await olive.page.getByRole("link", { name: /On calls\s*1/ }).waitFor();
	await dana.page.screenshot({ path: new URL("../../test-results/web/pro-talk.png", import.meta.url).pathname, fullPage: true });
	// Away is a wish for later while somebody talks; it can be taken back.
	await dana.page.getByRole("radio", { name: "Away" }).click();
	await dana.page.getByRole("dialog").getByRole("button", { name: "Away after this call" }).click();
	await dana.page.getByText("After this call: Away", { exact: true }).waitFor();
	await audit(dana.page, "pro-talk");
	await dana.page.getByRole("button", { name: "Take it back" }).click();
	await dana.page.getByText("Arrange only and Away begin when this call is over.").waitFor();
	await dana.page.getByRole("button", { name: "End call" }).click();
	await heading(dana, "Call with sam_w is over").waitFor({ timeout: TALKS });
	await said(dana, "Call with sam_w is over");
	const menu = dana.page.getByRole("list", { name: "Menu of your phone" });
	for (const words of ["Next caller now", "Change availability", "Repeat", "Hang up"]) await menu.getByText(words).waitFor();
});

test("the page presses the phone's keys, and shows the phone's own", async () => {
	const first = dana.page.getByRole("list", { name: "Menu of your phone" });
	const second = dana.page.getByRole("list", { name: "Change availability" });
	await audit(dana.page, "pro-menu");
	await phone(house, { cmd: "key", number: house.dana.number, keys: "2" });
	await second.waitFor({ timeout: TALKS });
	await audit(dana.page, "pro-menu-second");
	await second.getByRole("button", { name: /Away/ }).click();
	await dana.page.getByText("Nobody is connected to you when wrap-up ends.").or(first.getByRole("button", { name: /Repeat/ })).first().waitFor();
	await dana.page.getByText(/^Away/).first().waitFor();
	await first.getByRole("button", { name: /Hang up/ }).click();
	await dana.page.getByText("You hung up. Nobody is connected to you when wrap-up ends.").waitFor({ timeout: TALKS });
	await audit(dana.page, "pro-wrap-up");
});

test("what Dana earned is the ledger's figure, on the call, in the list and in the plot's table", async () => {
	const [call] = (await house.ask("GET", "/v1/calls?limit=100", { token: house.dana.token })).data.filter((one) => one.earned.amount > 0);
	const money = `$${(call.earned.amount / 100).toFixed(2)}`;
	await dana.page.goto(`/pro/calls/${call.id}`);
	await heading(dana, "Call with sam_w").waitFor();
	await dana.page.getByText(money).first().waitFor();
	await dana.page.goto("/pro/earnings");
	await heading(dana, `Last 30 days: ${money}`).waitFor();
	await dana.page.getByRole("cell", { name: money }).first().waitFor();
	await dana.page.getByText("Days are those of your time zone").waitFor();
	await dana.page.getByRole("radio", { name: "By listing" }).click();
	await dana.page.getByRole("row", { name: /Boiler faults/ }).getByText(money).waitFor();
	await dana.page.getByRole("radio", { name: "By customer" }).click();
	await dana.page.getByRole("row", { name: /sam_w/ }).getByText(money).waitFor();
	await audit(dana.page, "pro-earnings");
	const file = dana.page.waitForEvent("download");
	await dana.page.getByRole("button", { name: "Download calls as CSV" }).click();
	const text = readFileSync(await (await file).path(), "utf8");
	assert.ok(text.includes(`"sam_w","Boiler faults"`) && text.includes(`"${(call.earned.amount / 100).toFixed(2)}"`), text);
	await dana.page.goto("/pro/calls");
	await dana.page.getByRole("row", { name: /sam_w/ }).getByText("Advisor ended the call").waitFor();
	await dana.page.goto("/pro/customers");
	await dana.page.getByRole("row", { name: /sam_w/ }).getByText(money).waitFor();
});

test("a new price meets nobody who waits upward, and wrong ones are told", async () => {
	await dana.page.goto("/pro/listings");
	await dana.page.getByRole("row", { name: /Boiler faults/ }).waitFor();
	await dana.page.goto("/pro/listings/new");
	await heading(dana, "New listing").waitFor();
	await dana.page.goto(`/pro/listings/${house.boiler.id}`);
	await heading(dana, "Boiler faults").waitFor();
	const price = dana.page.getByLabel(/^Price a minute/);
	await price.fill("two dollars");
	await dana.page.getByText("Write an amount like 2.40").waitFor();
	await price.fill("2.60");
	await dana.page.getByRole("button", { name: "Save" }).click();
	await dana.page.getByText("Saved.").waitFor();
	await dana.page.goto("/pro/options");
	await heading(dana, "Your phones").waitFor();
});

test("wrap-up and PIN are Dana's own, and a wrong one says what is wrong", async () => {
	const seconds = dana.page.getByLabel("Seconds of rest after a call");
	await seconds.fill("999");
	await dana.page.getByText("Write whole seconds from 0 to 120.").waitFor();
	await seconds.fill("30");
	await dana.page.getByRole("button", { name: "Save" }).click();
	await dana.page.getByRole("button", { name: "As the house has it (20)" }).waitFor();
	await dana.page.getByLabel("PIN", { exact: true }).fill("1234");
	await dana.page.getByRole("button", { name: "Set PIN" }).click();
	await dana.page.getByText("is too easy to guess").waitFor();
	await dana.page.getByLabel("PIN", { exact: true }).fill("471193");
	await dana.page.getByRole("button", { name: "Set PIN" }).click();
	await dana.page.getByText("A PIN is set").waitFor();
	assert.equal(await dana.page.getByLabel("New PIN").inputValue(), "");
	await dana.page.getByRole("button", { name: "Remove PIN" }).click();
	await dana.page.getByText("No PIN yet").waitFor();
});

test("signing out asks whether the line stays open", async () => {
	await dana.page.goto("/pro/leave");
	await dana.page.getByRole("radio", { name: /Close the line/ }).waitFor();
	await dana.page.getByRole("radio", { name: /Close the line/ }).click();
	await dana.page.getByRole("button", { name: "Sign out" }).last().click();
	await dana.page.getByRole("link", { name: "Sign in" }).waitFor();
	const is = await house.ask("GET", `/v1/advisors/${house.dana.advisor}`, { token: house.olive });
	assert.equal(is.intent, "away");
	assert.equal(is.callbacks_on, false);
});

test("no page said a word to the console", () => {
	for (const who of [sam, dana, olive]) assert.deepEqual(who.faults, []);
});
