// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium, and what every page is held to: no violation of axe, no sideways scroll, no report of the content policy.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

/** Pictures of everything that is looked at go here, if it is named; of what fails they are always taken. */
const SHOTS = process.env.RINGBACK_SHOTS;
const FAULTS = new URL("../../test-results/web", import.meta.url).pathname;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];

for (const folder of [SHOTS, FAULTS]) if (folder) mkdirSync(folder, { recursive: true });

export const launch = () =>
	chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });

/** A browser of somebody's own: cookies, and the faults its pages report. */
export async function person(browser, url, more = {}) {
	const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce", ...more });
	const faults = [];
	await context.addInitScript(() => {
		addEventListener("securitypolicyviolation", (said) => reportError(new Error(`content policy: ${said.violatedDirective} ${said.blockedURI}`)));
	});
	context.on("console", (said) => {
		if (said.type() === "error" && !/Failed to load resource|net::ERR/.test(said.text())) faults.push(said.text());
	});
	context.on("weberror", (error) => faults.push(String(error.error())));
	context.setDefaultTimeout(15_000);
	return { context, faults, page: await context.newPage() };
}

/** `only` these rules; nothing: all. */
async function violations(page, only) {
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
	const options = { resultTypes: ["violations"], ...(only && { runOnly: only }) };
	const found = await page.evaluate(async (wanted) => (await window.axe.run(document, wanted)).violations, options);
	return found.map((one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.target.join(" ")).join(", ")})`);
}

/** On a telephone (UX.md 3.2). Links within words are words. */
const FINGER = 44;

const tooSmall = (page) =>
	page.evaluate((least) => {
		const pressed = [...document.querySelectorAll("button, select, input, textarea, summary, a[class*=button]")];
		const shown = pressed.filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
		const small = shown.filter((one) => {
			const { height, width } = (one.closest("label") ?? one).getBoundingClientRect();
			return height > 1 && width > 1 && height < least - 0.5;
		});
		return small.map((one) => one.outerHTML.slice(0, 120));
	}, FINGER);

/**
 * In both colours and both widths: a picture (RINGBACK_SHOTS names the folder), axe and reflow, and on the telephone room for a finger;
 * 320 px for reflow alone. All of axe's rules at both widths, in one colour each: in the other only the contrast can be another.
 */
export async function audit(page, name) {
	for (const colorScheme of SCHEMES) {
		await page.emulateMedia({ colorScheme });
		for (const width of WIDTHS) {
			await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
			await page.waitForTimeout(60);
			const shot = `${name}-${width}-${colorScheme}.png`;
			if (SHOTS) await picture(page, SHOTS, shot);
			const whole = (width < 500) === (colorScheme === "light");
			const found = await violations(page, whole ? undefined : ["color-contrast"]);
			if (found.length) await picture(page, FAULTS, shot);
			assert.deepEqual(found, [], `${name} at ${width} px, ${colorScheme}`);
			await narrow(page, name, width);
			if (width < 500 && colorScheme === "light") assert.deepEqual(await tooSmall(page), [], `${name}: too small for a finger`);
		}
	}
	await page.setViewportSize({ width: 320, height: 700 });
	await narrow(page, name, 320);
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.emulateMedia({ colorScheme: "light" });
}

async function picture(page, folder, name) {
	const modal = (await page.locator("dialog[open]").count()) > 0;
	await page.screenshot({ path: join(folder, name), fullPage: !modal });
}

async function narrow(page, name, width) {
	const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	assert.ok(over <= 0, `${name} scrolls sideways by ${over} px at ${width} px`);
}

export async function signIn(page, login, password) {
	await page.getByLabel("Name or e-mail").fill(login);
	await page.getByLabel("Password").fill(password);
	await page.getByRole("button", { name: "Sign in" }).click();
}
