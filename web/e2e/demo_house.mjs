// SPDX-License-Identifier: Apache-2.0
// A demo in a folder of its own, and the links it prints; and the telephones of its page.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./house.mjs";

const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;
const LINK = /^ {2}\d {2}(\w+) +(http:\S+)/gm;
const PATIENCE = { timeout: 45_000 };

export async function openDemo(...flags) {
	let said = "";
	const home = mkdtempSync(join(tmpdir(), "ringback-demo-home-"));
	const demo = spawn(BINARY, ["demo", "--no-evening", ...flags], { stdio: ["ignore", "pipe", "inherit"], cwd: home });
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
	const links = Object.fromEntries([...said.matchAll(LINK)].map(([, name, url]) => [name, url]));
	return { links, close, said: () => said };
}

/** What a visitor does on the page of telephones. */
export class Hands {
	constructor(page) {
		this.page = page;
	}
	phone(name) {
		return this.page.getByRole("region", { name: `${name}'s phone` });
	}
	rings(name) {
		return this.phone(name).getByText("Rings", { exact: true }).waitFor(PATIENCE);
	}
	async answer(name) {
		await this.phone(name).getByRole("button", { name: `Answer ${name}'s phone` }).click(PATIENCE);
		await this.phone(name).getByText("On a call", { exact: true }).first().waitFor();
	}
	press(name, key) {
		return this.phone(name).getByRole("button", { name: key, exact: true }).click();
	}
	heard(name, words) {
		return this.phone(name).getByRole("log").getByText(words).last().waitFor(PATIENCE);
	}
	/** Presses once the question was asked, as a person does. */
	async pressAfter(name, words, key) {
		await this.heard(name, words);
		await this.press(name, key);
	}
}
