// SPDX-License-Identifier: Apache-2.0
// Olive sets the rules of the house: bounds in words, what the file says stays, two at once, and nothing typed is lost unasked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, person, signIn } from "./browser.mjs";
import { openDesk, PASSWORD } from "./op_house.mjs";

let desk, page;

before(async () => {
	desk = await openDesk();
	page = desk.page;
	await page.goto("/op/settings");
});

after(() => desk?.close());

const tab = (name) => page.getByRole("tab", { name }).click();
const cap = () => page.getByRole("textbox", { name: "Call backs in one advisor's line at a time." });
const save = () => page.getByRole("button", { name: "Save" });

test("a change is saved, counts at once, and stands in the audit", async () => {
	await tab("Line");
	await cap().fill("12");
	await page.getByText("One change not saved yet.").waitFor();
	await save().click();
	await page.getByText("One setting saved.").waitFor();
	const rules = await (await fetch(`${desk.house.url}/v1/rules`)).json();
	assert.equal(rules.line_cap, 12);
	await page.getByText("Set by Olive").waitFor();
	await audit(page, "op-settings-line");
});

test("a bad value names its bounds, and the rest of the section is not saved either", async () => {
	await cap().fill("0");
	await page.getByRole("textbox", { name: "Call backs of one customer at a time." }).fill("6");
	await save().click();
	await page.getByText("line_cap is a whole number between 1 and 1000000").waitFor();
	const rules = await (await fetch(`${desk.house.url}/v1/rules`)).json();
	assert.deepEqual([rules.line_cap, rules.customer_cap], [12, 5]);
	await audit(page, "op-settings-wrong");
});

test("what was typed is kept when another tab is looked at, and leaving is asked about", async () => {
	await tab("Money");
	await page.getByRole("tab", { name: "Line (2)" }).waitFor();
	await page.getByRole("link", { name: "Health" }).click();
	const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
	await dialog.waitFor();
	await audit(page, "op-settings-leave");
	await dialog.getByRole("button", { name: "Stay here" }).click();
	await tab("Line (2)");
	assert.equal(await cap().inputValue(), "0");
	await page.getByRole("button", { name: "Discard" }).click();
	assert.equal(await cap().inputValue(), "12");
});

test("a length is typed in any unit, and goes back to its preset", async () => {
	const field = page.getByLabel("How long key 2 of the customer puts a call back aside.", { exact: true });
	const kept = async () => (await (await page.request.get("/v1/settings")).json()).sections[0].settings.find((one) => one.name === "snooze_ms");
	await tab("Calling");
	assert.equal(await field.inputValue(), "10");
	await field.fill("0,5");
	await save().click();
	await page.getByText("One setting saved.").first().waitFor();
	assert.equal((await kept()).value, "30000");
	await page.getByRole("button", { name: "Back to preset: How long key 2" }).click();
	assert.equal(await field.inputValue(), "10");
	await save().click();
	await page.getByText("Set by Olive").waitFor({ state: "detached" });
	assert.deepEqual([(await kept()).value, (await kept()).source], ["600000", "preset"]);
});

test("what the configuration file says is shown with its key and cannot be changed", async () => {
	const locked = page.getByRole("listitem").filter({ hasText: "rules.wrap_up_ms" });
	await locked.getByText("Set in the configuration file").waitFor();
	assert.equal(await locked.getByRole("textbox").count(), 0);
});

test("whoever saves second is told that it was changed meanwhile", async () => {
	const other = await person(desk.browser, desk.house.url);
	await other.page.goto("/signin?then=%2Fop%2Fsettings");
	await signIn(other.page, "olive", PASSWORD);
	await other.page.getByRole("tab", { name: "Line" }).click();
	await tab("Line");
	await page.getByRole("textbox", { name: "Call backs of one customer at a time." }).fill("8");
	await save().click();
	await page.getByText("One setting saved.").first().waitFor();
	await other.page.getByRole("textbox", { name: "Call backs of one customer at a time." }).fill("9");
	await other.page.getByRole("button", { name: "Save" }).click();
	await other.page.getByText("It was changed meanwhile").waitFor();
	await other.page.getByRole("button", { name: "Try again" }).click();
	await other.page.getByRole("button", { name: "Save" }).click();
	await other.page.getByText("One setting saved.").waitFor();
	assert.equal((await (await fetch(`${desk.house.url}/v1/rules`)).json()).customer_cap, 9);
});

test("every tab holds in both widths and colours", async () => {
	await page.reload();
	for (const name of ["Calling", "Money", "Protection", "Sign-in", "Wallboard", "Upkeep", "House", "Your sign-in"]) {
		await page.getByRole("tab", { name, exact: true }).click();
		await audit(page, `op-settings-${name.toLowerCase().replace(" ", "-")}`);
	}
});

test("no page said a word to the console", () => assert.deepEqual(desk.olive.faults, []));
