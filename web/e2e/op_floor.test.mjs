// SPDX-License-Identifier: Apache-2.0
// Olive's day: what an operator does, against a real daemon; what she changes has a reason and a line in the audit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { arrange, openHouse, PASSWORD } from "./pro_house.mjs";
import { totp } from "./totp.mjs";

const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;
let house, browser, olive, page;

before(async () => {
	house = await openHouse(BINARY);
	for (const [who, words] of [[house.sam, "It says F 28"], [house.kim, ""], [house.noor, "Second opinion"]]) await arrange(house, who, house.boiler, words);
	browser = await launch();
	olive = await person(browser, house.url);
	page = olive.page;
	await page.goto("/signin?then=%2Fop");
	await signIn(page, "olive", PASSWORD);
	await page.waitForURL("**/op");
});

after(async () => {
	await browser?.close();
	await house?.stop();
});

const heading = (name) => page.getByRole("heading", { name });

test("today says what to act on", async () => {
	await page.locator("span").getByText("3 people wait and nobody takes calls.").waitFor();
	await page.getByRole("status").getByText("3 people wait and nobody takes calls.").waitFor({ state: "attached" });
});

test("the wallboard shows the line and who is there", async () => {
	await page.goto("/op/wall");
	await page.getByRole("link", { name: /Waiting\s*3/ }).waitFor();
});

test("why is this one third: the rule and the times of those ahead, no names", async () => {
	await page.goto("/op/queues");
	await page.getByRole("status").getByText("3 people wait in one line").waitFor({ state: "attached" });
	await page.getByRole("button", { name: "Why 3rd?" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByText("2 are ahead").waitFor();
	const words = await dialog.innerText();
	assert.ok(!/sam_w|kim/.test(words), words);
	await audit(page, "op-explain");
	await page.keyboard.press("Escape");
});

test("a credit asks twice, counts once, and stands in the audit", async () => {
	await page.goto(`/op/people/${house.sam.id}`);
	await heading("sam_w").waitFor();
	await page.getByLabel("Amount in USD").fill("12.50");
	await page.getByLabel("What for").fill("Goodwill");
	await page.getByRole("button", { name: "Credit" }).click();
	await page.getByRole("button", { name: "Yes, credit $12.50" }).dblclick();
	await page.getByText("$12.50 credited.").waitFor();
	await page.getByText("$62.50").waitFor();
	await page.goto("/op/audit");
	await page.getByRole("row", { name: /wallet credited/ }).first().waitFor();
});

test("suspending needs a reason, and the person is out", async () => {
	await page.goto(`/op/people/${house.noor.id}`);
	await page.getByRole("button", { name: "Suspend" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Suspend" }).click();
	await dialog.getByText("This must be filled in.").waitFor();
	await dialog.getByLabel("Reason").fill("Asked to leave");
	await dialog.getByRole("button", { name: "Suspend" }).click();
	await page.getByText("noor is suspended.").waitFor();
	await page.getByRole("button", { name: "Let in again" }).click();
	await page.getByRole("dialog").getByLabel("Reason").fill("Came back");
	await page.getByRole("dialog").getByRole("button", { name: "Let in again" }).click();
	await page.getByText("noor is back.").waitFor();
});

test("a person and a category are made", async () => {
	await page.goto("/op/people");
	await page.getByRole("button", { name: "New person" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("Sign-in name").fill("mei");
	await dialog.getByLabel("Name others see").fill("Mei T.");
	await dialog.getByLabel("Password").fill("short");
	await dialog.getByRole("button", { name: "Create" }).click();
	await dialog.getByText(/10|short|character/i).last().waitFor();
	await dialog.getByLabel("Password").fill("long enough by far");
	await dialog.getByRole("button", { name: "Create" }).click();
	await heading("Mei T.").waitFor();
	await page.goto("/op/categories");
	await page.getByRole("button", { name: "New category" }).click();
	await page.getByRole("dialog").getByLabel("Title").fill("Law");
	await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
	await page.getByRole("row", { name: /Law/ }).waitFor();
});

test("a trunk rings the operator to show that it works", async () => {
	await page.goto("/op/trunks");
	await page.getByLabel("Call me to test, at").fill("12");
	await page.getByRole("button", { name: "Call me to test" }).click();
	await page.locator("[aria-invalid=true]").waitFor();
	await page.getByLabel("Call me to test, at").fill("+1 415 555 0100");
	await page.getByRole("button", { name: "Call me to test" }).click();
	const list = page.getByRole("list", { name: "Last test calls" });
	await list.getByText(/^(Dialing|Rings|Answered)$/).waitFor();
	await list.getByText(/^(Works|Does not work)$/).waitFor({ timeout: 40_000 });
	await audit(page, "op-trunk-test");
});

test("trunk and ledger are told in plain words", async () => {
	await page.goto("/op/health");
	await page.getByText("Balanced to 0").waitFor();
	await page.getByText("It is simulated: no call leaves this machine.").waitFor();
});

test("the set-up page is closed once there is an operator", async () => {
	await page.goto("/setup");
	await page.waitForURL((url) => !url.pathname.startsWith("/setup"));
});

test("a second factor is switched on, and sign-in asks for it", async () => {
	await page.goto("/op/settings");
	await page.getByRole("tab", { name: "Your sign-in" }).click();
	await page.getByLabel("Your password").fill(PASSWORD);
	await page.getByRole("button", { name: "Set it up" }).click();
	const told = await page.getByText("Type this secret into your authenticator").innerText();
	const secret = told.split(" ").at(-1);
	await page.getByLabel("Code it shows now").fill(totp(secret));
	await page.getByRole("button", { name: "Switch it on" }).click();
	await page.getByText("Write these recovery codes down").waitFor();
	const recovery = await page.getByRole("listitem").filter({ hasText: /^[A-Z2-7]{4}-/ }).first().innerText();
	const again = await person(browser, house.url);
	await again.page.goto("/signin");
	await signIn(again.page, "olive", PASSWORD);
	await again.page.getByLabel("Code of your authenticator").fill(recovery.trim());
	await again.page.getByRole("button", { name: "Sign in" }).click();
	await again.page.waitForURL("**/op");
	await page.getByRole("button", { name: "Switch it off" }).click();
	await page.getByLabel("Your password").fill(PASSWORD);
	await page.getByLabel("Code", { exact: true }).fill("000000");
	await page.getByRole("button", { name: "Switch it off" }).click();
	await page.getByText(/code is wrong|not right/i).first().waitFor();
	await audit(page, "op-factor-remove");
	const second = await page.getByRole("listitem").filter({ hasText: /^[A-Z2-7]{4}-/ }).nth(1).innerText();
	await page.getByLabel("Code", { exact: true }).fill(second.trim());
	await page.getByRole("button", { name: "Switch it off" }).click();
	await page.getByText("The second factor is off.").waitFor();
	await page.getByRole("button", { name: "Set it up" }).waitFor();
});

test("no page said a word to the console", () => assert.deepEqual(olive.faults, []));
