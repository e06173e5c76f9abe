// SPDX-License-Identifier: Apache-2.0
// The wallboard as a screen in the corridor shows it: a key of its own, no way further, pale when nothing comes, and pictures at 1080p.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { audit, person } from "./browser.mjs";
import { openDesk } from "./op_house.mjs";
import { arrange } from "./pro_house.mjs";
import { openWire } from "./wire.mjs";

const SHOTS = process.env.RINGBACK_SHOTS ?? new URL("../../test-results/web", import.meta.url).pathname;
let desk, page, screen, address, wire;

before(async () => {
	desk = await openDesk();
	page = desk.page;
	wire = await openWire(desk.house.port);
});

after(async () => {
	await desk?.close();
	wire?.close();
});

test("a figure says what it counts on focus, and leads there", async () => {
	await page.goto("/op/wall");
	const tile = page.getByRole("link", { name: /^Waiting\s*3/ });
	await tile.focus();
	await page.getByText("Call backs in a line that are not being called yet.").waitFor({ state: "visible" });
	await page.keyboard.press("Enter");
	await page.waitForURL("**/op/queues");
});

test("the badge of Lines and the wallboard count the same", async () => {
	await page.goto("/op/wall");
	await page.getByRole("link", { name: /^Waiting\s*3/ }).waitFor();
	await page.getByRole("link", { name: /Lines\s*3/ }).first().waitFor();
});

test("an address for a screen is shown once", async () => {
	await page.getByRole("button", { name: "Screens" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("Where it hangs").fill("Corridor");
	await dialog.getByRole("button", { name: "Make an address" }).click();
	address = (await dialog.getByText(/#rb_wall_/).innerText()).trim().replace(desk.house.url, wire.url);
	await dialog.getByRole("button", { name: "Take back Corridor" }).waitFor();
	await audit(page, "op-wall-screens");
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Screens" }).click();
	assert.equal(await page.getByText(/#rb_wall_/).count(), 0);
	await page.keyboard.press("Escape");
});

test("the screen shows the board without signing in, and leads nowhere", async () => {
	screen = await person(desk.browser, wire.url);
	const sent = [];
	screen.context.on("request", (asked) => sent.push(asked.url()));
	await screen.page.goto(address);
	await screen.page.getByRole("group").filter({ hasText: /^Waiting\s*3/ }).waitFor();
	assert.equal(await screen.page.locator("main a").count(), 0);
	assert.equal(await screen.page.getByText("Charged").count(), 0);
	assert.ok(!sent.some((url) => url.includes("rb_wall_")), "the key is in no address that was sent");
	for (const scheme of ["light", "dark"]) {
		await screen.page.emulateMedia({ colorScheme: scheme });
		await screen.page.setViewportSize({ width: 1920, height: 1080 });
		await screen.page.screenshot({ path: join(SHOTS, `op-wall-screen-1920-${scheme}.png`) });
	}
	const over = await screen.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	assert.ok(over <= 0);
});

test("the screen hears its own stream and asks nothing while nothing happens", async () => {
	const sent = [];
	const note = (asked) => sent.push(new URL(asked.url()).pathname);
	screen.context.on("request", note);
	await screen.page.reload();
	await screen.page.getByRole("group").filter({ hasText: /^Waiting\s*3/ }).waitFor();
	for (let i = 0; i < 100 && !sent.includes("/v1/wall/stream"); i++) await screen.page.waitForTimeout(100);
	assert.ok(sent.includes("/v1/wall/stream"));
	await screen.page.waitForTimeout(500);
	const asked = sent.filter((path) => path === "/v1/wall").length;
	await screen.page.waitForTimeout(6000);
	assert.ok(sent.filter((path) => path === "/v1/wall").length - asked <= 1);
	assert.ok(!sent.some((path) => path.endsWith("/stream") && path !== "/v1/wall/stream"), "it hears nothing else");
	screen.context.off("request", note);
});

test("what happens is on the screen by itself", async () => {
	await arrange(desk.house, desk.house.sam, desk.house.bath, "and the bath");
	await screen.page.getByRole("group").filter({ hasText: /^Waiting\s*4/ }).waitFor();
	await screen.page.getByText("Luis P.").first().waitFor();
});

test("when nothing comes for ten seconds the board pales and says since when", async () => {
	wire.hush(); // nothing breaks: only its silence tells
	await screen.page.getByText("No news since").waitFor({ timeout: 30_000 });
	await screen.page.screenshot({ path: join(SHOTS, "op-wall-pale.png") });
	wire.mend();
	await screen.page.getByText("No news since").waitFor({ state: "detached", timeout: 20_000 });
});

test("taken back, the screen is told and shows a problem", async () => {
	await page.getByRole("button", { name: "Screens" }).click();
	await page.getByRole("button", { name: "Take back Corridor" }).click();
	await page.getByRole("button", { name: "Take back Corridor" }).waitFor({ state: "detached" });
	await page.keyboard.press("Escape");
	await screen.page.getByText("No news since").waitFor();
	await screen.page.reload();
	await screen.page.getByRole("alert").waitFor();
	await page.goto("/op/audit?action=key.");
	await page.getByRole("row", { name: /key/ }).first().waitFor();
});

test("one category alone", async () => {
	await page.goto("/op/wall");
	const pick = page.getByLabel("Category");
	await pick.selectOption({ index: 1 });
	await page.waitForURL(/category=cat_/);
	await page.getByRole("link", { name: /^Waiting/ }).waitFor();
	await audit(page, "op-wall-category");
});

test("no page said a word to the console", () => assert.deepEqual(desk.olive.faults, []));
