// SPDX-License-Identifier: Apache-2.0
// A real daemon and real simulated phones in a folder of their own, and people made by the API.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;
const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
export const PASSWORD = "a house of tests";

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(what, check, most = 30_000) {
	const end = Date.now() + most;
	for (;;) {
		const found = await check();
		if (found) return found;
		if (Date.now() > end) throw new Error(`waited ${most} ms for: ${what}`);
		await sleep(100);
	}
}

function child(folder, name, args) {
	const log = openSync(join(folder, `${name}.out`), "a");
	return spawn(BINARY, args, { stdio: ["ignore", log, log] });
}

export class House {
	/** A daemon without anybody; `rules` stand in its configuration. */
	static async empty(rules = {}) {
		const house = new House();
		house.folder = mkdtempSync(join(tmpdir(), "ringback-web-"));
		const said = execFileSync(BINARY, ["demo", "--config-only", house.folder, "--json"], { encoding: "utf8" });
		Object.assign(house, JSON.parse(said));
		house.url = `http://127.0.0.1:${house.api_port}`;
		let config = readFileSync(house.config, "utf8");
		for (const [name, value] of Object.entries(rules)) config = config.replace(new RegExp(` ${name} = \\d+;`), "").replace("rules = {", `rules = { ${name} = ${value};`);
		writeFileSync(house.config, config);
		return house;
	}

	static async open(rules) {
		const house = await House.empty(rules);
		house.addOperator();
		house.ring();
		await house.begin();
		return house;
	}

	addOperator() {
		const password = join(this.folder, "password");
		execFileSync(BINARY, ["operator", "add", "olive", "--password-file", password, "--config", this.config]);
		this.operatorPassword = readFileSync(password, "utf8").trim();
	}

	async begin() {
		this.start();
		await this.ready();
		this.operator = await this.token("olive", this.operatorPassword);
	}

	/** The telephones; `port` is where they listen if not where the daemon dials. */
	ring(port = this.phones_port) {
		const phones = ["--listen", `127.0.0.1:${port}`, "--script", this.script, "--prompts", join(this.folder, "speech")];
		this.control = join(this.folder, "phones.sock");
		this.phones = child(this.folder, "phones", ["phones", ...phones, "--control", this.control, "--log", join(this.folder, "phones.log")]);
	}

	start() {
		this.daemon = child(this.folder, "serve", ["serve", "--config", this.config]);
	}

	ready() {
		return until("the daemon is ready", () =>
			fetch(`${this.url}/readyz`).then(
				(answer) => answer.ok,
				() => false,
			),
		);
	}

	/** The code that the handset of a number ("14155550144") heard, as it wrote it down. */
	spokenCode(number) {
		return until("the phone hears a code", () => {
			const lines = readFileSync(join(this.folder, "phones.log"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
			const heard = lines.filter((one) => one.event === "heard_prompt" && one.number?.replace("+", "") === number).map((one) => one.text).join(" ");
			const told = heard.slice(heard.indexOf("code is")).toLowerCase();
			const digits = [...told.matchAll(new RegExp(`\\d|${DIGITS.join("|")}`, "g"))].map(([word]) => (DIGITS.includes(word) ? DIGITS.indexOf(word) : word));
			return digits.length >= 6 && digits.slice(0, 6).join("");
		}, 60_000);
	}

	/** What a daemon without an operator wrote into its output. */
	setUpToken() {
		return /rb_setup_\w+/.exec(readFileSync(join(this.folder, "serve.out"), "utf8"))[0];
	}

	/** The daemon goes and comes back: what a browser sees when the stream is lost. */
	async stop() {
		this.daemon.kill("SIGKILL");
		await new Promise((done) => this.daemon.once("exit", done));
	}

	async close() {
		for (const process of [this.daemon, this.phones]) process?.kill("SIGKILL");
		if (!process.env.RINGBACK_KEEP) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}

	async token(login, password = PASSWORD) {
		return (await this.ask("POST", "/v1/sign-in", { login, password, token: true }, null)).token;
	}

	async ask(method, path, body, token = this.operator) {
		const headers = { "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json" };
		if (token) headers.Authorization = `Bearer ${token}`;
		if (method === "POST" && token) headers["Idempotency-Key"] = crypto.randomUUID();
		const answer = await fetch(this.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
		return text ? JSON.parse(text) : undefined;
	}

	/** Somebody who can sign in, with a proved number and money if a customer. */
	async person(login, role, number) {
		const nickname = login[0].toUpperCase() + login.slice(1);
		const account = await this.ask("POST", "/v1/accounts", { login, nickname, roles: [role], password: PASSWORD });
		await this.ask("POST", `/v1/accounts/${account.id}/numbers`, { number, label: "Mobile" });
		if (role === "customer")
			await this.ask("POST", `/v1/customers/${account.customer}/credits`, { amount: { amount: 5000, currency: "USD" } });
		return { ...account, number, token: await this.token(login) };
	}

	async listing(advisor, category, title, price) {
		const body = { advisor: advisor.advisor, category, title, price: { amount: price, currency: "USD" } };
		return this.ask("POST", "/v1/listings", { ...body, description: "From the first flicker to the last radiator." });
	}

	intent(advisor, intent) {
		return this.ask("PATCH", `/v1/advisors/${advisor.advisor}/availability`, { intent });
	}
}
