// SPDX-License-Identifier: Apache-2.0
// The pictures of README.md: one call of the demo, played in a browser by Sam, Dana and Olive, into docs/screens.
// Fails when a step of that call fails, or when a picture is too heavy for a page that everybody loads.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../e2e/browser.mjs";
import { Hands, openDemo } from "../e2e/demo_house.mjs";

const SCREENS = process.env.RINGBACK_SCREENS ?? new URL("../../docs/screens", import.meta.url).pathname;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 940 };
const STAGE = { width: 1312, height: 1540 };
const MOST_BYTES = 280_000;
const PATIENCE_MS = 45_000;
// Long enough for the meter to have something to show, shorter than the robot's talk.
const TALK_MS = 8_000;

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
	await sam.waitForURL(/\/line\//);
	await sam.getByRole("heading", { level: 1, name: /Dana/ }).waitFor();
	await sam.getByText("2nd in line").first().waitFor();
	await take(sam, "tracker");
}

/** The robot is first in line: Dana takes its call, and her desk shows it. */
async function talkToTheFirst(dana, hands) {
	await dana.getByRole("radio", { name: "Taking calls" }).click();
	await hands.rings("Dana");
	await hands.answer("Dana");
	await hands.pressAfter("Dana", /To take the call, press 1/, "1");
	await dana.getByRole("heading", { name: /^Connected with/ }).waitFor();
	await dana.waitForTimeout(TALK_MS);
	await take(dana, "console");
}

/** Then it is Sam's turn. */
async function ringSam(hands) {
	await hands.pressAfter("Dana", /For the next caller, press 1/, "1");
	await hands.rings("Sam");
	await take(hands.page, "phones");
}

/** Everybody on one page, while Sam and Dana talk. */
async function joinBoth(hands, stage, olive) {
	await hands.answer("Sam");
	await hands.pressAfter("Sam", /To start, press 1/, "1");
	await stage.frameLocator("iframe[title^=Dana]").getByRole("heading", { name: "Connected with Sam" }).waitFor();
	await stage.frameLocator("iframe[title^=Sam]").getByRole("heading", { level: 1 }).waitFor();
	await stage.waitForTimeout(TALK_MS);
	await take(stage, "stage");
	await take(olive, "wall");
}

/** What is left of the call: the notices, and the receipt. */
async function readLetters(hands, sam, mail) {
	await hands.press("Dana", "*");
	await mail.getByRole("radio", { name: "Sam" }).click();
	await mail.getByRole("article").filter({ hasText: "Your receipt" }).waitFor();
	await take(mail, "mail");
	await sam.getByRole("link", { name: /receipt/i }).first().click();
	await sam.getByRole("heading", { name: /receipt/i }).first().waitFor();
	await sam.getByText("You paid").waitFor();
	await take(sam, "receipt");
}

/** Sam's frame goes where Sam's own page is: the place in line. */
async function openStage(browser, links) {
	const stage = await open(browser, new URL("/demo", links.Phones).href, STAGE);
	const frame = stage.frameLocator("iframe[title^=Sam]");
	await frame.getByRole("heading", { level: 1 }).waitFor();
	await frame.getByRole("link", { name: /Dana|place|line/i }).first().click();
	await frame.getByText(/in line|next/i).first().waitFor();
	return stage;
}

async function play(browser, links) {
	const hands = new Hands(await open(browser, links.Phones, DESK, "dark"));
	const sam = await open(browser, links.Customer, PHONE);
	await getInLine(sam);
	const dana = await open(browser, links.Advisor, DESK);
	const olive = await open(browser, links.Operator, DESK, "dark");
	const stage = await openStage(browser, links);
	const mail = await open(browser, links.Mail, PHONE, "dark");
	await talkToTheFirst(dana, hands);
	await ringSam(hands);
	await joinBoth(hands, stage, olive);
	await readLetters(hands, sam, mail);
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
