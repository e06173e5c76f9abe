// SPDX-License-Identifier: Apache-2.0
// The pictures of README.md: one call of the demo, played in a browser by Sam, Dana and Olive, into docs/screens.
// Fails when a step of that call fails, or when a picture is too heavy for a page that everybody loads.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../e2e/browser.mjs";
import { until } from "../e2e/house.mjs";

const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;
const SCREENS = process.env.RINGBACK_SCREENS ?? new URL("../../docs/screens", import.meta.url).pathname;
const LINK = /^ {2}\d {2}(\w+) +(http:\S+)/gm;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 940 };
const MOST_BYTES = 150_000;
const PATIENCE_MS = 45_000;
// Long enough for the meter to have something to show, shorter than the robot's talk.
const TALK_MS = 8_000;

/** The demo in a folder of its own: the links it prints, and how to end it. */
async function openDemo() {
	let said = "";
	const home = mkdtempSync(join(tmpdir(), "ringback-screens-"));
	const demo = spawn(BINARY, ["demo", "--no-evening"], { stdio: ["ignore", "pipe", "inherit"], cwd: home });
	const ended = new Promise((resolve) => demo.once("close", resolve));
	demo.stdout.setEncoding("utf8").on("data", (part) => (said += part));
	const close = async () => {
		demo.kill("SIGTERM");
		await ended;
		rmSync(home, { recursive: true, force: true });
	};
	try {
		await until("the demo is ready", () => /Ready in/.test(said));
	} catch (error) {
		await close();
		throw error;
	}
	return { links: Object.fromEntries([...said.matchAll(LINK)].map(([, name, url]) => [name, url])), close };
}

/** One person's page, in the size of the device that person would hold. */
async function open(browser, url, viewport, colorScheme = "light") {
	const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 1, locale: "en-US", reducedMotion: "reduce" });
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	await page.goto(url);
	return page;
}

async function take(page, name) {
	const path = join(SCREENS, `${name}.png`);
	await page.evaluate(() => document.fonts.ready);
	await page.screenshot({ path, animations: "disabled", caret: "hide" });
	const { size } = statSync(path);
	if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
	process.stdout.write(`${path}: ${size} bytes\n`);
}

async function getInLine(sam) {
	await sam.getByRole("link", { name: "House and home" }).click();
	await sam.getByRole("link", { name: "Boiler faults" }).first().click();
	await sam.getByRole("link", { name: "Arrange a Call" }).first().click();
	const dialog = sam.getByRole("dialog");
	await dialog.getByText("You would be 2nd in line").waitFor();
	await dialog.getByLabel("What is it about?").fill("F28 on the display");
	await take(sam, "arrange");
	await dialog.getByRole("button", { name: "Put me in line" }).click();
	await sam.getByText("2nd in line").first().waitFor();
	await take(sam, "tracker");
}

const phone = (phones, name) => phones.getByRole("region", { name: `${name}'s phone` });
const rings = (phones, name) => phone(phones, name).getByText("Rings", { exact: true }).waitFor();
const press = (phones, name, key) => phone(phones, name).getByRole("button", { name: key, exact: true }).click();
const heard = (phones, name, words) => phone(phones, name).getByRole("log").getByText(words).first().waitFor();

/** The robot is first in line: Dana takes its call, and the desks show it. */
async function talkToTheFirst(dana, olive, phones) {
	await dana.getByRole("radio", { name: "Taking calls" }).click();
	await rings(phones, "Dana");
	await press(phones, "Dana", "Answer Dana's phone");
	await heard(phones, "Dana", /To take the call, press 1/);
	await press(phones, "Dana", "1");
	await dana.getByRole("heading", { name: /^Connected with/ }).waitFor();
	await olive.getByRole("link", { name: /On calls\s*1/ }).waitFor();
	await dana.waitForTimeout(TALK_MS);
	await take(dana, "console");
	await take(olive, "wall");
}

/** Then it is Sam's turn. */
async function ringSam(phones) {
	await heard(phones, "Dana", /You earned/);
	await press(phones, "Dana", "1");
	await rings(phones, "Sam");
	await take(phones, "phones");
}

async function play(browser, links) {
	const phones = await open(browser, links.Phones, DESK);
	await getInLine(await open(browser, links.Customer, PHONE));
	const dana = await open(browser, links.Advisor, DESK);
	const olive = await open(browser, links.Operator, DESK, "dark");
	await talkToTheFirst(dana, olive, phones);
	await ringSam(phones);
}

mkdirSync(SCREENS, { recursive: true });
const demo = await openDemo();
let browser;
try {
	browser = await launch();
	await play(browser, demo.links);
} finally {
	await browser?.close();
	await demo.close();
}
