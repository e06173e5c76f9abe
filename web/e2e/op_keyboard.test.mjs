// SPDX-License-Identifier: Apache-2.0
// Olive's morning without a mouse: in, who waits and why, a rule changed, a call's ladder, and out. Focus is always somewhere one can see.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person } from "./browser.mjs";
import { BINARY, PASSWORD } from "./op_house.mjs";
import { arrange, openHouse } from "./pro_house.mjs";

const STEPS_MOST = 90;
let house, browser, olive, page;

before(async () => {
	house = await openHouse(BINARY, 2500);
	for (const who of [house.sam, house.noor]) await arrange(house, who, house.boiler, "It says F 28");
	browser = await launch();
	olive = await person(browser, house.url);
	page = olive.page;
});

after(async () => {
	await browser?.close();
	await house?.stop();
});

/** Tab until `target` has the focus; each stop must be visible and drawn as focused. */
async function tabTo(target, key = "Tab") {
	for (let step = 0; step < STEPS_MOST; step++) {
		if (await target.evaluate((node) => node === document.activeElement).catch(() => false)) {
			const seen = await target.evaluate((node) => {
				const style = getComputedStyle(node);
				return style.outlineStyle !== "none" || style.boxShadow !== "none";
			});
			assert.ok(seen, "the focus can be seen");
			return;
		}
		await page.keyboard.press(key);
	}
	throw new Error(`${STEPS_MOST} times ${key} did not reach it`);
}

async function press(role, name, key = "Enter") {
	const target = page.getByRole(role, { name }).first();
	await target.waitFor();
	await tabTo(target);
	await page.keyboard.press(key);
}

test("signs in", async () => {
	await page.goto("/signin?then=%2Fop");
	await page.getByLabel("Name or e-mail").waitFor();
	await tabTo(page.getByLabel("Name or e-mail"));
	await page.keyboard.type("olive");
	await page.keyboard.press("Tab");
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press("Enter");
	await page.waitForURL("**/op");
});

test("sees who waits, and why one is second", async () => {
	await press("link", /^Lines/);
	await page.waitForURL("**/op/queues");
	await press("button", "Why 2nd?");
	await page.getByRole("dialog").getByText("ahead").first().waitFor();
	await page.keyboard.press("Escape");
	await page.getByRole("dialog").waitFor({ state: "detached" });
	const back = await page.evaluate(() => document.activeElement?.textContent);
	assert.match(back ?? "", /Why 2nd/);
});

test("changes a rule, and is asked before leaving with another one unsaved", async () => {
	await press("link", "Settings");
	await page.waitForURL("**/op/settings");
	await page.getByRole("tab", { name: "Calling" }).waitFor();
	await tabTo(page.getByRole("tab", { name: "Calling" }));
	await page.keyboard.press("ArrowRight");
	const cap = page.getByRole("textbox", { name: "Call backs in one advisor's line at a time." });
	await tabTo(cap);
	await page.keyboard.press("Control+A");
	await page.keyboard.type("25");
	await page.keyboard.press("Enter");
	await page.getByText("One setting saved.").waitFor();
	await tabTo(cap);
	await page.keyboard.press("Control+A");
	await page.keyboard.type("26");
	await press("link", "Audit");
	await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
	await press("button", "Leave");
	await page.waitForURL("**/op/audit");
	await page.getByRole("row", { name: /50 → 25/ }).waitFor();
	await audit(page, "op-audit-settings");
});

test("filters the audit by who", async () => {
	const who = page.getByLabel("Who");
	await tabTo(who);
	await page.keyboard.type("nobody");
	await page.getByText(/nothing|no lines|none/i).first().waitFor();
	assert.match(page.url(), /who=nobody/);
});

test("reads the ladder of a call, with SIP, keys and money, and copies it", async () => {
	await house.ask("PATCH", `/v1/advisors/${house.dana.advisor}/availability`, { token: house.olive, body: { intent: "taking_calls" } });
	await press("link", "Calls");
	await page.waitForURL("**/op/calls");
	await page.getByText("sam_w").first().waitFor({ timeout: 30_000 });
	for (let tries = 0; tries < 60; tries++) {
		const calls = (await house.ask("GET", "/v1/calls?limit=5", { token: house.olive })).data;
		if (calls.some((call) => call.state === "ended" && call.talked_seconds > 0)) break;
		await page.waitForTimeout(500);
	}
	const call = (await house.ask("GET", "/v1/calls?limit=5", { token: house.olive })).data.find((one) => one.state === "ended");
	await page.goto(`/op/calls/${call.id}`);
	await page.getByText("← SIP/2.0 200 OK").first().waitFor();
	await page.getByText("← SIP/2.0 180 Ringing").first().waitFor();
	await page.getByText("Presses 1").first().waitFor();
	const invite = page.locator("summary", { hasText: /→ INVITE sip:\+1415\*\*\*\d{4}@.* SIP/ }).first();
	await tabTo(invite);
	await page.keyboard.press("Enter");
	await page.getByText(/Call-ID: .+/).first().waitFor();
	await page.getByText("a=rtpmap:0 PCMU/8000").first().waitFor();
	assert.equal(await page.getByText(/\+14155550/).count(), 0, "numbers are masked");
	await audit(page, "op-ladder");
	await olive.context.grantPermissions(["clipboard-read", "clipboard-write"]);
	const sip = page.getByLabel("SIP", { exact: true });
	await tabTo(sip);
	await page.keyboard.press("Space");
	await page.getByText("200 OK").first().waitFor({ state: "detached" });
	await page.keyboard.press("Space");
	await press("button", "Copy as text");
	await page.getByText("The time line is copied.").waitFor();
	const text = await page.evaluate(() => navigator.clipboard.readText());
	assert.match(text, /→ INVITE .*\n +Via: SIP/);
	assert.doesNotMatch(text, /1415555|nonce|c=IN/);
	assert.match(text, /Money: /);
});

test("signs out", async () => {
	await press("button", /menu|olive/i);
	await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
	for (let step = 0; step < 12; step++) {
		if (await page.getByRole("menuitem", { name: "Sign out" }).evaluate((node) => node === document.activeElement)) break;
		await page.keyboard.press("ArrowDown");
	}
	await page.keyboard.press("Enter");
	await page.getByText("signed out", { exact: false }).first().waitFor();
});

test("no page said a word to the console", () => assert.deepEqual(olive.faults, []));
