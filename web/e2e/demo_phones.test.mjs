// SPDX-License-Identifier: Apache-2.0
// The newcomer's first minutes, by the links that `ringback demo` prints: three people in one browser, phones answered in a page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { audit, launch, person } from "./browser.mjs";
import { until } from "./house.mjs";

const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;
const LINK = /^ {2}\d {2}(\w+) +(http:\S+)/gm;

let demo, home, said, links, browser, visitor, phones, sam, dana;

before(async () => {
	said = "";
	home = mkdtempSync(join(tmpdir(), "ringback-demo-home-"));
	demo = spawn(BINARY, ["demo", "--no-evening"], { stdio: ["ignore", "pipe", "inherit"], cwd: home });
	demo.stdout.setEncoding("utf8").on("data", (part) => (said += part));
	await until("the demo is ready", () => /Ready in/.test(said));
	links = Object.fromEntries([...said.matchAll(LINK)].map(([, name, url]) => [name, url]));
	browser = await launch();
	visitor = await person(browser, new URL(links.Phones).origin);
	phones = visitor.page;
});

after(async () => {
	await browser?.close();
	if (demo?.exitCode === null) {
		demo.kill("SIGTERM");
		await until("the demo has ended", () => demo.exitCode !== null || demo.signalCode !== null);
	}
	rmSync(home, { recursive: true, force: true });
});

const phone = (name) => phones.getByRole("region", { name: `${name}'s phone` });
const answer = async (name) => {
	await phone(name).getByRole("button", { name: `Answer ${name}'s phone` }).click();
	await phone(name).getByText("On a call", { exact: true }).first().waitFor();
};
const press = (name, key) => phone(name).getByRole("button", { name: key, exact: true }).click();
const heard = (name, words) => phone(name).getByRole("log").getByText(words).first().waitFor({ timeout: 40_000 });

test("four links are printed", () => {
	assert.deepEqual(Object.keys(links), ["Customer", "Advisor", "Operator", "Phones"]);
});

test("the phones hang on their hooks", async () => {
	await phones.goto(links.Phones);
	await phone("Sam").getByText("On the hook").waitFor();
	await phone("Dana").getByText("On the hook").waitFor();
	assert.equal(await phone("Sam").getByRole("button", { name: "1", exact: true }).isEnabled(), false);
	await audit(phones, "demo-phones-idle");
});

test("one browser is three people at once", async () => {
	sam = await visitor.context.newPage();
	dana = await visitor.context.newPage();
	const olive = await visitor.context.newPage();
	await sam.goto(links.Customer);
	await sam.getByRole("button", { name: /Sam/ }).waitFor();
	assert.doesNotMatch(sam.url(), /as=/);
	await dana.goto(links.Advisor);
	await dana.getByRole("button", { name: /Dana/ }).waitFor();
	await olive.goto(links.Operator);
	await olive.getByRole("button", { name: /Olive/ }).waitFor();
	await sam.reload();
	await sam.getByRole("button", { name: /Sam/ }).waitFor();
	await olive.close();
});

test("Dana's phone rings, is answered in the page, and its captions tell who calls", async () => {
	await dana.evaluate(async () => {
		const me = await (await fetch("/v1/me")).json();
		const answered = await fetch(`/v1/advisors/${me.advisor}/availability`, {
			method: "PATCH",
			headers: { "Content-Type": "application/merge-patch+json" },
			body: JSON.stringify({ intent: "taking_calls" }),
		});
		if (!answered.ok) throw new Error(await answered.text());
	});
	await phone("Dana").getByText("Rings", { exact: true }).waitFor();
	await audit(phones, "demo-phones-rings");
	await answer("Dana");
	await heard("Dana", /Kim.*Boiler faults/);
	await heard("Dana", /To take the call, press 1/);
	await press("Dana", "1");
	await heard("Dana", "Pressed 1");
	await phone("Dana").getByText(/Hears Kim: a tone/).waitFor({ timeout: 40_000 });
	await audit(phones, "demo-phones-talk");
});

test("Sam arranges a call and is rung next; both talk", async () => {
	await sam.evaluate(async () => {
		const me = await (await fetch("/v1/me")).json();
		const listing = (await (await fetch("/v1/listings")).json()).data[0].id;
		const answered = await fetch("/v1/callbacks", {
			method: "POST",
			headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
			body: JSON.stringify({ customer: me.customer, listing, number: "+14155550111", wait_seconds: 3600 }),
		});
		if (!answered.ok) throw new Error(await answered.text());
	});
	await heard("Dana", /You earned/);
	await press("Dana", "1");
	await phone("Sam").getByText("Rings", { exact: true }).waitFor({ timeout: 40_000 });
	await answer("Sam");
	await heard("Sam", /Nothing is charged yet/);
	await heard("Sam", /press 1/);
	await press("Sam", "1");
	await phone("Sam").getByText(/Hears Dana: a tone/).waitFor({ timeout: 40_000 });
	await phone("Sam").getByRole("button", { name: "Hang up Sam's phone" }).click();
	await phone("Sam").getByText("On the hook").waitFor();
	await heard("Sam", /Heard Dana/);
	assert.deepEqual(visitor.faults, []);
});
